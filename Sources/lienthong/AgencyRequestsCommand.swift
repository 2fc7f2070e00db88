import ArgumentParser
import HubCore
import HubService

struct AgencyRequestsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests",
        abstract: "Đề nghị của các hệ thống về danh mục. · What systems ask of the register.",
        discussion: """
            Khi vxp.registration là ask-operator, registerAgency và deleteAgency chờ duyệt ở đây. Không nêu lệnh con thì in \
            danh sách.

            With vxp.registration: ask-operator, registerAgency and deleteAgency wait here. Without a subcommand they are \
            listed.

            Ví dụ · Examples:
              lienthong agency requests --config config/hub.yaml
              lienthong agency requests grant H24.05 --config config/hub.yaml
            """,
        subcommands: [
            AgencyRequestsListCommand.self, AgencyRequestsGrantCommand.self, AgencyRequestsDeclineCommand.self,
        ],
        defaultSubcommand: AgencyRequestsListCommand.self
    )
}

struct AgencyRequestsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "In các đề nghị đang chờ. · Print those that wait.",
        discussion: """
            Mỗi đề nghị một dòng: lúc nào, hệ thống nào, ghi hay bỏ, đơn vị, tên.

            A line each: when, which system, enter or remove, the agency, its name.

            Ví dụ · Example:
              lienthong agency requests list --config config/hub.yaml
            """)

    @OptionGroup var hub: HubOption

    @Flag(help: "In một mảng JSON. · Print one JSON array.")
    var json = false

    func run() async throws {
        let requests = try await orExit(2) { try await hub.line().agencyRequests() }
        if json {
            print(OpenAgencyRequest.json(requests))
        } else if !requests.isEmpty {
            print(requests.map(\.text).joined(separator: "\n"))
        }
    }
}

/// What both decisions need to be told.
struct AgencyDecision: ParsableArguments {
    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var agency: String

    @Option(
        help: ArgumentHelp(
            "Hệ thống đề nghị, khi nhiều hệ thống cùng đề nghị. · The system, where several ask.", valueName: "systemid"
        ))
    var centre: String?

    @Option(help: ArgumentHelp("Lý do, ghi vào nhật ký. · Why, for the journal.", valueName: "text"))
    var note: String = ""

    @OptionGroup var hub: HubOption

    func take(isGranted: Bool) async throws {
        try await orExit(2) {
            try await hub.line().decide(agency: agency, of: centre, isGranted: isGranted, note: note)
        }
    }
}

struct AgencyRequestsGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Đồng ý; danh mục thay đổi ngay. · Grant it; the register changes at once.",
        discussion: """
            Ví dụ · Example:
              lienthong agency requests grant H24.05 --config config/hub.yaml
            """)

    @OptionGroup var decision: AgencyDecision

    func run() async throws {
        try await decision.take(isGranted: true)
        print("Đã đồng ý đề nghị về \(decision.agency). / The request about \(decision.agency) is granted.")
    }
}

struct AgencyRequestsDeclineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Không đồng ý; danh mục giữ nguyên. · Decline it; nothing changes.",
        discussion: """
            Ví dụ · Example:
              lienthong agency requests decline H24.05 --note "Đơn vị chưa có quyết định thành lập" --config config/hub.yaml
            """)

    @OptionGroup var decision: AgencyDecision

    func run() async throws {
        try await decision.take(isGranted: false)
        print("Đã từ chối đề nghị về \(decision.agency). / The request about \(decision.agency) is declined.")
    }
}
