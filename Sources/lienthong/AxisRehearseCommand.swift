import ArgumentParser
import EdXML
import Foundation
import HubService
import SignedXML

struct AxisRehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Kiểm tra sự phù hợp của một hệ thống bất kỳ. · Whether any system speaks the interface.",
        discussion: """
            Gọi lần lượt mọi dịch vụ của giao diện trục như hệ thống của một cơ quan vẫn gọi, cả đúng lẫn cố ý sai, vào hệ \
            thống ở địa chỉ đã nêu, và in bảng kết quả: dịch vụ, trường hợp, đạt hay không, vì sao. Văn bản đi giữa hai đơn vị \
            của chính hệ thống gọi. Mã thoát: 0 khi mọi trường hợp đạt, 1 khi có trường hợp không đạt, 2 khi không kiểm tra được.

            Makes every call of the axis interface as an agency's system does, well and badly on purpose, to the system at \
            the address, and prints a table: operation, case, whether it passed, and why not. Documents go between two \
            agencies of the caller's own. Exit status: 0 when all passed, 1 when something failed, 2 when it could not be tried.

            Ví dụ · Example:
              lienthong axis rehearse --against https://hub.example.vn/vxp --systemid 00.24.H24 --secret-file secrets/vxp \\
                --from H24.01 --to H24.02 --key H24.01.key.pem --certificate H24.01.pem
            """
    )

    @Option(help: ArgumentHelp("Địa chỉ dịch vụ. · The endpoint.", valueName: "url"))
    var against: String

    @Option(help: ArgumentHelp("Mã hệ thống. · The systemid.", valueName: "id"))
    var systemid: String

    @Option(help: ArgumentHelp("Tệp chứa khóa bí mật. · The file of the secret.", valueName: "file"))
    var secretFile: String

    @Option(help: ArgumentHelp("Đơn vị gửi, của hệ thống gọi. · The sender, one of the caller's.", valueName: "id"))
    var from: AgencyID

    @Option(
        help: ArgumentHelp("Đơn vị nhận, cũng của hệ thống gọi. · The recipient, the caller's too.", valueName: "id"))
    var to: AgencyID

    @Option(help: ArgumentHelp("Khóa ký của đơn vị gửi, PEM. · The sender's key; unsigned without.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Chứng thư của đơn vị gửi, PEM. · The sender's certificate.", valueName: "file"))
    var certificate: String?

    @Option(
        help: ArgumentHelp(
            "CA mà chứng thư TLS phải do đó cấp, PEM. · The authority of the TLS certificate.", valueName: "file"))
    var authority: [String] = []

    @Option(
        help: ArgumentHelp(
            "Mã đơn vị được đăng ký rồi xóa để thử. · An agency to register and delete again.", valueName: "id"))
    var scratchAgency: AgencyID?

    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @OptionGroup var language: LanguageOption

    func validate() throws {
        guard (key == nil) == (certificate == nil) else {
            throw ValidationError("--key và --certificate phải đi cùng nhau. / They go together.")
        }
    }

    func run() async throws {
        let report = try await orExit(2) {
            var settings = ConformanceSettings(
                url: against, systemID: systemid, secret: try SecretSource.file(secretFile).load().value, from: from,
                to: to)
            (settings.authorities, settings.scratchAgency) = (authority, scratchAgency)
            if let key, let certificate {
                settings.signer = try SigningIdentity(
                    keyPEM: String(contentsOfFile: key, encoding: .utf8),
                    certificatesPEM: String(contentsOfFile: certificate, encoding: .utf8))
            }
            return try await Conformance(settings).run()
        }
        print(json ? report.json : language.print { report.text($0) })
        if !report.conforms { throw ExitCode(1) }
    }
}

extension AgencyID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
