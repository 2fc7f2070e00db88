import ArgumentParser
import HubCore
import HubService

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Tài khoản dùng các trang của trục. · Accounts for the hub's pages.",
        discussion: """
            Vai trò: clerk:<đơn vị> (văn thư), leader:<đơn vị> (lãnh đạo), auditor (kiểm tra), operator (vận hành). Mọi thay \
            đổi được ghi vào nhật ký với tên người làm; mật khẩu thì không bao giờ.

            Roles: clerk:<agency>, leader:<agency>, auditor, operator. Every change is journalled with who made it; \
            passwords never are.

            Ví dụ · Example:
              lienthong user add hoa.nt --name "Nguyễn Thị Hoa" --role clerk:H24.01 --config config/hub.yaml
            """,
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserChangeCommand.self, UserCloseCommand.self,
            UserOpenCommand.self, UserPasswordCommand.self, UserFactorCommand.self, UserSessionsCommand.self,
        ]
    )
}

extension Grant: ExpressibleByArgument {
    /// `clerk:H24.01`, `auditor`
    public init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
        guard let role = parts.first.flatMap(Role.init), role.isOfAgency == (parts.count == 2) else { return nil }
        self.init(role, agency: parts.count == 2 ? parts[1] : nil)
    }
}

/// `LOGIN`, of the commands about one account.
struct LoginArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("Tên đăng nhập. · The login.", valueName: "login"))
    var login: String
}

extension AnswerOptions {
    /// Asks about accounts, and prints the answer.
    func print(_ act: UserAct) async throws {
        let reply = try await asking { try await $0.asked(act) }
        try print(json: reply.json) { reply.text(in: $0) }
    }
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Các tài khoản, kể cả đã đóng. · The accounts, closed ones too.",
        discussion: """
            Ví dụ · Example:
              lienthong user list --config config/hub.yaml
            """
    )

    @OptionGroup var answer: AnswerOptions

    func run() async throws { try await answer.print(.list) }
}

struct UserCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Đóng một tài khoản, chấm dứt ngay mọi phiên. · Close an account; its sessions end at once.",
        discussion: """
            Ví dụ · Example:
              lienthong user close hoa.nt --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument
    @OptionGroup var answer: AnswerOptions

    func run() async throws { try await answer.print(.close(user.login)) }
}

struct UserOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Mở lại một tài khoản đã đóng. · Open an account again.",
        discussion: """
            Mật khẩu và xác thực hai lớp vẫn như khi đóng. · Password and second factor are as they were.

            Ví dụ · Example:
              lienthong user open hoa.nt --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument
    @OptionGroup var answer: AnswerOptions

    func run() async throws { try await answer.print(.open(user.login)) }
}
