import ArgumentParser
import Foundation
import HubService

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Diễn tập: cả một thành phố gửi nhận văn bản. · A rehearsal: a whole city exchanging documents.",
        discussion: """
            Tạo chứng thư diễn tập, chạy trục liên thông và trục quốc gia mô phỏng trên máy này, đăng ký các cơ quan, ký và \
            gửi mọi văn bản trong Fixtures, đóng vai các cơ quan nhận, và cho thấy từng lượt chuyển đi qua năm trạng thái; \
            mọi văn bản lỗi phải bị từ chối đúng lý do. Sau đó tiếp tục chạy đến Ctrl-C; với --once thì tự dừng, mã thoát 0 \
            khi mọi lượt chuyển đã tới đúng nơi, 1 khi chưa.

            Makes rehearsal certificates, runs the hub and the simulated national axis on this machine, registers the \
            agencies, signs and sends every document of Fixtures, plays the recipients, and shows each delivery pass \
            through the five states; every faulty document must be refused for its reason. Then it goes on until Ctrl-C; \
            with --once it ends by itself, with exit status 0 when every delivery reached the end it should, else 1.

            Ví dụ · Example:
              lienthong demo --once
              lienthong demo --once --kill-hub every
            """
    )

    @Flag(help: "Tự dừng khi xong. · End when all is done.")
    var once = false

    @Option(
        help: ArgumentHelp(
            """
            Thư mục diễn tập; đã có thì dùng tiếp. Không nêu: ./rehearsal, làm mới mỗi lần. · The folder; taken up again \
            when it is there. By default ./rehearsal, made afresh.
            """, valueName: "dir"))
    var folder: String?

    @Option(
        name: .customLong("kill-hub"),
        help: ArgumentHelp(
            """
            Dừng đột ngột trục (SIGKILL) sau bước thứ N, hoặc nhiều lần với “every”, rồi chạy lại ngay. · Kill the hub \
            after step N, or again and again with “every”, and start it again at once.
            """, valueName: "N|every"))
    var killHub: KillPlan?

    @Option(help: ArgumentHelp("Cổng của trục. · The hub's port; any free one by default.", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("Thời hạn, giây. · The deadline in seconds.", valueName: "s"))
    var deadline = 120

    @Option(help: ArgumentHelp("Thư mục văn bản mẫu. · The fixtures.", valueName: "dir"))
    var fixtures = "Fixtures"

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas.", valueName: "dir"))
    var schemas = "Schemas"

    func run() async throws {
        var settings = RehearsalSettings()
        settings.folder = folder ?? settings.folder
        settings.startsAfresh = folder == nil
        settings.fixtures = fixtures
        settings.schemas = schemas
        settings.port = port
        settings.endsByItself = once
        settings.kills = killHub ?? .none
        settings.deadline = .seconds(deadline)
        let isWell: Bool
        do {
            isWell = try await Rehearsal(settings).run()
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            throw ExitCode(2)
        }
        if !isWell { throw ExitCode(1) }
    }
}

extension KillPlan: ExpressibleByArgument {
    public init?(argument: String) {
        if argument == "every" {
            self = .often
        } else if let step = Int(argument), step > 0 {
            self = .after(step)
        } else {
            return nil
        }
    }
}
