import ArgumentParser
import Foundation
import HubService
import HubStore

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Khôi phục một bản sao lưu. · Restore a backup.",
        discussion: """
            Dựng lại thư mục dữ liệu từ bản sao lưu, sau khi kiểm tra toàn bộ bản sao; không bao giờ ghi đè. Nhật ký được nhận như trong \
            bản sao: những gì ghi nhận sau đó không còn ở đây, và lần chạy đầu của trục ghi điều đó vào nhật ký. Muốn chạy: đặt \
            data.folder vào thư mục này và giữ nguyên hai khóa của trục. Mã thoát: 1 bản sao lưu hỏng, 2 không khôi phục được.

            Makes a data folder of a backup, after looking through all of it; never writes over anything. The journal is taken as the \
            backup has it: what came later is not here, and the hub's first start journals that. To start: let data.folder name the \
            folder, and keep the hub's two keys. Exit status: 1 for a damaged backup, 2 when it cannot be restored.

            Ví dụ · Example:
              lienthong restore /srv/backup/hub --to /srv/hub
            """
    )

    @Argument(help: ArgumentHelp("Thư mục sao lưu. · The backup's folder.", valueName: "dir"))
    var folder: String

    @Option(help: ArgumentHelp("Thư mục dữ liệu mới, chưa có hoặc trống. · The new data folder.", valueName: "dir"))
    var to: String

    func run() async throws {
        let outcome = try await orExit(2) { try await Restoration(of: folder, to: to, by: NSUserName()).run() }
        print(outcome.text)
        if !outcome.isRestored { throw ExitCode(1) }
    }
}
