import ArgumentParser
import Foundation
import HubService
import HubStore

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Sao lưu trục. · Back a hub up.",
        subcommands: [BackupTakeCommand.self, BackupVerifyCommand.self], defaultSubcommand: BackupTakeCommand.self
    )
}

struct BackupTakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take",
        abstract: "Sao lưu ra một thư mục. · Back a hub up into a folder.",
        discussion: """
            Trục đang chạy vẫn nhận văn bản trong lúc sao lưu; trục đang dừng thì lệnh tự mở kho. Bản sao là của một thời điểm: \
            mọi văn bản đã cấp biên nhận trước khi lệnh bắt đầu đều có trong đó. Thư mục đã có bản sao lưu thì chỉ chép thêm tệp \
            nội dung mới; bản cũ còn nguyên đến khi bản mới ghi xong. Khóa và cấu hình không nằm trong bản sao lưu.

            A running hub goes on taking documents meanwhile; of one that stands still the command opens the store itself. \
            The copy is of one moment: whatever was acknowledged before the command began is in it. Into a folder that \
            holds a backup only new payload files are copied; the old one stays whole until the new one is. Keys and \
            configuration are in no backup.

            Ví dụ · Examples:
              lienthong backup /srv/backup/hub --config config/hub.yaml
              lienthong backup verify /srv/backup/hub
            """
    )

    @Argument(help: ArgumentHelp("Thư mục sao lưu. · The backup's folder.", valueName: "dir"))
    var folder: String

    @OptionGroup var hub: HubOption

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    func run() async throws {
        let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
        let manifest = try await orExit(2) { try await hub.line().backUp(to: absolute) }
        print(json ? manifest.json : manifest.text)
    }
}

struct BackupVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm tra một bản sao lưu. · Look through a backup.",
        discussion: """
            Mở bản sao, tính lại toàn bộ nhật ký và so với đầu nhật ký đã ký, kiểm tra mã băm của từng nội dung. Mã thoát: 0 nguyên \
            vẹn, 1 hỏng, 2 không phải bản sao lưu.

            Opens the copy, recomputes the whole journal and compares it with the signed head, checks every payload's digest. \
            Exit status: 0 whole, 1 damaged, 2 no backup.

            Ví dụ · Example:
              lienthong backup verify /srv/backup/hub
            """
    )

    @Argument(help: ArgumentHelp("Thư mục sao lưu. · The backup's folder.", valueName: "dir"))
    var folder: String

    func run() async throws {
        let verification = try await orExit(2) { try await BackupVerification.run(folder) }
        print(verification.text)
        if !verification.isWhole { throw ExitCode(1) }
    }
}
