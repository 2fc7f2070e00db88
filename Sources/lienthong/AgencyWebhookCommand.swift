import ArgumentParser
import Foundation
import HubCore
import HubService

extension PushTopic: ExpressibleByArgument {}
extension MessageFacts.Kind: ExpressibleByArgument {}

struct AgencyWebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Địa chỉ mà trục báo tin cho một đơn vị. · Where the hub tells an agency what is new.",
        discussion: """
            Tin chỉ có mã và trạng thái, được ký HMAC-SHA256, gửi lại cho tới khi bên nhận trả 2xx. Lỗi kéo dài thì trục ngừng \
            gọi và ghi nhật ký; enable thì gửi tiếp, không mất tin nào.

            News hold names and codes only, signed with HMAC-SHA256, repeated until the receiver answers 2xx. After sustained \
            failure the hub stops calling and journals it; enable goes on, and nothing is lost.

            Ví dụ · Example:
              lienthong agency webhook add H24.01 https://qlvb.example.gov.vn/tin --config config/hub.yaml
            """,
        subcommands: [
            AgencyWebhookAddCommand.self, AgencyWebhookListCommand.self, AgencyWebhookPingCommand.self,
            AgencyWebhookEnableCommand.self, AgencyWebhookDisableCommand.self, AgencyWebhookRenewCommand.self,
            AgencyWebhookRemoveCommand.self,
        ]
    )
}

struct AgencyWebhookAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Thêm một địa chỉ; khóa ký chỉ hiện một lần. · Add one; its secret is shown once.",
        discussion: """
            Không lọc thì báo mọi tin. Without filters everything is told.

            Ví dụ · Example:
              lienthong agency webhook add H24.01 https://qlvb.example.gov.vn/tin --topic mailbox.arrived \\
                --least-priority 1 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The agency.", valueName: "id"))
    var agency: String

    @Argument(help: ArgumentHelp("Địa chỉ https://… · The address.", valueName: "url"))
    var url: String

    @Option(
        name: .customLong("topic"),
        help: ArgumentHelp(
            "\(PushTopic.allCases.filter { $0 != .ping }.map(\.rawValue).joined(separator: ", ")); nêu nhiều lần. · Repeat it.",
            valueName: "topic"))
    var topics: [PushTopic] = []

    @Option(
        name: .customLong("type"), help: ArgumentHelp("document hoặc status. · document or status.", valueName: "type"))
    var types: [MessageFacts.Kind] = []

    @Option(
        name: .customLong("sender"),
        help: ArgumentHelp("Chỉ tin về văn bản của đơn vị này. · Of this sender only.", valueName: "id"))
    var senders: [String] = []

    @Option(
        name: .customLong("status"),
        help: ArgumentHelp("Chỉ trạng thái này, ví dụ 02. · This status only.", valueName: "code"))
    var statuses: [String] = []

    @Option(help: ArgumentHelp("Độ khẩn thấp nhất, 0…4. · The least urgency.", valueName: "n"))
    var leastPriority = 0

    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        let filter = PushFilter(
            topics: topics, messageTypes: types, senders: senders, leastPriority: leastPriority, statuses: statuses)
        let reply = try await orExit(2) {
            try await hub.line().asked(WebhookAct.add(agency: agency, url: url, filter: filter))
        }
        print(json ? reply.json : reply.text(at: HubClock.system.now()))
    }
}

struct AgencyWebhookListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Các webhook và tình hình của chúng. · The webhooks and how it goes with them.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook list --config config/hub.yaml
            """
    )

    @Argument(
        help: ArgumentHelp("Mã định danh; không nêu thì mọi đơn vị. · The agency; all when not given.", valueName: "id")
    )
    var agency: String?

    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @OptionGroup var hub: HubOption

    func run() async throws {
        let reply = try await orExit(2) { try await hub.line().asked(WebhookAct.list(agency: agency)) }
        print(json ? reply.json : reply.text(at: HubClock.system.now()))
    }
}

struct AgencyWebhookPingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping",
        abstract: "Gọi thử ngay; thoát 1 khi bên nhận không nhận. · Try it now; exits with 1 when it is not taken.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook ping 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
            """
    )

    @OptionGroup var webhook: WebhookArgument
    @OptionGroup var hub: HubOption

    func run() async throws {
        let id = try webhook.id()
        let reply = try await orExit(2) { try await hub.line().asked(WebhookAct.ping(id)) }
        print(reply.text(at: HubClock.system.now()))
        if case .pinged(_?) = reply { throw ExitCode(1) }
    }
}

struct AgencyWebhookEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Gọi lại, gửi tiếp những tin đang chờ. · Call it again, with what waits.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook enable 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
            """
    )

    @OptionGroup var webhook: WebhookArgument
    @OptionGroup var hub: HubOption

    func run() async throws { try await webhook.ask(hub) { .enable($0) } }
}

struct AgencyWebhookDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Ngừng gọi; tin vẫn được giữ. · Stop calling; news are kept.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook disable 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --reason "bảo trì" \\
                --config config/hub.yaml
            """
    )

    @OptionGroup var webhook: WebhookArgument

    @Option(help: ArgumentHelp("Vì sao. · Why.", valueName: "text"))
    var reason = "người vận hành / by an operator"

    @OptionGroup var hub: HubOption

    func run() async throws { try await webhook.ask(hub) { .disable($0, reason: reason) } }
}

struct AgencyWebhookRenewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew-secret",
        abstract:
            "Đổi khóa ký; khóa cũ còn ký thêm một thời gian. · Change the secret; the old one signs for a while longer.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook renew-secret 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
            """
    )

    @OptionGroup var webhook: WebhookArgument
    @OptionGroup var hub: HubOption

    func run() async throws { try await webhook.ask(hub) { .renewSecret($0) } }
}

struct AgencyWebhookRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Bỏ hẳn, cùng những tin đang chờ. · Remove it, with what waits for it.",
        discussion: """
            Ví dụ · Example:
              lienthong agency webhook remove 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
            """
    )

    @OptionGroup var webhook: WebhookArgument
    @OptionGroup var hub: HubOption

    func run() async throws { try await webhook.ask(hub) { .remove($0) } }
}

/// Which webhook.
struct WebhookArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("Tên webhook, như list in ra. · Its name, as list prints it.", valueName: "webhook"))
    var webhook: String

    func id() throws -> WebhookID {
        guard let id = WebhookID(webhook) else { throw ValidationError("không phải UUID / not a UUID: \(webhook)") }
        return id
    }

    func ask(_ hub: HubOption, _ act: (WebhookID) -> WebhookAct) async throws {
        let act = act(try id())
        let reply = try await orExit(2) { try await hub.line().asked(act) }
        print(reply.text(at: HubClock.system.now()))
    }
}
