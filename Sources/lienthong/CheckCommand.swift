import ArgumentParser
import EdXML
import Foundation
import HubService

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Kiểm tra một tệp edXML trước khi gửi. · Check an edXML file before it is sent.",
        discussion: """
            Xét tệp đúng như trục liên thông sẽ xét: XML, lược đồ, các quy tắc, chữ ký số, chứng thư, cơ quan gửi và nơi \
            nhận; nêu mọi lỗi, sai ở đâu và cách sửa. Không có --trust-anchor thì chưa xét nguồn cấp chứng thư; không có \
            --agencies thì chưa xét chứng thư có đúng của cơ quan gửi không, và các nơi nhận; chữ ký số vẫn bắt buộc. \
            Trùng với văn bản đã nhận thì chỉ trục mới biết. Mã thoát: 0 chấp nhận được, 1 bị từ chối, 2 không xét được.

            Judges the file as the hub will: XML, schema, rules, signature, certificate, sender and recipients; says \
            everything that is wrong, where, and how to mend it. Without --trust-anchor the certificate's path is not \
            judged; without --agencies neither its owner nor the recipients are; the signature is still required. Only \
            the hub knows of duplicates. Exit status: 0 acceptable, 1 refused, 2 could not judge.

            Ví dụ · Example:
              lienthong check cong-van.edxml --trust-anchor root.pem --agencies agencies.csv
            """
    )

    @Argument(help: ArgumentHelp("Tệp cần kiểm tra. · The file to check.", valueName: "file"))
    var file: String

    @Option(
        name: .customLong("trust-anchor"),
        help: ArgumentHelp(
            "Chứng thư gốc được tin, PEM; lặp lại được. · A trusted root; may be repeated.", valueName: "pem"))
    var anchors: [String] = []

    @Option(
        name: .customLong("intermediate"),
        help: ArgumentHelp("Chứng thư CA trung gian, PEM. · An intermediate authority.", valueName: "pem"))
    var intermediates: [String] = []

    @Option(
        name: .customLong("crl"),
        help: ArgumentHelp("Danh sách thu hồi, PEM. · A revocation list.", valueName: "pem"))
    var revocationLists: [String] = []

    @Option(
        help: ArgumentHelp(
            "Danh mục đơn vị, CSV: organId, name, centre, local, và certificate nếu có. · The register, CSV.",
            valueName: "file"))
    var agencies: String?

    @Option(
        help: ArgumentHelp(
            "Cấu hình của trục: lấy tin cậy, lược đồ, chính sách. · Take trust, schemas and policies from it.",
            valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Thư mục lược đồ; mặc định là Schemas/ ở thư mục này. · The schemas' folder.", valueName: "dir"))
    var schemas: String?

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var language: LanguageOption

    func run() async throws {
        var settings = CheckSettings()
        settings.anchors = anchors
        settings.intermediates = intermediates
        settings.revocationLists = revocationLists
        settings.agenciesFile = agencies
        settings.configurationFile = config
        settings.schemasFolder = schemas
        let report = try await orExit(2) { try await settings.report(on: file) }
        print(json ? report.json : language.print(report.text), terminator: json ? "\n" : "")
        if !report.isAcceptable { throw ExitCode(1) }
    }
}
