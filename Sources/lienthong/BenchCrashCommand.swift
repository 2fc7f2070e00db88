import ArgumentParser
import HubService

struct BenchCrashCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract: "Giết trục giữa chừng, nhiều lần, và đối chiếu. · Kills the hub again and again, and compares.",
        discussion: """
            Dựng trục và trục quốc gia mô phỏng, cho văn bản ký số và trạng thái đi lên đi xuống, và giết trục (SIGKILL) ở từng \
            bước ghi và ở thời điểm bất kỳ. Sau mỗi lần, mọi văn bản đã xác nhận phải còn nguyên; cuối cùng đối chiếu mọi phía. \
            Các bước ghi chỉ có trong bản build debug; bản release chỉ bị giết ở thời điểm bất kỳ. Mã thoát: 0 khi khớp, 1 khi \
            không, 2 khi không chạy được.

            Starts a hub and the simulated axis, sends signed documents and statuses up and down, and kills the hub (SIGKILL) at \
            every step of its writing and at any instant. After each kill everything acknowledged must be there, whole; at the \
            end all sides are compared. The steps exist in debug builds only; a release build is killed at any instant. Exit \
            status: 0 when all agree, 1 when not, 2 when it could not be played.

            Ví dụ · Example:
              lienthong bench crash --kills 500 --seed 1
            """
    )

    @Option(help: ArgumentHelp("Số lần giết. · So many kills.", valueName: "n"))
    var kills = 500

    @Option(help: ArgumentHelp("Hạt giống. · The seed.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Thư mục. · The folder; made afresh.", valueName: "dir"))
    var folder = "rehearsal"

    @Option(help: ArgumentHelp("Thư mục văn bản mẫu. · The fixtures.", valueName: "dir"))
    var fixtures = "Fixtures"

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (1...100_000).contains(kills) else {
            throw ValidationError("--kills từ 1 đến 100000. / --kills is from 1 to 100000.")
        }
    }

    func run() async throws {
        let campaign = CrashCampaign(kills: kills, seed: seed, folder: folder, fixtures: fixtures, schemas: schemas)
        let outcome = try await orExit(2) {
            try await untilInterrupted { try await campaign.run { print($0) } }
        }
        print(outcome.text)
        if !outcome.isWell { throw ExitCode(1) }
    }
}
