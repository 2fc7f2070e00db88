import ArgumentParser
import HubCore
import HubService

struct AgencyLockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract: "Khóa đơn vị: không gửi, không nhận. · Lock agencies: they neither send nor receive.",
        discussion: """
            Ví dụ · Example:
              lienthong agency lock H24.05 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · Identifiers.", valueName: "id"))
    var ids: [String]

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await change(hub, ids, [.locked]) { $0.isLocked = true }
    }
}

struct AgencyUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock",
        abstract: "Mở khóa đơn vị. · Unlock agencies.",
        discussion: """
            Ví dụ · Example:
              lienthong agency unlock H24.05 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · Identifiers.", valueName: "id"))
    var ids: [String]

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await change(hub, ids, [.locked]) { $0.isLocked = false }
    }
}

struct AgencyRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Cho đơn vị hết hiệu lực, nêu đơn vị kế thừa. · Retire an agency, and name its successors.",
        discussion: """
            Từ lúc đó văn bản gửi tới đơn vị bị trả lại riêng cho nơi nhận ấy, kèm tên đơn vị kế thừa; trục không tự gửi thay. \
            Nhiều đơn vị kế thừa: khi một đơn vị được chia ra.

            From then on documents to it are refused for this recipient, naming the successors; the hub does not send there \
            instead. Several successors: where one agency was divided.

            Ví dụ · Example:
              lienthong agency retire H24.21 --at 2025-07-01T00:00:00+07:00 --successor H24.41 --successor H24.42 \\
                --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The identifier.", valueName: "id"))
    var id: String

    @Option(
        name: .customLong("successor"),
        help: ArgumentHelp("Đơn vị kế thừa; lặp lại được. · Who took over; may be repeated.", valueName: "id"))
    var successors: [String] = []

    @Option(
        help: ArgumentHelp("Từ lúc (RFC 3339); mặc định bây giờ. · From then on; now by default.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await retire(hub, [id], into: successors, at: at)
    }
}

struct AgencyMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Hợp nhất nhiều đơn vị vào một. · Merge several agencies into one.",
        discussion: """
            Các đơn vị nêu ra hết hiệu lực, đơn vị ở --into kế thừa tất cả. Đơn vị kế thừa phải có trong danh mục.

            The agencies named are retired, and the one after --into takes over from all of them. It must be in the register.

            Ví dụ · Example:
              lienthong agency merge H24.21.01 H24.21.02 --into H24.41 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · Identifiers.", valueName: "id"))
    var ids: [String]

    @Option(help: ArgumentHelp("Đơn vị kế thừa. · Who takes over.", valueName: "id"))
    var into: String

    @Option(
        help: ArgumentHelp("Từ lúc (RFC 3339); mặc định bây giờ. · From then on; now by default.", valueName: "time"))
    var at: Timestamp?

    @OptionGroup var hub: HubOption

    func run() async throws {
        try await retire(hub, ids, into: [into], at: at)
    }
}

private func retire(_ hub: HubOption, _ ids: [String], into successors: [String], at time: Timestamp?) async throws {
    let found = try await agencies(hub, successors).map(\.id)
    if let circular = Set(try await agencies(hub, ids).map(\.id)).intersection(found).first {
        complain("\(circular) không thể tự kế thừa. / \(circular) cannot succeed itself.")
        throw ExitCode(2)
    }
    try await change(hub, ids, [.validUntil, .successors]) {
        $0.validUntil = time ?? HubClock.system.now()
        $0.successors = found
    }
}

/// Changes some properties of agencies that are there, all at once, and prints what changed.
private func change(
    _ hub: HubOption, _ ids: [String], _ says: Set<AgencyStatement.Property>, _ body: (inout Agency) -> Void
) async throws {
    let statements = try await agencies(hub, ids).map { agency in
        var next = agency
        body(&next)
        return AgencyStatement(next, says: says)
    }
    let differences = try await orExit(2) { try await hub.line().state(statements) }
    print(differences.text(tentatively: false))
}

/// By any of their identifiers; exits when one is unknown.
private func agencies(_ hub: HubOption, _ ids: [String]) async throws -> [Agency] {
    var found: [Agency] = []
    for id in ids {
        guard let agency = try await orExit(2, { try await hub.line().agency(id) }) else {
            complain("Không có đơn vị mang mã \(id). / Nobody bears the identifier \(id).")
            throw ExitCode(2)
        }
        found.append(agency)
    }
    return found
}
