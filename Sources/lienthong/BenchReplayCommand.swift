import ArgumentParser
import HubService

struct BenchReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Đo tốc độ dựng lại bảng từ nhật ký. · How fast a journal is replayed.",
        discussion: """
            Làm một nhật ký gồm văn bản và trạng thái đi về (mỗi lượt 11 mục), rồi đo đọc, dựng lại và so từng dòng. Mã thoát: 0 khi \
            đạt 200.000 mục mỗi giây, 1 khi không, 2 khi không đo được. Số đo chỉ có nghĩa với bản build release.

            Makes a journal of documents and statuses that go to and fro (11 entries each), and measures reading, folding and \
            comparing it. Exit status: 0 when 200,000 entries a second are reached, 1 when not, 2 when it could not be measured. \
            Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench replay --entries 1000000
            """
    )

    @Option(help: ArgumentHelp("Số mục nhật ký. · How many entries.", valueName: "n"))
    var entries = 500_000

    func validate() throws {
        guard (1_000...50_000_000).contains(entries) else {
            throw ValidationError("--entries từ 1000 đến 50000000. / --entries is from 1000 to 50000000.")
        }
    }

    func run() async throws {
        let bench = ReplayBench(entries: entries)
        let isReached = try await orExit(2) {
            try await untilInterrupted { try await bench.run { print($0.text) } }
        }
        if !isReached { throw ExitCode(1) }
    }
}
