import ArgumentParser
import HubService
import HubStore

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Thời hạn lưu giữ. · How long things are kept.",
        subcommands: [RetentionRunCommand.self]
    )
}

struct RetentionRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Xóa những gì hết hạn lưu. · Retire what need not be kept.",
        discussion: """
            Làm ngay việc trục vẫn làm hằng ngày theo nhóm retention của cấu hình: xóa nội dung, rồi lời ghi, của những gói tin đã kết thúc \
            đủ lâu, và dọn tệp nội dung không văn bản nào cần. Mỗi lần xóa có một mục nhật ký. Gói chưa kết thúc không bao giờ bị xóa.

            Does now what the hub does every day by the configuration's group retention: retires the bytes, then the words, of packets \
            that ended long enough ago, and sweeps payload files that no document needs. Each act is journalled. What has not ended is \
            never touched.

            Ví dụ · Example:
              lienthong retention run --dry-run --config config/hub.yaml
            """
    )

    @Flag(name: .customLong("dry-run"), help: "Chỉ đếm, không xóa. · Count, and remove nothing.")
    var isTentative = false

    @OptionGroup var hub: HubOption

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    func run() async throws {
        let report = try await orExit(2) { try await hub.line().retire(tentatively: isTentative) }
        print(json ? report.json : report.text)
    }
}
