import ArgumentParser
import Foundation
import HubService

struct BenchFaultsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Trục trên đĩa hỏng, đầy, chậm. · The hub on failing, full and slow disks.",
        discussion: """
            Mỗi sự cố một trục riêng, bốn máy khách gửi văn bản ký số; sau đó chạy lại trục khi hết sự cố và đối chiếu: không văn \
            bản nào đã xác nhận bị mất hay lặp. Cần strace, và quyền mount cho đĩa nhỏ; thiếu thì bỏ qua sự cố đó và nói rõ. Mã \
            thoát: 0 khi mọi kết cục đều cho phép, 1 khi không, 2 khi không chạy được.

            A hub of its own for each fault, with four clients that send signed documents; then the hub once more without the \
            fault, and the comparison: nothing acknowledged is lost or doubled. Needs strace, and the right to mount for the \
            small disk; what is missing skips that fault, and says so. Exit status: 0 when every outcome is an honest one, 1 when \
            not, 2 when it could not be run.

            Ví dụ · Example:
              lienthong bench faults
              lienthong bench faults --only EIO
            """
    )

    @Option(
        help: ArgumentHelp(
            "Chỉ những sự cố có chữ này trong tên. · Only faults whose names have this.", valueName: "text"))
    var only: String?

    @Option(help: ArgumentHelp("Thư mục. · The folder; made afresh.", valueName: "dir"))
    var folder = "rehearsal"

    @Option(help: ArgumentHelp("Thư mục lược đồ. · The schemas.", valueName: "dir"))
    var schemas = "Schemas"

    func run() async throws {
        let campaign = FaultCampaign(folder: folder, schemas: schemas, only: only)
        print(FaultRow.heading)
        let rows = try await orExit(2) {
            try await untilInterrupted { try await campaign.run { print($0.text) } }
        }
        if !rows.allSatisfy(\.isWell) { throw ExitCode(1) }
    }
}
