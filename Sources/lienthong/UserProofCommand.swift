import ArgumentParser
import HubCore
import HubService

struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Cấp mật khẩu dùng một lần. · Give a one-time password.",
        discussion: """
            Thay mật khẩu đang có, chấm dứt mọi phiên; chỉ hiện một lần, dùng được trong 72 giờ, phải đổi khi đăng nhập.

            In the place of the one before; all sessions end. Shown once, good for 72 hours, to be changed at the log-in.

            Ví dụ · Example:
              lienthong user password hoa.nt --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument
    @OptionGroup var answer: AnswerOptions

    func run() async throws { try await answer.print(.password(user.login)) }
}

struct UserFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "factor",
        abstract: "Bỏ xác thực hai lớp của người mất điện thoại. · Take away a lost second factor.",
        discussion: """
            Sau đó đăng nhập chỉ cần mật khẩu; người dùng tự đặt lại xác thực hai lớp ở trang tài khoản.

            From then on the password is enough; the person sets up another one on the account's page.

            Ví dụ · Example:
              lienthong user factor hoa.nt --reset --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument

    @Flag(help: "Bỏ. · Take it away.")
    var reset = false

    @OptionGroup var answer: AnswerOptions

    func validate() throws {
        if !reset { throw ValidationError("--reset: cần nêu rõ / must be given") }
    }

    func run() async throws { try await answer.print(.removeFactor(user.login)) }
}

struct UserSessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "Các phiên của một tài khoản; --end để chấm dứt. · An account's sessions; --end ends them.",
        discussion: """
            Ví dụ · Example:
              lienthong user sessions hoa.nt --end --config config/hub.yaml
            """
    )

    @OptionGroup var user: LoginArgument

    @Flag(help: "Chấm dứt tất cả. · End them all.")
    var end = false

    @OptionGroup var answer: AnswerOptions

    func run() async throws { try await answer.print(.sessions(user.login, ends: end)) }
}
