import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import HubPages
import HubStore
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import SignedXML

@testable import HubService

/// A town for tests: a hub with its pages on loopback, three agencies of its own, and people who are who their cookie says.
final class Town: Sendable {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized.path

    let store: SQLiteStore
    let intake: Intake
    private let listing: SQLiteListing
    let port: Int
    private let folder: String
    private let tasks: [Task<Void, Never>]

    static let agencies = [
        ("H24", "UBND thành phố Hải Phòng"), ("H24.01", "Sở Nội vụ"), ("H24.02", "Sở Tài chính"),
    ]

    /// Everybody who has a cookie.
    static let people: [String: Account] = Dictionary(
        uniqueKeysWithValues: [
            person("binh", "Trần Thị Bình", Grant(.clerk, agency: "H24.01")),
            person("chau", "Lê Minh Châu", Grant(.clerk, agency: "H24.02")),
            person("dung", "Phạm Thị Dung", Grant(.clerk, agency: "H24"), Grant(.clerk, agency: "H24.02")),
            person("lan", "Vũ Thị Lan", Grant(.leader, agency: "H24")), person("giang", "Đỗ Giang", Grant(.auditor)),
            person("hai", "Ngô Hải", Grant(.operator)),
        ].map { ($0.login, $0) })

    private static func person(_ login: String, _ name: String, _ grants: Grant...) -> Account {
        var generator = SystemRandomNumberGenerator()
        return Account(
            id: AccountID(at: Timestamp(milliseconds: 0), using: &generator), login: login, name: name,
            department: "Văn thư", grants: grants, createdAt: Timestamp(milliseconds: 0))
    }

    /// Believes the cookie `person`.
    private struct Trusting: Gate {
        func visitor(of request: Request) async throws -> Visitor? {
            request.cookies["person"].flatMap { Town.people[$0.value] }.map {
                Visitor(account: $0, formToken: Town.formToken)
            }
        }
    }

    static let formToken = "token-of-the-session"

    init() async throws {
        folder = NSTemporaryDirectory() + "lienthong-town-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let kinds = HubConfiguration.Policies.Kinds(documents: .verifyIfPresent, statuses: .verifyIfPresent)
        var limits = HTTPLimits()
        limits.linger = .milliseconds(200)
        let configuration = HubConfiguration(
            listen: ListenAddress(host: "127.0.0.1", port: 0, tls: nil), limits: limits, dataFolder: folder + "/data",
            identity: .init(
                origin: "hub.example.vn", signingKey: folder + "/signing.pem", sealingKey: folder + "/seal"),
            trust: .init(anchors: [], intermediates: [], revocationLists: [], revocationUnknown: .refuse),
            schemasFolder: Self.root + "/Schemas", policies: .init(agencies: kinds, axis: kinds),
            clockTolerance: .seconds(300), axis: nil,
            dispatch: .init(
                lease: .seconds(30), backoffBase: .milliseconds(50), backoffCap: .seconds(1), expiry: .seconds(3600),
                concurrency: 4),
            logLevel: .error, language: .vi)
        var hub = try Hub(configuration, logger: Logger(label: "hub") { _ in SwiftLogNoOpLogHandler() })
        hub.pages = { try Site($0, acts: $1, gate: Trusting()).addRoutes(to: $2) }
        (store, intake, listing) = (hub.store, hub.intake, hub.listing)
        _ = try await hub.store.put(
            agencies: Self.agencies.map { Agency(id: $0, name: $1, centre: "00.24.H24", isLocal: true) }, by: "test",
            now: HubClock.system.now())
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let running = hub
        tasks = [
            Task {
                do { try await running.run { continuation.yield($0) } } catch is CancellationError {} catch {
                    print("hub: \(error)")
                }
            }
        ]
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        self.port = port
    }

