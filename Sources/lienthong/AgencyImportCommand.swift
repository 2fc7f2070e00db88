import ArgumentParser
import HubCore
import HubService

struct AgencyImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Nhập bảng đơn vị, hoặc danh mục của trục. · Import a table of agencies, or the axis' list.",
        discussion: """
            Bảng CSV (UTF-8) có cột organId, name, centre, local (true: có hộp thư tại đây), và nếu có: oldId (nhiều mã cách \
            nhau bằng dấu chấm phẩy; mã@từ..đến khi có thời hạn), parent, level, validFrom, validUntil, successors, address, \
            mail, telephone, fax, website, documentSignatures, statusSignatures, certificate (tệp PEM, tính từ thư mục của \
            bảng). Cột nào không có thì giữ nguyên; không bao giờ mở khóa; nhập lại lần nữa không đổi gì.

            Tệp .json là danh mục của trục (trả lời của getAgenciesList hoặc getSynchronizeUnit): chỉ đổi các đơn vị qua trục, \
            không đổi đơn vị tại đây; mâu thuẫn được nêu ra.

            A CSV table in UTF-8 with the columns above. What has no column stays as it is; nobody is unlocked; importing \
            again changes nothing. A .json file is the axis' own list: it changes agencies beyond the axis only, and says \
            where it contradicts the register.

            Ví dụ · Examples:
              lienthong agency import Fixtures/agencies.csv --dry-run --config config/hub.yaml
              lienthong agency import danh-muc.json --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Bảng CSV, hoặc danh mục JSON. · The table, or the list.", valueName: "file"))
    var file: String

    @Flag(help: "Chỉ nêu những gì sẽ đổi. · Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        let (differences, certificates) = try await orExit(2) {
            let line = try hub.line()
            if file.hasSuffix(".json") {
                return (try await line.put(ListFile(path: file), tentatively: dryRun), 0)
            }
            let table = try AgencyTable(contentsOfFile: file)
            let differences = try await line.state(table.statements, tentatively: dryRun)
            if !dryRun { _ = try await line.put([], certificates: table.certificates) }
            return (differences, table.certificates.count)
        }
        print(differences.text(tentatively: dryRun))
        if certificates > 0, !dryRun {
            print("Chứng thư được đăng ký: \(certificates). / Certificates registered: \(certificates).")
        }
    }
}
