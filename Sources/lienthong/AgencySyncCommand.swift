import ArgumentParser
import HubService

struct AgencySyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Đồng bộ danh mục với trục quốc gia. · Have the register follow the national axis' list.",
        discussion: """
            Không có tùy chọn: đồng bộ ngay phần thay đổi. Danh mục làm quá nhiều đơn vị hết hiệu lực được giữ lại chờ \
            --accept hoặc --discard. Đơn vị tại đây không bao giờ bị đổi; mâu thuẫn được nêu ra. Mã thoát: 1 khi không đồng \
            bộ được hoặc có danh mục đang giữ lại, 2 khi không hỏi được trục.

            Without an option: follows what has changed, now. A list that would retire too many agencies is held for \
            --accept or --discard. Ours are never changed; contradictions are shown. Exit status: 1 when the list could not \
            be followed or one is held, 2 when the hub cannot be asked.

            Ví dụ · Examples:
              lienthong agency sync --status --config config/hub.yaml
              lienthong agency sync --whole --config config/hub.yaml
            """
    )

    @Flag(help: "Chỉ xem tình trạng. · Only say how it stands.")
    var status = false

    @Flag(help: "So với toàn bộ danh mục. · Compare with the whole list.")
    var whole = false

    @Flag(help: "Nhận danh mục đang giữ lại. · Take the list that is held.")
    var accept = false

    @Flag(help: "Bỏ danh mục đang giữ lại. · Drop the list that is held.")
    var discard = false

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var hub: HubOption

    func validate() throws {
        guard [status, whole, accept, discard].count(where: \.self) <= 1 else {
            throw ValidationError("Chỉ một tùy chọn một lần. / One option at a time.")
        }
    }

    func run() async throws {
        let act: SynchronisationAct =
            status ? .status : whole ? .whole : accept ? .acceptHeld : discard ? .discardHeld : .now
        let state = try await orExit(2) { try await hub.line().synchronisation(act) }
        print(json ? state.json : state.text)
        if state.needsAttention { throw ExitCode(1) }
    }
}
