import AsyncHTTPClient
import EdXML
import HubCore
import NIOCore
import NIOHTTP1

/// The hub's own interface as a new client uses it: bearer token, raw XML in, JSON out.
struct OwnLine: AgencyLine {
    let name = "API"
    /// `http://127.0.0.1:8080`
    let base: String
    let token: String
    let http: HTTPClient

    private struct Accepted: Decodable { let receipt: Receipt }
    private struct Refused: Decodable { let findings: [StatedFinding] }

    func send(_ packet: [UInt8], as kind: Message.Kind) async throws(LineFailure) -> Sent {
        let (status, body) = try await call(
            .POST, "/documents", contentType: "application/xml", body: packet)
        switch status {
        case 200, 201: return .accepted(try decode(Accepted.self, body).receipt)
        default: return .refused(try decode(Refused.self, body).findings.filter { $0.level == "refuse" }.map(\.code))
        }
    }

    func waiting() async throws(LineFailure) -> [Waiting] {
        try await mailbox(openOnly: true).map { Waiting(delivery: $0.delivery, recipient: $0.to) }
    }

    func fetch(_ delivery: String) async throws(LineFailure) -> [UInt8] {
        try await expecting(200, try await call(.GET, "/mailbox/\(delivery)/content"))
    }

    func acknowledge(_ delivery: String) async throws(LineFailure) {
        let body = Array(#"{"status": "done"}"#.utf8)
        _ = try await expecting(
            204, try await call(.POST, "/mailbox/\(delivery)", contentType: "application/json", body: body))
    }

    // MARK: Looking

    /// One line of `GET /api/v1/mailbox`.
    struct Item: Decodable, Sendable, Hashable {
        let delivery: String
        let document: String
        let kind: String
        let to: String
        let state: String
        let sha256: String
    }

    private struct Page: Decodable {
        let items: [Item]
        /// The address of the next page.
        let next: String?
    }

    /// The whole mailbox of the centre's agencies.
    func mailbox(openOnly: Bool) async throws(LineFailure) -> [Item] {
        var items: [Item] = []
        var next: String? = "/mailbox?limit=1000" + (openOnly ? "" : "&all=true")
        while let path = next {
            let page = try decode(Page.self, try await expecting(200, try await call(.GET, path)))
            items += page.items
            next = page.next.map { String($0.trimmingPrefix("/api/v1")) }
        }
        return items
    }

    /// Where a document stands, by the hub's identifier.
    func document(_ id: String) async throws(LineFailure) -> TrackedDocument {
        try decode(TrackedDocument.self, try await expecting(200, try await call(.GET, "/documents/\(id)")))
    }

    // MARK: One call

    private func call(
        _ method: HTTPMethod, _ path: String, contentType: String? = nil, body: [UInt8] = []
    ) async throws(LineFailure) -> (status: Int, body: [UInt8]) {
        var request = HTTPClientRequest(url: "\(base)/api/v1\(path)")
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        if let contentType {
            request.headers.add(name: "Content-Type", value: contentType)
            request.body = .bytes(body)
        }
        return try await http.ask(request)
    }

    private func expecting(
        _ wanted: Int, _ reply: (status: Int, body: [UInt8])
    ) async throws(LineFailure) -> [UInt8] {
        guard reply.status == wanted else {
            throw .refused("HTTP \(reply.status): \(String(decoding: reply.body.prefix(300), as: UTF8.self))")
        }
        return reply.body
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) throws(LineFailure) -> Value {
        guard let value = WireJSON.decode(type, from: ByteBuffer(bytes: body)) else {
            throw .unreachable("an unreadable reply: \(String(decoding: body.prefix(300), as: UTF8.self))")
        }
        return value
    }
}
