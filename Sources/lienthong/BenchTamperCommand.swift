import ArgumentParser
import HubService

struct BenchTamperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tamper",
        abstract: "Sửa trộm rồi tìm: mọi lần phải lộ, đúng nơi. · The tamper campaign.",
        discussion: """
            Dựng một trục có nhật ký, văn bản, biên nhận, bản sao lưu; mỗi lần chép ra, sửa trộm một chỗ ngẫu nhiên (mục, mảnh của cây, \
            dòng bảng, tệp nội dung, đầu nhật ký, tệp cơ sở dữ liệu, bản sao lưu, biên nhận; cả viết lại rồi ký lại bằng chính khóa của \
            trục), rồi kiểm như lienthong log verify. Mã thoát: 0 mọi lần đều lộ và nêu đúng nơi, 1 có lần không, 2 không chạy được.

            Makes a hub with a journal, documents, receipts and a backup; each trial copies it, does one random act of tampering \
            (entries, tiles, rows, payload files, the head, the database's file, the backup, receipts; also the journal written anew \
            under the hub's own key), and looks as lienthong log verify does. Exit status: 0 when each was found and its place \
            named, 1 when not, 2 when it could not be done. The same seed does the same.

            Ví dụ · Examples:
              lienthong bench tamper --trials 100
              lienthong bench tamper --trials 1000 --seed 7
            """
    )

    @Option(help: ArgumentHelp("Số lần. · How many trials.", valueName: "n"))
    var trials = 100

    @Option(help: ArgumentHelp("Hạt giống. · The seed.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Chỉ kiểu sửa này. · Only acts whose name holds this.", valueName: "text"))
    var only: String?

    func validate() throws {
        guard (1...1_000_000).contains(trials) else {
            throw ValidationError("--trials từ 1 đến 1000000. / --trials is from 1 to 1000000.")
        }
    }

    func run() async throws {
        let progress = ProgressLine()
        let (all, bench) = (Int64(trials), TamperBench(trials: trials, seed: seed, only: only))
        let report = try await orExit(2) {
            try await untilInterrupted {
                defer { progress.end() }
                return try await bench.run { progress.show("sửa trộm · tampering", Int64($0.number + 1), of: all) }
            }
        }
        print(report.text)
        if !report.isGood { throw ExitCode(1) }
    }
}
