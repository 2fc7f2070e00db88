import ArgumentParser
import Foundation
import HubService

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Nhật ký của trục. · The hub's journal.",
        discussion: """
            Ví dụ · Example:
              lienthong log show --config config/hub.yaml
            """,
        subcommands: [
            LogShowCommand.self, LogParkedCommand.self, LogMatchCommand.self, LogCheckpointCommand.self,
            LogKeyCommand.self, LogWitnessesCommand.self, LogStampsCommand.self,
            LogReplayCommand.self, LogRecheckCommand.self, LogRedeliverCommand.self,
            LogVerifyCommand.self, LogExportCommand.self,
        ]
    )
}

struct LogShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "In các mục nhật ký. · Print journal entries.",
        discussion: """
            Mỗi mục một dòng: số, giờ Việt Nam, loại, và việc đã xảy ra. Không có --from thì in các mục mới nhất.

            A line per entry: index, Vietnam time, kind, and what happened. Without --from, the newest ones.

            Ví dụ · Examples:
              lienthong log show --config config/hub.yaml --limit 50
              lienthong log show --config config/hub.yaml --follow
            """
    )

    @OptionGroup var hub: HubOption

    @Option(help: ArgumentHelp("Số của mục đầu tiên. · Index of the first entry.", valueName: "n"))
    var from: Int64?

    @Option(help: ArgumentHelp("Nhiều nhất bao nhiêu mục. · At most so many.", valueName: "n"))
    var limit = 20

    @Flag(help: "In tiếp các mục mới, cho đến Ctrl-C. · Go on with new entries until Ctrl-C.")
    var follow = false

    @Flag(help: "Mỗi dòng một đối tượng JSON. · One JSON object a line.")
    var json = false

    func validate() throws {
        guard (0...1_000_000).contains(limit), (from ?? 0) >= 0 else {
            throw ValidationError("--limit và --from không được âm. / --limit and --from must not be negative.")
        }
    }

    func run() async throws {
        try await orExit(2) {
            var journal = try await JournalReading(try hub.line(), from: from, limit: limit)
            var left = limit
            while left > 0 {
                let entries = try await journal.entries(limit: min(left, 1000))
                show(entries)
                left -= entries.count
                if entries.isEmpty { break }
            }
            while follow {
                try await Task.sleep(for: .seconds(1))
                show(try await journal.entries(limit: 1000))
            }
        }
    }

    private func show(_ entries: [OperatorReply.Entry]) {
        let lines = entries.map { (json ? $0.json : $0.text) + "\n" }
        // At once, also into a pipe: whoever follows is waiting for it.
        FileHandle.standardOutput.write(Data(lines.joined().utf8))
    }
}

struct LogCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "In đầu nhật ký do trục ký. · Print the journal's signed head.",
        discussion: """
            Theo dạng C2SP checkpoint: tên trục, số mục, gốc cây Merkle, chữ ký Ed25519. Giữ lại ở nơi khác để về sau \
            chứng minh nhật ký không bị sửa.

            In the form of a C2SP checkpoint: the hub's name, the number of entries, the Merkle root, the Ed25519 \
            signature. Kept elsewhere, it proves later that the journal was not altered.

            Ví dụ · Example:
              lienthong log checkpoint --config config/hub.yaml
            """
    )

    @OptionGroup var hub: HubOption

    func run() async throws {
        print(try await orExit(2) { try await hub.line().checkpoint() }, terminator: "")
    }
}
