import ArgumentParser
import HubCore
import HubService

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Tạo tài khoản, với mật khẩu dùng một lần. · Make an account, with a one-time password.",
        discussion: """
            Mật khẩu chỉ hiện một lần, dùng được trong 72 giờ, và phải đổi khi đăng nhập lần đầu. Tên đăng nhập không bao \
            giờ cấp lại cho người khác.

            The password is shown once, is good for 72 hours, and is to be changed at the first log-in. A login is never \
            given to somebody else.

            Ví dụ · Example:
              lienthong user add hoa.nt --name "Nguyễn Thị Hoa" --department "Văn phòng" \\
                --role clerk:H24.01 --role leader:H24.01 --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument

    @Option(help: ArgumentHelp("Họ và tên. · The person's name.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("Phòng, ban. · Their unit.", valueName: "name"))
    var department = ""

    @Option(
        name: .customLong("role"),
        help: ArgumentHelp(
            "Vai trò; nêu nhiều lần. · A role; repeat it.", valueName: "clerk:<id>|leader:<id>|auditor|operator"))
    var roles: [Grant] = []

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        try await answer.print(.add(login: user.login, name: name, department: department, grants: roles))
    }
}

struct UserChangeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Đổi tên, đơn vị, vai trò của một tài khoản. · Change an account's name, unit or roles.",
        discussion: """
            Nêu --role thì đó là toàn bộ vai trò từ nay; --no-roles thì không còn vai trò nào. Mất vai trò nào thì mọi phiên \
            chấm dứt.

            The roles that are given are all it has from now on; --no-roles takes all away. Losing a role ends its sessions.

            Ví dụ · Example:
              lienthong user change hoa.nt --role clerk:H24.01 --role clerk:H24.02 --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument

    @Option(help: ArgumentHelp("Họ và tên. · The person's name.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("Phòng, ban. · Their unit.", valueName: "name"))
    var department: String?

    @Option(
        name: .customLong("role"),
        help: ArgumentHelp(
            "Vai trò; nêu nhiều lần. · A role; repeat it.", valueName: "clerk:<id>|leader:<id>|auditor|operator"))
    var roles: [Grant] = []

    @Flag(help: "Không còn vai trò nào. · No role any more.")
    var noRoles = false

    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        if noRoles, !roles.isEmpty { throw ValidationError("--role, --no-roles: chỉ một / one of the two") }
    }

    func run() async throws {
        let grants = noRoles || !roles.isEmpty ? roles : nil
        try await answer.print(.change(login: user.login, name: name, department: department, grants: grants))
    }
}
