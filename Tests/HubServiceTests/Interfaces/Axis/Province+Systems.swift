import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import VXP

@testable import HubService

/// Calls of the axis interface by more than one system.
extension Province {
    /// A system with an agency of its own, H25, that has nothing to do with the first.
    struct System {
        var id: String
        var secret: String

        static let first = System(id: Province.centre, secret: Province.secret)
        static let other = System(id: "00.25.H25", secret: "khoa-cua-he-thong-khac")
    }

    func addOtherSystem() async throws {
        let now = HubClock.system.now()
        _ = try await store.put(
            agencies: [Agency(id: "H25", name: "UBND tỉnh khác", centre: System.other.id, isLocal: true)], by: "test",
            now: now)
        try await store.put(
            centre: CentreRecord(id: System.other.id, name: "Trục khác"),
            credential: CentreCredential(secret: System.other.secret), by: "test", now: now)
    }

    /// A reply as it came.
    struct Reply {
        let status: Int
        let headers: HTTPHeaders
        let bytes: [UInt8]

        var envelope: Envelope { get throws { try Envelope(bytes) } }

        subscript(_ header: String) -> String? { headers.first(name: header) }
    }

    func ask(
        _ operation: VXP.Operation, _ parameters: VXP.Parameters = [:], as system: System = .first,
        body: [UInt8] = Array("{}".utf8), method: String = "POST", type: String = "application/json"
    ) async throws -> Reply {
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: system.id, secret: system.secret,
            timestampMilliseconds: HubClock.system.now().milliseconds, contentType: type)
        return try await exchange(
            method, "/vxp\(operation.path)", headers.map { ($0.name, $0.value) } + [("Content-Type", type)],
            method == "GET" ? nil : body)
    }

    func exchange(
        _ method: String, _ path: String, _ headers: [(String, String)], _ body: [UInt8]?
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = HTTPMethod(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = Array(try await response.body.collect(upTo: 64 << 20).readableBytesView)
        return Reply(status: Int(response.status.code), headers: response.headers, bytes: bytes)
    }

    /// Sends a signed document from H24.01, by default to H24.02.
    /// - Returns: the docId.
    @discardableResult
    func deliver(number: Int, to: [String] = ["H24.02"]) async throws -> String {
        let document = try Province.signed(Province.document(to: to, number: number), by: "H24.01")
        return try Envelope(try await send(document).json).docID()
    }

    func waiting(
        _ type: MessageType = .edoc, _ more: [(name: String, value: String)] = [], as system: System = .first
    ) async throws -> [ReceivedRow] {
        let parameters: [(name: String, value: String)] =
            VXP.Parameters.receivedEdocList(type).list.map { ($0.name, $0.value) } + more
        return try await ask(.getReceivedEdocList, VXP.Parameters(parameters), as: system).envelope
            .rows(ReceivedRow.self)
    }
}
