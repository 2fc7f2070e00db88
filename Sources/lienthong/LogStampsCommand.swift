import ArgumentParser
import HubService

struct LogStampsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamps",
        abstract: "Dấu thời gian của nhật ký. · The journal's time-stamps.",
        discussion: """
            Ví dụ · Examples:
              lienthong log stamps --config config/hub.yaml
              lienthong log stamps export --out dau-thoi-gian --config config/hub.yaml
            """,
        subcommands: [LogStampsListCommand.self, LogStampsExportCommand.self],
        defaultSubcommand: LogStampsListCommand.self
    )
}

struct LogStampsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Liệt kê và kiểm tra. · List and verify them.",
        discussion: """
            Mỗi dấu một dòng, kiểm tra theo log.timestamp.anchors; trục chạy hay không cũng được. Mã thoát: 0 mọi dấu đúng, 1 có \
            dấu không đúng, 2 không xem được.

            A line for each, verified by log.timestamp.anchors, whether the hub runs or not. Exit status: 0 all hold, 1 one does \
            not, 2 they could not be looked at.

            Ví dụ · Example:
              lienthong log stamps --config config/hub.yaml
            """
    )

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        let report = try await orExit(2) {
            try await StampDesk(try HubConfiguration.load(output.hub.config)).report()
        }
        try output.print(json: report.json, text: report.text)
        if !report.isWell { throw ExitCode(1) }
    }
}

struct LogStampsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Ghi ra tệp cho openssl kiểm tra. · Write files that openssl verifies.",
        discussion: """
            Một thư mục mới: mỗi dấu một tệp .data (điều được đóng dấu) và một tệp .token, chứng thư gốc, và verify.sh gọi \
            openssl ts -verify cho từng dấu.

            A new folder: for each stamp a .data (what was stamped) and a .token, the roots, and verify.sh, which calls openssl ts \
            -verify for each.

            Ví dụ · Example:
              lienthong log stamps export --out dau-thoi-gian --config config/hub.yaml && (cd dau-thoi-gian && sh verify.sh)
            """
    )

    @Option(help: ArgumentHelp("Thư mục mới. · A new folder.", valueName: "dir"))
    var out: String

    @OptionGroup var hub: HubOption

    func run() async throws {
        let count = try await orExit(2) {
            try await StampDesk(try HubConfiguration.load(hub.config)).export(to: out)
        }
        print("\(count) dấu thời gian · time-stamps: \(out)")
    }
}
