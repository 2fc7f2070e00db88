import ArgumentParser
import HubService

struct BenchLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract:
            "Đo nhật ký: ghi, chứng minh, dung lượng, dựng lại. · The message log: appending, proofs, size, replay.",
        discussion: """
            Ghi các mục như trục vẫn ghi (dòng, cây Merkle, đầu đã ký) xen kẽ với việc chỉ ghi chính các dòng ấy vào SQLite; \
            đo thời gian một chứng minh, dung lượng một mục và bộ nhớ; rồi đọc, dựng lại bảng và so từng dòng như bench replay. Mã thoát: \
            0 khi ghi đạt ít nhất 80 % so với dòng SQLite, p99 của chứng minh dưới 1 ms và dựng lại đạt 200.000 mục mỗi giây, 1 khi \
            không, 2 khi không đo được. Số đo chỉ có nghĩa với bản build release.

            Appends entries as the hub does (rows, Merkle tree, signed head) by turns with the same rows alone; measures a \
            proof, the bytes of an entry, and memory; then reads, folds and compares a journal, as bench replay does. Exit status: 0 \
            when appending reached 80 % of bare rows, the p99 of proofs is below 1 ms, and 200,000 entries a second are replayed, 1 \
            when not, 2 when it could not be measured. Figures mean something in a release build only.

            Ví dụ · Examples:
              lienthong bench log
              lienthong bench log --entries 5000000
            """
    )

    @Option(help: ArgumentHelp("Số mục của nhật ký. · Entries of the log.", valueName: "n"))
    var entries = 200_000

    func validate() throws {
        guard (10_000...50_000_000).contains(entries) else {
            throw ValidationError("--entries từ 10000 đến 50000000. / --entries is from 10000 to 50000000.")
        }
    }

    func run() async throws {
        let bench = LogBench(entries: entries)
        let isWithin = try await orExit(2) {
            try await untilInterrupted { try await bench.run { print($0.text) } }
        }
        if !isWithin { throw ExitCode(1) }
    }
}
