import ArgumentParser
import HubService

struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Ký số một văn bản edXML. · Sign an edXML document.",
        discussion: """
            Đặt chữ ký XMLDSig (exclusive C14N, SHA-256, RSA hoặc ECDSA theo khóa) vào edXMLHeader; các byte khác của \
            văn bản giữ nguyên. Văn bản đã có chữ ký thì không ký nữa. Mã thoát: 1 khi văn bản không ký được, 2 khi \
            khóa, chứng thư hay tệp không dùng được.

            Puts an XMLDSig signature (exclusive C14N, SHA-256, RSA or ECDSA by the key) into edXMLHeader; every other \
            byte of the document stays as it is. A signed document is not signed again. Exit status: 1 when the document \
            cannot be signed, 2 when key, certificate or files cannot be used.

            Ví dụ · Example:
              lienthong sign cong-van.edxml --key H24.01.key.pem \\
                --certificate H24.01.pem --output signed.edxml
            """
    )

    @Argument(help: ArgumentHelp("Văn bản chưa ký. · The unsigned document.", valueName: "file"))
    var document: String

    @Option(help: ArgumentHelp("Khóa riêng, PEM. · The private key, PEM.", valueName: "pem"))
    var key: String

    @Option(
        help: ArgumentHelp(
            "Chứng thư người ký và các CA trung gian, PEM. · The signer's certificate and intermediates, PEM.",
            valueName: "pem"))
    var certificate: String

    @Flag(help: "Ký dạng XAdES-BES, ghi giờ ký và chứng thư. · Sign as XAdES-BES, with time and certificate.")
    var xades = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Tệp kết quả; mặc định là đầu ra chuẩn. · Result; standard output by default.", valueName: "file"))
    var output: String?

    func run() async throws {
        let findings = try orExit(2) {
            try FileSigner(keyFile: key, certificateFile: certificate).sign(
                document, isAdvanced: xades, into: output)
        }
        guard !findings.isEmpty else { return }
        complain(explanation(of: findings))
        throw ExitCode(1)
    }
}
