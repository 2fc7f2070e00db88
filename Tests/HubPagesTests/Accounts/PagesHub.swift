import AsyncHTTPClient
import Foundation
import HubCore
import HubPages
import HubService
import HubStore
import Logging
import NIOCore
import NIOHTTP1
import Synchronization

/// A real hub with its pages, listening on loopback, with a clock that a test may set.
final class PagesHub: Sendable {
    let hub: Hub
    let port: Int
    let client: HTTPClient
    private let folder: String
    private let running: Task<Void, Never>
    private let time: Time

    /// Stands still, but that days may pass in a moment.
    final class Time: Sendable {
        private let ahead = Mutex<Int64>(0)
        private let start = HubClock.system.now()

        var clock: HubClock { HubClock { [self] in start.adding(milliseconds: ahead.withLock { $0 }) } }

        func pass(seconds: Int64) { ahead.withLock { $0 += seconds * 1000 } }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

    /// - Parameter settings: more of the configuration, as YAML.
    init(_ settings: String = "accounts: {passwordCost: 10}") async throws {
        folder = NSTemporaryDirectory() + "pages-hub-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let text = """
            listen: {port: 0}
            data: {folder: data}
            hub: {name: hub.example.vn}
            schemas: {folder: "\(Self.root)/Schemas"}
            \(settings)
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/hub.yaml"))
        let configuration = try HubConfiguration.load(folder + "/hub.yaml", environment: [:])
        let time = Time()
        var hub = try Hub(
            configuration, clock: time.clock, logger: Logger(label: "hub") { _ in SwiftLogNoOpLogHandler() })
        hub.pages = { try Site($0, acts: $1).addRoutes(to: $2) }
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        running = Task { [hub] in
            do { try await hub.run { continuation.yield($0) } } catch is CancellationError {} catch {
                print("hub: \(error)")
                continuation.finish()
            }
        }
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        (self.hub, self.port, self.time) = (hub, port, time)
        var http = HTTPClient.Configuration()
        http.redirectConfiguration = .disallow
        client = HTTPClient(configuration: http)
        let agencies = ["H24.01", "H24.02"].map {
            Agency(id: $0, name: "Sở Nội vụ", centre: "00.24.H24", isLocal: true)
        }
        _ = try await hub.store.put(agencies: agencies, by: "test", now: time.clock.now())
    }

    func stop() async throws {
        try await client.shutdown()
        running.cancel()
        await running.value
        try FileManager.default.removeItem(atPath: folder)
    }

    func pass(seconds: Int64) { time.pass(seconds: seconds) }

    func browser() -> Browser { Browser(self) }

    @discardableResult
    func operate(_ act: UserAct) async throws -> UserReply {
        let desk = OperatorDesk(store: hub.store, clock: time.clock, accounts: hub.configuration.accounts)
        guard case .users(let reply) = try await desk.perform(.users(act), by: "quantri") else {
            throw Unexpected(what: "\(act)")
        }
        return reply
    }

    /// - Returns: the one-time password.
    func add(_ login: String, _ grants: [Grant] = [Grant(.clerk, agency: "H24.01")]) async throws -> String {
        let act = UserAct.add(login: login, name: "Nguyễn Thị Hoa", department: "Văn phòng", grants: grants)
        guard case .password(_, let password, _) = try await operate(act) else { throw Unexpected(what: login) }
        return password
    }

    static let password = "con mèo đọc báo buổi sáng"

    /// A browser in which somebody new has logged in, and has chosen ``password``.
    func person(_ login: String, _ grants: [Grant] = [Grant(.clerk, agency: "H24.01")]) async throws -> Browser {
        let (browser, first) = (browser(), try await add(login, grants))
        _ = try await browser.logIn(login, first)
        _ = try await browser.send("/login/password", ["new": Self.password, "again": Self.password])
        return browser
    }

    func entries(_ kind: String) async throws -> [String] {
        try await hub.store.journal(from: 0, limit: 1000).filter { $0.kind == kind }.map(\.entry)
    }
}

struct Unexpected: Error { let what: String }

/// What somebody's browser does: it keeps cookies, sends forms with the fields that the page gave it, and follows nothing.
final class Browser {
    let hub: PagesHub
    var cookies: [String: String] = [:]
    /// As it was set.
    private(set) var setCookies: [String] = []

    init(_ hub: PagesHub) { self.hub = hub }

    struct Page {
        let status: Int
        let headers: HTTPHeaders
        let text: String

        var location: String? { header("Location") }
        func header(_ name: String) -> String? { headers.first(name: name) }
        /// Of the first form that has one.
        var formToken: String? {
            text.firstMatch(of: /name="form_token" value="([^"]+)"/).map { String($0.output.1) }
        }
    }

    func get(_ path: String) async throws -> Page { try await call(.GET, path, nil) }

    /// Sends a form as the page at `from` would have it, its token included.
    func send(_ path: String, _ fields: [String: String], from page: String? = nil) async throws -> Page {
        let token = try await get(page ?? path).formToken
        return try await post(path, fields.merging(["form_token": token ?? ""]) { own, _ in own })
    }

    func post(
        _ path: String, _ fields: [String: String], _ headers: [(String, String)] = []
    ) async throws -> Page {
        let allowed = CharacterSet.alphanumerics
        let body = fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }
        return try await call(.POST, path, body.joined(separator: "&"), headers)
    }

    func logIn(_ login: String, _ password: String, next: String? = nil) async throws -> Page {
        var fields = ["login": login, "password": password]
        fields["next"] = next
        return try await post("/login", fields)
    }

    private func call(
        _ method: HTTPMethod, _ path: String, _ body: String?, _ headers: [(String, String)] = []
    ) async throws -> Page {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(hub.port)\(path)")
        request.method = method
        request.headers.add(name: "User-Agent", value: "Mozilla/5.0 (X11; Linux) Firefox/140.0")
        if !cookies.isEmpty {
            request.headers.add(name: "Cookie", value: cookies.map { "\($0)=\($1)" }.joined(separator: "; "))
        }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: body))
        }
        let response = try await hub.client.execute(request, timeout: .seconds(60))
        for cookie in response.headers["Set-Cookie"] { keep(cookie) }
        let text = String(buffer: try await response.body.collect(upTo: 4 << 20))
        return Page(status: Int(response.status.code), headers: response.headers, text: text)
    }

    private func keep(_ cookie: String) {
        setCookies.append(cookie)
        let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
        cookies[pair[0]] = pair.count > 1 && !cookie.contains("Max-Age=0") ? pair[1] : nil
    }
}
