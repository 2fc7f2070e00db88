import ArgumentParser
import Foundation
import HubService

struct BenchMisbehaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "misbehave",
        abstract: "Thử thách trục khi trục quốc gia trục trặc. · The hub against an axis that misbehaves.",
        discussion: """
            Dựng trục và trục quốc gia mô phỏng, cho văn bản và trạng thái đi lên đi xuống trong khi trục quốc gia lần lượt gặp \
            mọi sự cố (chậm, đứt kết nối, trả lời sai, mất xác nhận, đồng hồ lệch, chứng thư hết hạn, khôi phục từ bản sao cũ \
            …), rồi đối chiếu hai phía từng văn bản, từng trạng thái. Cùng hạt giống thì cùng kịch bản. Mã thoát: 0 khi khớp, 1 \
            khi không, 2 khi không chạy được.

            Starts a hub and the simulated axis and sends documents and statuses up and down while the axis goes through every \
            fault; then compares both sides, document by document and status by status. The same seed has the same \
            programme. Exit status: 0 when they agree, 1 when not, 2 when it could not be played.

            Ví dụ · Example:
              lienthong bench misbehave --minutes 20 --seed 7
              lienthong bench misbehave --short
            """
    )

    @Option(help: ArgumentHelp("Bao nhiêu phút. · For so many minutes.", valueName: "m"))
    var minutes = 20

    @Option(help: ArgumentHelp("Hạt giống. · The seed.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Số văn bản. · So many documents.", valueName: "n"))
    var documents = 2_000

    @Flag(help: "Bản ngắn: nửa phút, 40 văn bản. · Half a minute, 40 documents.")
    var short = false

    @Option(help: ArgumentHelp("Thư mục. · The folder; made afresh.", valueName: "dir"))
    var folder = "rehearsal"

    @Option(help: ArgumentHelp("Thư mục văn bản mẫu. · The fixtures.", valueName: "dir"))
    var fixtures = "Fixtures"

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas.", valueName: "dir"))
    var schemas = "Schemas"

    func validate() throws {
        guard (2...600).contains(minutes), (20...200_000).contains(documents) else {
            throw ValidationError(
                "--minutes từ 2 đến 600, --documents từ 20 đến 200000. / --minutes is from 2, --documents from 20.")
        }
    }

    func run() async throws {
        var settings = short ? CampaignSettings.short : CampaignSettings()
        if !short {
            // The last tenth is for everything to arrive.
            settings.trouble = .seconds(minutes * 54)
            settings.documents = documents
        }
        (settings.seed, settings.folder, settings.fixtures, settings.schemas) = (seed, folder, fixtures, schemas)
        let campaign = Campaign(settings)
        let outcome = try await orExit(2) {
            try await untilInterrupted { try await campaign.run { print($0) } }
        }
        print(outcome.text)
        if !outcome.isWell { throw ExitCode(1) }
    }
}
