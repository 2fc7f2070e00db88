import ArgumentParser
import EdXML
import HubCore
import HubService

extension TransportState: ExpressibleByArgument {}

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Những gì đang chờ gửi đi, và vì sao. · What waits to be sent on, and why.",
        discussion: """
            Nơi gửi tới là axis (trục quốc gia) hoặc mã một đơn vị qua trục. Mọi thay đổi đều ghi nhật ký, kèm tên người vận hành.

            A destination is axis (the national axis) or an agency beyond it. Every change is journalled with its operator.

            Ví dụ · Examples:
              lienthong queue list --config config/hub.yaml
              lienthong queue ages --config config/hub.yaml
              lienthong queue retry --state dead --dry-run --config config/hub.yaml
            """,
        subcommands: [
            QueueListCommand.self, QueueShowCommand.self, QueueRetryCommand.self, QueueCancelCommand.self,
            QueuePauseCommand.self, QueueReleaseCommand.self, QueueAgesCommand.self,
        ]
    )
}

struct QueueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Các lượt chuyển chưa tới nơi. · The deliveries that have not arrived.",
        discussion: """
            Ví dụ · Example:
              lienthong queue list --destination G22 --state waiting --config config/hub.yaml
            """
    )

    @OptionGroup var query: QueueFilter

    @Option(help: ArgumentHelp("Nhiều nhất bao nhiêu dòng. · How many lines at most.", valueName: "n"))
    var limit = 100

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        try await output.say(.list(try query.query(), after: nil, limit: limit))
    }
}

struct QueueShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Vì sao chưa tới nơi, và làm được gì. · Why it has not arrived, and what may be done.",
        discussion: """
            Ví dụ · Example:
              lienthong queue show 7816/UBND-VP --config config/hub.yaml
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Lượt chuyển, hoặc văn bản như ở lệnh track. · A delivery, or a document as for track.",
            valueName: "delivery"))
    var delivery: String

    @OptionGroup var output: AnswerOptions

    func run() async throws {
        let reply = try await output.say(.show(delivery))
        guard case .shown(let found, _) = reply, found.isEmpty else { return }
        complain("Trục không có “\(delivery)”. / The hub has no “\(delivery)”.")
        throw ExitCode(1)
    }
}

struct QueueRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Gửi lại ngay. · Send again, at once.",
        discussion: """
            Nêu từng lượt chuyển, hoặc lọc theo nơi nhận, trạng thái, tuổi; --dry-run chỉ đếm.

            Names deliveries, or filters by destination, state and age; --dry-run only counts.

            Ví dụ · Examples:
              lienthong queue retry 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
              lienthong queue retry --state dead --destination G22 --dry-run --config config/hub.yaml
              lienthong queue retry --state refused --reason "nơi nhận đã sửa danh mục" --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Các lượt chuyển. · Deliveries.", valueName: "delivery"))
    var deliveries: [String] = []

    @OptionGroup var query: QueueFilter

    @Option(help: ArgumentHelp("Vì sao, ghi vào nhật ký. · Why, for the journal.", valueName: "text"))
    var reason: String?

    @Flag(help: "Chỉ đếm. · Only count.")
    var dryRun = false

    @OptionGroup var output: AnswerOptions

    func validate() throws {
        guard deliveries.isEmpty == query.isGiven else {
            throw ValidationError(
                "nêu lượt chuyển, hoặc --destination, --state, --older-than / name deliveries, or filter them")
        }
    }

    func run() async throws {
        if !deliveries.isEmpty {
            try await output.say(.retryThese(try deliveries.map(QueueFilter.id), reason: reason))
        } else if dryRun {
            try await output.say(.retry(try query.query(), after: nil, tentatively: true))
        } else {
            let (query, reason) = (try query.query(), reason)
            let retried = try await output.asking { try await $0.retryAll(query, reason: reason) }
            try output.print(.retried(retried, next: nil))
        }
    }
}

