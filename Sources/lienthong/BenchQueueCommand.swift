import ArgumentParser
import HubService

struct BenchQueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Đo trục khi có nhiều văn bản đang chờ. · The hub with a backlog.",
        discussion: """
            Dựng một kho có nhiều lượt chuyển đang chờ (một phần ba bị hoãn, một phần năm mươi là hỏa tốc), đo khởi động và bộ nhớ \
            của trục, một lần nhận việc, và văn bản khẩn mới đến bao lâu thì được gửi lần đầu. Mã thoát: 0 khi khởi động dưới 3 \
            giây, bộ nhớ tăng dưới 32 MB và p50 dưới 50 ms, 1 khi không, 2 khi không đo được. Số đo chỉ có nghĩa với bản build \
            release.

            Makes a store in which many deliveries wait (a third deferred, a fiftieth express), and measures a hub's start and \
            memory, a claim, and how soon an urgent document that comes in is tried for the first time. Exit status: 0 when the \
            start took less than 3 seconds, memory grew by less than 32 MB and p50 is below 50 ms, 1 when not, 2 when it could \
            not be measured. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench queue --deliveries 1000000
            """
    )

    @Option(help: ArgumentHelp("Số lượt chuyển đang chờ. · How many deliveries wait.", valueName: "n"))
    var deliveries = 1_000_000

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (10_000...5_000_000).contains(deliveries) else {
            throw ValidationError("--deliveries từ 10000 đến 5000000. / --deliveries is from 10000 to 5000000.")
        }
    }

    func run() async throws {
        let bench = QueueBench(deliveries: deliveries, program: "/proc/self/exe", schemas: schemas)
        let isWithin = try await orExit(2) {
            try await untilInterrupted { try await bench.run { print($0.text) } }
        }
        if !isWithin { throw ExitCode(1) }
    }
}
