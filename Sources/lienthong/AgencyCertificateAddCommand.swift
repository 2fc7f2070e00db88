import ArgumentParser
import HubCore
import HubService

struct AgencyCertificateAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Đăng ký chứng thư, hoặc quy tắc về chứng thư, cho một đơn vị. · Register a certificate or a rule.",
        discussion: """
            Với --certificate: đăng ký đích danh. Với --rule: mọi chứng thư do CA trong --issuer-certificate cấp, có chủ \
            thể mang đủ các thuộc tính --attribute (dấu * ở đầu hoặc cuối giá trị thay cho bất kỳ chuỗi nào). Đăng ký cũ \
            vẫn giữ nguyên; đăng ký đã thu hồi không vì thế mà có hiệu lực lại.

            With --certificate that very certificate is registered. With --rule all certificates of the authority in \
            --issuer-certificate whose subject has every --attribute (a * at an end of a value stands for anything). \
            Earlier registrations stay; one that was withdrawn is not revived.

            Ví dụ · Examples:
              lienthong agency certificate add H24.05 --certificate moi.pem --from 2027-01-01T00:00:00+07:00 \\
                --config config/hub.yaml
              lienthong agency certificate add H24.05 --rule bcy-h24.05 --issuer-certificate bcy.pem \\
                --attribute OU=H24.05 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Option(
        name: .customLong("certificate"),
        help: ArgumentHelp("Chứng thư ký số, PEM; lặp lại được. · A certificate; may be repeated.", valueName: "pem"))
    var certificates: [String] = []

    @Option(help: ArgumentHelp("Tên quy tắc. · The rule's name.", valueName: "name"))
    var rule: String?

    @Option(help: ArgumentHelp("Chứng thư của CA cấp. · The issuing authority's certificate.", valueName: "pem"))
    var issuerCertificate: String?

    @Option(
        name: .customLong("attribute"),
        help: ArgumentHelp(
            "Thuộc tính của chủ thể: OU, CN, serialNumber, organizationIdentifier …; lặp lại được. · Of the subject.",
            valueName: "type=value"))
    var attributes: [String] = []

    @Option(name: .customLong("from"), help: ArgumentHelp("Từ lúc (RFC 3339). · From then on.", valueName: "time"))
    var validFrom: Timestamp?

    @Option(name: .customLong("until"), help: ArgumentHelp("Đến lúc (RFC 3339). · Up to then.", valueName: "time"))
    var validUntil: Timestamp?

    @OptionGroup var hub: HubOption

    func validate() throws {
        guard certificates.isEmpty == (rule != nil), (rule != nil) == (issuerCertificate != nil),
            (rule != nil) == !attributes.isEmpty
        else {
            throw ValidationError(
                "Cần --certificate, hoặc cả --rule, --issuer-certificate và --attribute. / "
                    + "Give --certificate, or --rule with --issuer-certificate and --attribute.")
        }
    }

    func run() async throws {
        try await orExit(2) {
            if let rule, let issuerCertificate {
                try await hub.line().put(
                    SubjectRule(
                        named: rule, of: id, issuerFile: issuerCertificate, attributes: attributes, from: validFrom,
                        until: validUntil))
            } else {
                _ = try await hub.line().put([], certificates: try registered())
            }
        }
        print("Đã đăng ký cho \(id). / Registered for \(id).")
    }

    private func registered() throws -> [RegisteredCertificate] {
        try certificates.map { file in
            var certificate = try RegisteredCertificate(pemFile: file, of: id)
            (certificate.validFrom, certificate.validUntil) = (validFrom, validUntil)
            return certificate
        }
    }
}
