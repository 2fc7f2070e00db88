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
            AgencyListCommand.self, AgencyAddCommand.self, AgencyImportCommand.self, AgencyCentreCommand.self,
            AgencyRequestsCommand.self, AgencyPolicyCommand.self, AgencyCertificateCommand.self, AgencyTokenCommand.self,
            AgencyWebhookCommand.self,
        ]
    )
}

struct AgencyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "In danh mục đơn vị. · Print the register.",
        discussion: """
            Mỗi đơn vị một dòng: mã mới, mã cũ, có hộp thư tại đây hay đi qua trục quốc gia, hệ thống, tên.

            A line each: new identifier, old one, whether its mailbox is here, centre, name.

            Ví dụ · Example:
              lienthong agency list --config config/hub.yaml
            """
    )

    @OptionGroup var hub: HubOption

    @Flag(help: "In một mảng JSON. · Print one JSON array.")
    var json = false

    func run() async throws {
        let agencies = try await orExit(2) { try await hub.line().allAgencies() }
        print(json ? Agency.json(agencies) : agencies.map(\.text).joined(separator: "\n"))
    }
}

struct AgencyImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Ghi cả bảng đơn vị. · Put a whole table of agencies.",
        discussion: """
            Bảng CSV (UTF-8) có cột organId, name, centre, local (true: có hộp thư tại đây), và nếu có: oldId, parent, \
            level, documentSignatures, statusSignatures (required, verify-if-present, off), certificate (tệp PEM, tính từ \
            thư mục của bảng). Cột nào không có thì giữ nguyên; ghi lại lần nữa không đổi gì.

            A CSV table in UTF-8 with the columns organId, name, centre, local, and optionally oldId, parent, level, \
            documentSignatures, statusSignatures and certificate (a PEM file, relative to the table). What has no column \
            stays as it is; importing again changes nothing.

            Ví dụ · Example:
              lienthong agency import Fixtures/agencies.csv --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Bảng CSV. · The table.", valueName: "file"))
    var table: String

    @OptionGroup var hub: HubOption

    func run() async throws {
        let change = try await orExit(2) {
            let table = try AgencyTable(contentsOfFile: table)
            return try await hub.line().put(table)
        }
        print(change.text)
    }
}
