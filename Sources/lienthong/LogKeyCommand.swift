import ArgumentParser
import HubService

struct LogKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "In khóa công khai của trục. · Print the hub's public key.",
        discussion: """
            Khóa mà trục dùng để ký đầu nhật ký và biên nhận, theo dạng C2SP signed-note. Công bố khóa này ở nơi ai cũng \
            tin; người kiểm tra biên nhận cần nó.

            The key with which the hub signs heads and receipts, in the form of C2SP signed-note. Publish it where \
            everybody believes it; whoever verifies a receipt needs it.

            Ví dụ · Example:
              lienthong log key --config config/hub.yaml > hub.pub
            """
    )

    @OptionGroup var hub: HubOption

    func run() async throws {
        print(try await orExit(2) { try await hub.line().key() })
    }
}
