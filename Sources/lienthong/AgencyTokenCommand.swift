import ArgumentParser
import Foundation
import HubCore
import HubService

extension Scope: ExpressibleByArgument {}

struct AgencyTokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Mã truy cập giao diện /api/v1 của một đơn vị. · An agency's tokens for /api/v1.",
        discussion: """
            Một đơn vị có thể có nhiều mã cùng lúc: cấp mã mới, đổi xong ở hệ thống rồi mới thu hồi mã cũ. Trục chỉ giữ dấu \
            SHA-256 của mã.

            An agency may have several at once: add the new one, change over, then revoke the old. The hub keeps their \
            SHA-256 only.

            Ví dụ · Example:
              lienthong agency token add H24.01 --name "quản lý văn bản" --days 365 --config config/hub.yaml
            """,
        subcommands: [AgencyTokenAddCommand.self, AgencyTokenListCommand.self, AgencyTokenRevokeCommand.self]
    )
}

struct AgencyTokenAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Cấp một mã truy cập, chỉ hiện một lần. · Give a token, shown once.",
        discussion: """
            Quyền: \(Scope.allCases.map(\.rawValue).joined(separator: ", ")). Không nêu --scope nào thì mã có mọi \
            quyền trừ audit (đọc toàn bộ nhật ký qua /log, dành cho kiểm toán).

            Without any --scope the token has all of them but audit, which reads the whole log at /log.

            Ví dụ · Example:
              lienthong agency token add H24.01 --name "kho lưu trữ" --scope mailbox:read --scope documents:read \\
                --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Mã định danh. · The agency.", valueName: "id"))
    var agency: String

    @Option(help: ArgumentHelp("Hệ thống dùng mã này. · The system that will hold it.", valueName: "name"))
    var name: String

    @Option(
        name: .customLong("scope"),
        help: ArgumentHelp("Một quyền; nêu nhiều lần. · A scope; repeat it.", valueName: "scope"))
    var scopes: [Scope] = []

    @Option(
        help: ArgumentHelp(
            "Số ngày còn hiệu lực; không nêu thì không hạn. · Days it is good for; no end when not given.",
            valueName: "n"))
    var days: Int?

    @Flag(help: "In JSON. · Print JSON.")
    var json = false

    @OptionGroup var hub: HubOption

    func validate() throws {
        if let days, !(1...3660).contains(days) { throw ValidationError("--days: 1…3660") }
    }

    func run() async throws {
        let now = HubClock.system.now()
        let end = days.map { now.adding(milliseconds: Int64($0) * 86_400_000) }
        let scopes = scopes.isEmpty ? Scope.ordinary : scopes
        let reply = try await orExit(2) {
            try await hub.line().asked(
                TokenAct.add(agency: agency, name: name, scopes: scopes, expiresAt: end))
        }
        print(json ? reply.json : reply.text(at: now))
    }
}

struct AgencyTokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Các mã truy cập, kể cả đã hết hạn. · The tokens, also those that ended.",
        discussion: """
            Ví dụ · Example:
              lienthong agency token list H24.01 --config config/hub.yaml
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
        let reply = try await orExit(2) { try await hub.line().asked(TokenAct.list(agency: agency)) }
        print(json ? reply.json : reply.text(at: HubClock.system.now()))
    }
}

struct AgencyTokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Thu hồi một mã truy cập, có hiệu lực ngay. · Revoke a token, at once.",
        discussion: """
            Ví dụ · Example:
              lienthong agency token revoke 0193511e-7c1f-7b2a-9d4e-5f60718293a4 --config config/hub.yaml
            """
    )

    @Argument(help: ArgumentHelp("Tên mã, như list in ra. · Its name, as list prints it.", valueName: "token"))
    var token: String

    @OptionGroup var hub: HubOption

    func run() async throws {
        guard let id = TokenID(token) else { throw ValidationError("không phải UUID / not a UUID: \(token)") }
        let reply = try await orExit(2) { try await hub.line().asked(TokenAct.revoke(id)) }
        print(reply.text(at: HubClock.system.now()))
    }
}