struct QueueCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Thôi không gửi nữa; nơi gửi thấy lý do. · Do not send it; the sender sees the reason.",
        discussion: """
            Ví dụ · Example:
              lienthong queue cancel 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --reason "gửi nhầm" --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Các lượt chuyển. · Deliveries.", valueName: "delivery"))
    var deliveries: [String]

    @Option(help: ArgumentHelp("Vì sao. · Why.", valueName: "text"))
    var reason: String

    @OptionGroup var output: AnswerOptions

    func run() async throws { try await output.say(.cancel(try deliveries.map(QueueFilter.id), reason: reason)) }
}

struct QueuePauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Tạm dừng gửi tới một nơi. · Send nothing more to a destination.",
        discussion: """
            Còn nguyên sau khi khởi động lại, cho tới khi release. It lasts through restarts, until it is released.

            Ví dụ · Examples:
              lienthong queue pause axis --reason "trục quốc gia bảo trì" --config config/hub.yaml
              lienthong queue pause G22 --reason "hệ thống của G22 nâng cấp" --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("axis, hoặc mã đơn vị. · axis, or an agency.", valueName: "destination"))
    var destination: String

    @Option(help: ArgumentHelp("Vì sao. · Why.", valueName: "text"))
    var reason: String

    @OptionGroup var output: AnswerOptions

    func run() async throws { try await output.say(.pause(Destination(destination), reason: reason)) }
}

struct QueueReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Gửi tiếp tới nơi đã tạm dừng. · Send on to a destination that was paused.",
        discussion: """
            Ví dụ · Example:
              lienthong queue release axis --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("axis, hoặc mã đơn vị. · axis, or an agency.", valueName: "destination"))
    var destination: String

    @Option(help: ArgumentHelp("Vì sao. · Why.", valueName: "text"))
    var reason = ""

    @OptionGroup var output: AnswerOptions

    func run() async throws { try await output.say(.release(Destination(destination), reason: reason)) }
}

struct QueueAgesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ages",
        abstract: "Tuổi của những gì đang chờ ở từng nơi. · How old what waits is, at each destination.",
        discussion: """
            Mỗi nơi một dòng: trục quốc gia, từng nơi nhận qua trục, hộp thư chưa lấy, webhook; mỗi cột một khoảng tuổi.

            A line for each destination: the axis, its recipients, mailboxes not fetched, webhooks; a column for each age.

            Ví dụ · Example:
              lienthong queue ages --config config/hub.yaml
            """
    )

    @OptionGroup var output: AnswerOptions

    func run() async throws { try await output.say(.ages) }
}

/// Which deliveries.
struct QueueFilter: ParsableArguments {
    @Option(help: ArgumentHelp("axis, hoặc mã đơn vị. · axis, or an agency.", valueName: "destination"))
    var destination: String?

    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "\(QueueQuery.allStates.map(\.rawValue).joined(separator: ", ")); nêu nhiều lần. · Repeat it.",
            valueName: "state"))
    var states: [TransportState] = []

    @Option(help: ArgumentHelp("Cũ hơn, như 30m, 2h, 1d. · Older than.", valueName: "duration"))
    var olderThan: String?

    var isGiven: Bool { destination != nil || !states.isEmpty || olderThan != nil }

    func query() throws -> QueueQuery {
        let age = try olderThan.map { text in
            guard let age = Duration(written: text) else {
                throw ValidationError("--older-than: 30m, 2h, 1d … / not a duration: \(text)")
            }
            return age
        }
        let now = HubClock.system.now()
        return QueueQuery(
            destination: destination.map(Destination.init), states: states.isEmpty ? QueueQuery.allStates : states,
            openSince: age.map { now.adding(milliseconds: -$0.milliseconds) })
    }

    static func id(_ text: String) throws -> DeliveryID {
        guard let id = DeliveryID(text) else { throw ValidationError("không phải UUID / not a UUID: \(text)") }
        return id
    }
}

extension AnswerOptions {
    @discardableResult
    fileprivate func say(_ act: QueueAct) async throws -> QueueReply {
        let reply = try await asking { try await $0.asked(act) }
        try print(reply)
        return reply
    }

    fileprivate func print(_ reply: QueueReply) throws { try print(json: reply.json, text: reply.text) }
}
