import ArgumentParser
import HubCore
import HubService

struct AgencyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "In danh mục đơn vị. · Print the register.",
        discussion: """
            Mỗi đơn vị một dòng: mã, mã khác, có hộp thư tại đây hay đi qua trục quốc gia, hệ thống, tên. Với --search: tìm \
            theo mã, phần đầu của mã, hoặc các từ trong tên, không cần dấu.

            One line for each agency: id, other id, mailbox here or beyond the national axis, centre, name. With --search \
            by identifier, its beginning, or words of the name without diacritics.

            Ví dụ · Examples:
              lienthong agency list --config config/hub.yaml
              lienthong agency list --search "so noi vu" --config config/hub.yaml
            """
    )

    @Option(help: ArgumentHelp("Tìm. · Search.", valueName: "text"))
    var search: String?

    @Option(help: ArgumentHelp("Tìm được nhiều nhất. · At most so many when searching.", valueName: "n"))
    var limit = 50

    @Flag(help: "In một mảng JSON. · Print one JSON array.")
    var json = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) {
            let line = try hub.line()
            if let search {
                say(try await line.agencies(matching: search, limit: limit))
            } else if json {
                say(try await line.allAgencies())
            } else {
                try await line.forEachPage(say)
            }
        }
    }

    private func say(_ agencies: [Agency]) {
        print(json ? Agency.json(agencies) : agencies.map(\.text).joined(separator: "\n"))
    }
}

struct AgencyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "In mọi điều danh mục có về một đơn vị. · Print all that the register has on an agency.",
        discussion: """
            Theo mã đang dùng hoặc mã khác (mã cũ). Mã thoát: 1 khi không có đơn vị nào mang mã đó.

            By its own or any other identifier. Exit status: 1 when nobody bears it.

            Ví dụ · Example:
              lienthong agency show 000.00.01.H24 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Flag(help: "In một đối tượng JSON. · Print one JSON object.")
    var json = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        let line = try orExit(2) { try hub.line() }
        if let agency = try await orExit(2, { try await line.agency(id) }) {
            print(json ? agency.json : agency.card)
            return
        }
        complain("Không có đơn vị mang mã \(id). / Nobody bears the identifier \(id).")
        for near in try await orExit(2, { try await line.agencies(matching: id, limit: 3) }) {
            complain("  \(near.text)")
        }
        throw ExitCode(1)
    }
}

struct AgencyExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "In danh mục thành bảng CSV. · Print the register as a CSV table.",
        discussion: """
            Bảng có đủ cột để nhập lại bằng agency import, trừ chứng thư và việc khóa.

            The table can be imported again; it has everything but certificates and locks.

            Ví dụ · Example:
              lienthong agency export --config config/hub.yaml > agencies.csv
            """
    )

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await orExit(2) {
            let line = try hub.line()
            print(AgencyTable.heading)
            try await line.forEachPage { print($0.map(AgencyTable.line).joined(separator: "\n")) }
        }
    }
}
