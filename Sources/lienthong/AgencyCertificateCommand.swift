import ArgumentParser
import HubCore
import HubService

struct AgencyCertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Ai ký cho đơn vị nào. · Who signs for which agency.",
        discussion: """
            Một chứng thư thuộc về một đơn vị do được đăng ký đích danh, hoặc do khớp một quy tắc về tên chủ thể. Nhiều \
            đăng ký cùng có hiệu lực được, để đổi chứng thư không gián đoạn.

            A certificate is an agency's because it is registered itself, or because its subject fits a rule. Several \
            registrations may stand at once, so that certificates can be rotated.

            Ví dụ · Examples:
              lienthong agency certificate add H24.05 --certificate moi.pem --config config/hub.yaml
              lienthong agency certificate list H24.05 --config config/hub.yaml
            """,
        subcommands: [
            AgencyCertificateListCommand.self, AgencyCertificateAddCommand.self, AgencyCertificateRevokeCommand.self,
            AgencyCertificateRestoreCommand.self,
        ]
    )
}

struct AgencyCertificateListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "In các chứng thư và quy tắc của một đơn vị. · Print an agency's certificates and rules.",
        discussion: """
            Mỗi dòng: dấu vân tay SHA-256 (hoặc tên quy tắc), hiệu lực, chủ thể.

            A line each: SHA-256 fingerprint (or the rule's name), whether it stands, subject.

            Ví dụ · Example:
              lienthong agency certificate list H24.05 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        let found = try await orExit(2) { try await hub.line().registrations(of: id) }
        print(json ? found.json : found.text(at: HubClock.system.now()))
    }
}

struct AgencyCertificateRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Thu hồi đăng ký ngay lập tức. · Withdraw a registration at once.",
        discussion: """
            Từ lúc này, văn bản ký bằng chứng thư đó (hoặc dựa vào quy tắc đó) bị từ chối; văn bản đã nhận vẫn giữ nguyên.

            From now on what is signed with the certificate (or rests on the rule) is refused; what was accepted stays \
            accepted.

            Ví dụ · Example:
              lienthong agency certificate revoke 3f5a…(64 hex) --config config/hub.yaml
            """
    )

    @Argument(
        help: ArgumentHelp("Dấu vân tay SHA-256, hoặc tên quy tắc. · Fingerprint, or a rule's name.", valueName: "what")
    )
    var registration: String

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) { try await hub.line().withdraw(registration) }
        print("Đã thu hồi đăng ký \(registration). / The registration \(registration) is withdrawn.")
    }
}

struct AgencyCertificateRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Cho đăng ký đã thu hồi có hiệu lực lại. · Let a withdrawn registration stand again.",
        discussion: """
            Ví dụ · Example:
              lienthong agency certificate restore 3f5a…(64 hex) --config config/hub.yaml
            """
    )

    @Argument(
        help: ArgumentHelp("Dấu vân tay SHA-256, hoặc tên quy tắc. · Fingerprint, or a rule's name.", valueName: "what")
    )
    var registration: String

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) { try await hub.line().restore(registration) }
        print("Đăng ký \(registration) lại có hiệu lực. / The registration \(registration) stands again.")
    }
}
