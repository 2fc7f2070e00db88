import AsyncHTTPClient
import Crypto
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import VXP

@testable import HubService

/// What `/api/v1` answered.
struct APIAnswer {
    let status: Int
    let headers: HTTPHeaders
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSON { (try? JSON(bytes)) ?? .null }
    var codes: [String] { (json["findings"]?.elements ?? []).compactMap { $0["code"]?.scalar } }
    /// Of a page.
    var items: [JSON] { json["items"]?.elements ?? [] }

    func header(_ name: String) -> String? { headers.first(name: name) }
}

extension Province {
    /// Gives an agency a token; the agency's identifier is part of it.
    func token(
        _ agency: String, _ scopes: [Scope] = Scope.ordinary, expiresAt: Timestamp? = nil
    ) async throws -> (id: TokenID, secret: String) {
        var generator = SystemRandomNumberGenerator()
        let now = HubClock.system.now()
        let token = AgencyToken(
            id: TokenID(at: now, using: &generator), agency: agency, name: "thử", scopes: scopes, createdAt: now,
            expiresAt: expiresAt)
        let secret = "\(agency)-\(token.id.text)"
        try await store.add(token: token, sha256: Array(SHA256.hash(data: Array(secret.utf8))), by: "test", now: now)
        return (token.id, secret)
    }

    /// One call below `/api/v1`, or of an address that a page gave.
    func api(
        _ method: HTTPMethod, _ path: String, as token: String = Province.token, json: String? = nil,
        packet: [UInt8]? = nil, _ headers: [(String, String)] = []
    ) async throws -> APIAnswer {
        let address = path.hasPrefix("/api/v1") ? path : "/api/v1/\(path)"
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(address)")
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        if let packet {
            request.headers.add(name: "Content-Type", value: "application/xml")
            request.body = .bytes(ByteBuffer(bytes: packet))
        }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
        let body = try await response.body.collect(upTo: 16 << 20)
        return APIAnswer(
            status: Int(response.status.code), headers: response.headers, bytes: Array(body.readableBytesView))
    }

    /// Sends a signed document of `H24.01` and says under which name it was accepted.
    func accepted(_ number: Int, from: String = "H24.01", to: [String] = ["H24.02"]) async throws -> String {
        let packet = try Province.signed(Province.document(from: from, to: to, number: number), by: from)
        let answer = try await api(.POST, "documents", packet: packet)
        guard let id = answer.json["receipt"]?["documentId"]?.scalar else { throw Unaccepted(what: answer.text) }
        return id
    }

    struct Unaccepted: Error { let what: String }
}
