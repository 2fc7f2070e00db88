import ArgumentParser
import HubCore
import HubService

struct AgencyPolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Chính sách chữ ký riêng của một đơn vị. · An agency's own signature policy.",
        discussion: """
            required: phải ký; verify-if-present: có ký thì phải đúng; off: không xét. Không nêu loại nào thì loại đó theo \
            chính sách chung trong cấu hình.

            required: must be signed; verify-if-present: a signature that is there must hold; off: not looked at. A kind \
            that is not named follows the configuration.

            Ví dụ · Example:
              lienthong agency policy H24.05 --statuses required --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("Với văn bản. · For documents.", valueName: "required|verify-if-present|off"))
    var documents: SignaturePolicy?

    @Option(help: ArgumentHelp("Với trạng thái. · For statuses.", valueName: "required|verify-if-present|off"))
    var statuses: SignaturePolicy?

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) { try await hub.line().setPolicy(of: id, documents: documents, statuses: statuses) }
        print("Đã ghi chính sách của \(id). / The policy of \(id) is set.")
    }
}
