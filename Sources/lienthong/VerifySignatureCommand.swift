import ArgumentParser
import EdXML
import HubService

struct VerifySignatureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-signature",
        abstract: "Xét chữ ký của một tệp XML bất kỳ. · Judge the enveloped signature of any XML file.",
        discussion: """
            Dùng đúng bộ máy và độ nghiêm ngặt mà trục dùng cho gói edXML, nhưng không có quy tắc edXML: chữ ký là con \
            trực tiếp của thẻ gốc và bao trùm toàn văn bản (URI="" hoặc # kèm định danh của thẻ gốc). Với --no-path chỉ \
            xét chữ ký, không xét chứng thư có đáng tin không. Mã thoát: 0 hợp lệ, 1 sai hoặc bị từ chối, 2 không xét được.

            Uses the engine and the strictness that the hub uses for packets, without edXML's rules: the signature is a \
            direct child of the root and covers the whole document (URI="" or # and the root's own identifier). With \
            --no-path the signature alone is judged, and not whether its certificate is trusted. Exit status: 0 valid, \
            1 invalid or refused, 2 could not judge.

            Ví dụ · Example:
              lienthong verify-signature hoa-don.xml --trust-anchor root.pem --crl ca.crl --at 2026-11-21
            """
    )

    @Argument(help: ArgumentHelp("Tệp XML; - là đầu vào chuẩn. · The file; - for standard input.", valueName: "file"))
    var file: String

    @Option(
        name: .customLong("trust-anchor"),
        help: ArgumentHelp(
            "Chứng thư gốc được tin, PEM hoặc DER; lặp lại được. · A trusted root; may be repeated.", valueName: "pem"))
    var anchors: [String] = []

    @Option(
        name: .customLong("intermediate"),
        help: ArgumentHelp("Chứng thư CA trung gian. · An intermediate authority.", valueName: "pem"))
    var intermediates: [String] = []

    @Option(
        name: .customLong("crl"),
        help: ArgumentHelp("Danh sách thu hồi, PEM hoặc DER. · A revocation list.", valueName: "file"))
    var revocationLists: [String] = []

    @Option(
        name: .customLong("tsa-anchor"),
        help: ArgumentHelp(
            "Chứng thư gốc của tổ chức cấp dấu thời gian. · A trusted root of time-stamping authorities.",
            valueName: "pem"))
    var timestampAnchors: [String] = []

    @Option(
        name: .customLong("at"),
        help: ArgumentHelp(
            "Thời điểm xét, RFC 3339 hoặc ngày; mặc định là bây giờ. · The time of judgement; now by default.",
            valueName: "time"))
    var time: String?

    @Flag(name: .customLong("no-path"), help: "Chỉ xét chữ ký. · Judge the signature alone.")
    var withoutPath = false

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var language: LanguageOption

    func run() throws {
        var settings = VerificationSettings()
        settings.anchors = anchors
        settings.intermediates = intermediates
        settings.revocationLists = revocationLists
        settings.timestampAnchors = timestampAnchors
        settings.time = time
        settings.judgesPath = !withoutPath
        let report: VerificationReport
        do {
            report = try settings.report(on: file)
        } catch {
            if json { print(VerificationReport.json(file: file, notJudged: error)) }
            complain("\(error)")
            throw ExitCode(2)
        }
        print(json ? report.json : language.print(report.text), terminator: json ? "\n" : "")
        throw ExitCode(report.exitStatus)
    }
}