    func stop() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(folder)") }
    }

    /// Returns when the lists have all that the journal has.
    func followed() async throws {
        while true {
            let standing = try await listing.listingStanding()
            if standing.behind == 0, !standing.isBeingMade { return }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    // MARK: Letters

    /// A document from one agency to others, taken in; its identifier.
    func send(
        from: String = "H24.01", to: [String] = ["H24.02"], number: Int, subject: String = "Về việc tổ chức họp",
        priority: Int = 0
    ) async throws -> DocumentID {
        let arrival = try intake.begin(from: .hub(by: "test"))
        try await arrival.take(
            try Self.letter(from: from, to: to, number: number, subject: subject, priority: priority))
        guard case .accepted(let receipt, _) = try await arrival.finish() else { throw NotTaken() }
        return receipt.documentID
    }

    /// A status of a recipient's own system.
    func report(_ code: String, from: String, about number: Int, of sender: String) async throws -> DocumentID {
        guard let code = StatusCode(rawValue: code), let issuer = AgencyID(sender) else { throw NotTaken() }
        let status = StatusMessage(
            from: try Self.organization(from),
            responseFor: ResponseFor(agency: issuer, code: "\(number)/CV-SNV", date: LocalDate("2026/11/05")),
            code: code,
            at: LocalDateTime(atMilliseconds: HubClock.system.now().milliseconds))
        let arrival = try intake.begin(from: .hub(by: "test"))
        try await arrival.take(try MessageWriter.bytes(of: status))
        guard case .accepted(let receipt, _) = try await arrival.finish() else { throw NotTaken() }
        return receipt.documentID
    }

    struct NotTaken: Error {}

    static func letter(
        from: String, to: [String], number: Int, subject: String = "Về việc tổ chức họp", priority: Int = 0
    ) throws -> [UInt8] {
        let file = OutgoingAttachment(
            fileName: "cong-van.pdf", title: "Văn bản chính", bytes: Array(Self.pdf.utf8))
        let table = OutgoingAttachment(fileName: "phu-luc.csv", title: "Phụ lục", bytes: Array("a,b\n1,2\n".utf8))
        let message = DocumentMessage(
            from: try organization(from), to: try to.map(organization),
            documentID: "\(from),2026/11/05,\(number)/CV-SNV",
            code: DocumentCode(number: "\(number)", notation: "CV-SNV"),
            promulgation: Promulgation(
                place: "Hải Phòng", date: LocalDate("2026/11/05") ?? LocalDate(atMilliseconds: 0)),
            type: DocumentType(type: "2", name: "Công văn"), subject: subject,
            signer: SignerInfo(position: "Giám đốc", fullName: "Nguyễn Văn An"),
            other: OtherInfo(priority: Priority(rawValue: priority) ?? .ordinary))
        return try MessageWriter.bytes(of: message, attachments: [file, table])
    }

    /// A page with one line.
    static let pdf = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 120]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
        4 0 obj<</Length 41>>stream
        BT /F 18 Tf 20 60 Td (CONG VAN SO 12) Tj ET
        endstream endobj
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
        trailer<</Root 1 0 R>>
        %%EOF

        """

    private static func organization(_ id: String) throws -> Organization {
        guard let agency = AgencyID(id) else { throw NotTaken() }
        return Organization(id: agency, name: agencies.first { $0.0 == id }?.1 ?? id)
    }

    // MARK: Calls

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
        var location: String? { headers["location"] }
    }

    func get(_ path: String, as person: String? = nil, _ headers: [String: String] = [:]) async throws -> Answer {
        try await call(.GET, path, as: person, headers, body: nil)
    }

    /// Sends a form with the session's token, unless `token` is another.
    func post(
        _ path: String, as person: String?, _ fields: [(String, String)], token: String? = Town.formToken,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let all = fields + (token.map { [("form_token", $0)] } ?? [])
        let body = all.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
        return try await call(
            .POST, path, as: person,
            headers.merging(["content-type": "application/x-www-form-urlencoded"]) { one, _ in one },
            body: Array(body.utf8))
    }

    func call(
        _ method: HTTPMethod, _ path: String, as person: String?, _ headers: [String: String], body: [UInt8]?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let person { request.headers.add(name: "cookie", value: "person=\(person)") }
        if let body { request.body = .bytes(body) }
        let response = try await HTTPClient.unfollowing.execute(request, timeout: .seconds(60))
        return Answer(
            status: Int(response.status.code),
            headers: Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { one, _ in one },
            body: Array(try await response.body.collect(upTo: 1 << 24).readableBytesView))
    }
}

extension HTTPClient {
    /// Leads nobody on: a test looks where it is led.
    fileprivate static let unfollowing = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: Configuration(redirectConfiguration: .disallow))
}
