import ArgumentParser
import HubService

struct BenchAcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Đo tốc độ nhận văn bản. · How fast signed packets are accepted.",
        discussion: """
            Dựng một trục tạm (tiến trình riêng), ký văn bản thật, gửi qua HTTP với 64 kết nối, mọi bước đều chạy: kiểm tra, \
            chữ ký, danh bạ, nhật ký, fsync, biên nhận. Ngay sau đó đo RabbitMQ và NATS JetStream (nếu đã cài), là những hệ \
            không kiểm tra gì, với cùng văn bản. Mã thoát: 0 khi đạt mục tiêu, 1 khi không, 2 khi không đo được. Số đo chỉ \
            có nghĩa với bản build release.

            Starts a hub of its own (another process), signs real documents and posts them over 64 connections, everything \
            on: inspection, signature, register, journal, fsync, receipt. Right after it measures RabbitMQ and NATS \
            JetStream (where they are installed), which check nothing, with the same documents. Exit status: 0 when the \
            aims are reached, 1 when not, 2 when it could not be measured. Figures mean something in a release build only.

            Ví dụ · Example:
              lienthong bench accept --documents 20000
              lienthong bench accept --alone --entries 5000000
            """
    )

    @Option(help: ArgumentHelp("Số văn bản 8 kB. · Documents of 8 kB.", valueName: "n"))
    var documents = 20_000

    @Flag(help: "Không đo RabbitMQ và NATS. · Leave RabbitMQ and NATS out.")
    var alone = false

    @Option(
        help: ArgumentHelp(
            "Đo thêm với nhật ký có chừng này mục. · Once more with so many journal entries.", valueName: "n"))
    var entries = 0

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas' folder.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (100...500_000).contains(documents) else {
            throw ValidationError("--documents từ 100 đến 500000. / --documents is from 100 to 500000.")
        }
        guard (0...50_000_000).contains(entries) else {
            throw ValidationError("--entries từ 0 đến 50000000. / --entries is from 0 to 50000000.")
        }
    }

    func run() async throws {
        let bench = AcceptBench(
            documents: documents, program: "/proc/self/exe", schemas: schemas, comparesBrokers: !alone,
            past: entries)
        let outcome = try await orExit(2) {
            try await untilInterrupted {
                try await bench.run { progress in
                    switch progress {
                    case .signing(let count):
                        print("Đang ký \(count) văn bản … · Signing …\n\n\(AcceptBench.Row.heading)")
                    case .measured(let row): print(row.text)
                    case .filling(let entries): print("Đang làm \(entries) mục nhật ký … · Filling the journal …")
                    case .missing(let name): print("\(name): chưa cài · not installed")
                    }
                }
            }
        }
        let verdict = outcome.verdict
        print("\n\(outcome.stages.text)\n\n\(verdict.text)")
        if !verdict.isReached { throw ExitCode(1) }
    }
}
