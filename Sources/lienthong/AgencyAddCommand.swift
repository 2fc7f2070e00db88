import ArgumentParser
import EdXML
import HubCore
import HubService

struct AgencyAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Ghi một đơn vị và chứng thư của đơn vị. · Put one agency and its certificates.",
        discussion: """
            Đơn vị đã có thì được thay bằng đúng những gì nêu ở đây; chứng thư đã đăng ký vẫn giữ.

            An agency that is there is replaced by exactly what is said here; its registered certificates stay.

            Ví dụ · Example:
              lienthong agency add H24.05 --name "Sở Xây dựng" --parent H24 --level 2 \\
                --old-id 000.00.05.H24 --centre 00.24.H24 --certificate H24.05.pem \\
                --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Tên đơn vị. · Its name.", valueName: "name"))
    var name: String

    @Option(
        help: ArgumentHelp("Hệ thống mà đơn vị trực thuộc. · The centre (systemid) it is under.", valueName: "systemid")
    )
    var centre: String

    @Option(help: ArgumentHelp("Mã định danh cũ. · The old identifier.", valueName: "id"))
    var oldId: String?

    @Option(help: ArgumentHelp("Đơn vị cấp trên. · The body above it.", valueName: "id"))
    var parent: String?

    @Option(help: ArgumentHelp("Cấp, 1 là bộ, tỉnh. · Level; 1 is a ministry or province.", valueName: "n"))
    var level = 1

    @Flag(
        inversion: .prefixedNo,
        help:
            "Có hộp thư tại đây; không thì đi qua trục quốc gia. · Whether its mailbox is here, or beyond the national axis."
    )
    var local = true

    @Flag(help: "Khóa: không gửi, không nhận. · Locked: neither sends nor receives.")
    var locked = false

    @Option(help: ArgumentHelp("Có hiệu lực từ (RFC 3339). · In force from.", valueName: "time"))
    var validFrom: Timestamp?

    @Option(help: ArgumentHelp("Hết hiệu lực từ (RFC 3339). · Retired from.", valueName: "time"))
    var validUntil: Timestamp?

    @Option(
        name: .customLong("successor"),
        help: ArgumentHelp("Đơn vị kế thừa; lặp lại được. · Who took over; may be repeated.", valueName: "id"))
    var successors: [String] = []

    @Option(
        help: ArgumentHelp(
            "Chính sách chữ ký riêng cho văn bản. · Its own signature policy for documents.",
            valueName: "required|verify-if-present|off"))
    var documentSignatures: SignaturePolicy?

    @Option(
        help: ArgumentHelp(
            "Chính sách chữ ký riêng cho trạng thái. · And for statuses.", valueName: "required|verify-if-present|off"))
    var statusSignatures: SignaturePolicy?

    @Option(
        name: .customLong("certificate"),
        help: ArgumentHelp(
            "Chứng thư ký số, PEM; lặp lại được. · A signer's certificate; may be repeated.", valueName: "pem"))
    var certificates: [String] = []

    @OptionGroup var hub: HubOption

    func validate() throws {
        let identifiers = [id, oldId, parent].compactMap(\.self) + successors
        guard let wrong = identifiers.first(where: { AgencyID($0) == nil }) else { return }
        throw ValidationError("“\(wrong)” không phải mã định danh. / “\(wrong)” is not an agency identifier.")
    }

    func run() async throws {
        let agency = Agency(
            id: id, oldID: oldId, name: name, parent: parent, level: level, centre: centre, isLocal: local,
            isLocked: locked, validFrom: validFrom, validUntil: validUntil, successors: successors,
            documentSignatures: documentSignatures, statusSignatures: statusSignatures)
        let change = try await orExit(2) {
            let registered = try certificates.map { try RegisteredCertificate(pemFile: $0, of: agency.id) }
            return try await hub.line().put([agency], certificates: registered)
        }
        print(change.text)
    }
}

extension SignaturePolicy: ExpressibleByArgument {}

extension Timestamp: ExpressibleByArgument {
    public init?(argument: String) { self.init(rfc3339: argument) }
}
