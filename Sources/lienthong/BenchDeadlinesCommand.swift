import ArgumentParser
import HubService

struct BenchDeadlinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: "Đo việc tính hạn khi có nhiều văn bản. · The keeping of deadlines with many documents.",
        discussion: """
            Dựng một kho có nhiều văn bản chưa tiếp nhận, tính hạn của tất cả, xem lại, và nhắc. Mã thoát: 0 khi mỗi chặng \
            mất dưới 50 ms (p99) và bộ nhớ tăng dưới 32 MB, 1 khi không, 2 khi không đo được. Số đo chỉ có nghĩa với bản build \
            release.

            Makes a store with many documents that nobody has taken in, reckons the deadlines of all, looks again, and raises \
            steps. Exit status: 0 when each stretch took less than 50 ms (p99) and memory grew by less than 32 MB, \
            1 when not, 2 when it could not be measured. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench deadlines --deliveries 1000000
            """
    )

    @Option(help: ArgumentHelp("Số lượt chuyển. · How many deliveries.", valueName: "n"))
    var deliveries = 1_000_000

    func validate() throws {
        guard (1000...5_000_000).contains(deliveries) else {
            throw ValidationError("--deliveries từ 1000 đến 5000000. / --deliveries is from 1000 to 5000000.")
        }
    }

    func run() async throws {
        let isWithin = try await orExit(2) {
            try await untilInterrupted { try await DeadlineBench(deliveries: deliveries).run { print($0.text) } }
        }
        if !isWithin { throw ExitCode(1) }
    }
}
