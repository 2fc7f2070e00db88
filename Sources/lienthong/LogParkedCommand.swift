import ArgumentParser
import HubService

struct LogParkedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parked",
        abstract: "Những gói đang chờ văn bản. · Packets that wait for their document.",
        discussion: """
            Trạng thái và gói thu hồi, cập nhật, thay thế chưa gắn được vào văn bản nào: mỗi gói một dòng với lý do, dưới đó \
            là mã của những văn bản (hoặc yêu cầu) có thể đúng. Chúng tự được gắn khi văn bản tới; muốn gắn ngay thì dùng \
            lienthong log match.

            Statuses, recalls, updates and replacements that fit no document yet: a line each with the reason, and under it \
            the documents (or requests) that may be meant. They are matched by themselves when the document comes, or by \
            hand with lienthong log match.

            Ví dụ · Example:
              lienthong log parked --config config/hub.yaml
            """
    )

    @OptionGroup var hub: HubOption

    @Flag(help: "In một mảng JSON. · Print one JSON array.")
    var json = false

    func run() async throws {
        let parked = try await orExit(2) { try await hub.line().parked() }
        if json { return print(OperatorReply.Parked.json(parked)) }
        for packet in parked { print(packet.text) }
    }
}

struct LogMatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Gắn một gói đang chờ vào văn bản. · Match a parked packet with a document.",
        discussion: """
            Nhật ký ghi lại ai đã gắn. Bên gửi gói phải là nơi gửi hoặc nơi nhận của văn bản.

            The journal keeps who did it. The packet's sender must have sent or received the document.

            Ví dụ · Example:
              lienthong log match 0193511e-7c1f-7b2a-9d4e-5f60718293a4 0193511e-1111-7b2a-9d4e-5f60718293a4 \\
                --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã của gói đang chờ. · The parked packet.", valueName: "packet"))
    var packet: String

    @Argument(help: ArgumentHelp("Mã tại trục của văn bản. · The hub's id of the document.", valueName: "document"))
    var document: String

    @Option(
        help: ArgumentHelp(
            "Yêu cầu mà gói 15, 16 này trả lời, khi có hai. · The request answered, when two are open.",
            valueName: "request"))
    var answering: String?

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) { try await hub.line().match(packet: packet, with: document, answering: answering) }
    }
}
