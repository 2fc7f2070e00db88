import ArgumentParser
import HubCore
import HubService

struct AgencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agency",
        abstract: "Danh mục đơn vị của trục. · The hub's register of agencies.",
        discussion: """
            Các lệnh này hỏi trục đang chạy; trục không chạy thì làm thẳng trên thư mục dữ liệu. Mọi thay đổi đều ghi \
            nhật ký.

            These ask the running hub, or work on its data folder when it does not run. Every change is journalled.

            Ví dụ · Example:
              lienthong agency import Fixtures/agencies.csv --config config/hub.yaml
            """,
        subcommands: [
            AgencyListCommand.self, AgencyShowCommand.self, AgencyAddCommand.self, AgencyImportCommand.self,
            AgencyExportCommand.self, AgencyLockCommand.self, AgencyUnlockCommand.self, AgencyRetireCommand.self,
            AgencyMergeCommand.self, AgencySyncCommand.self, AgencyCentreCommand.self, AgencyRequestsCommand.self,
            AgencyPolicyCommand.self, AgencyCertificateCommand.self, AgencyTokenCommand.self,
            AgencyWebhookCommand.self,
        ]
    )
}
