import AsyncHTTPClient
import EdXML
import Foundation
import HubCore
import NIOCore
import NIOHTTP1
import Synchronization
import VXP

/// The axis-style interface as the vendor's client uses it: signed headers, the packet followed by a line end that its hash
/// does not cover, the hash written without leading zeros.
final class VendorLine: AgencyLine {
    let name = "VXP"
    private let base: String
    private let systemID: String
    private let secret: String
    private let http: HTTPClient
    private let lastTimestamp = Mutex<Int64>(0)

    /// - Parameter base: `http://127.0.0.1:8080/vxp`.
    init(base: String, systemID: String, secret: String, http: HTTPClient) {
        self.base = base
        self.systemID = systemID
        self.secret = secret
        self.http = http
    }

    func send(_ packet: [UInt8], as kind: Message.Kind) async throws(LineFailure) -> Sent {
        let parameters = Parameters.sendEdoc(
            from: systemID, kind == .document ? .edoc : .status, hash: FileHash(of: packet), rendering: .unpadded)
        let reply = try await envelope(
            .sendEdoc, parameters, contentType: "application/octet-stream", body: packet + [0x0D, 0x0A])
        guard reply.isOK else { return .refused(try Self.reasons(reply)) }
        guard let text = reply.json["receipt"]?.scalar,
            let receipt = WireJSON.decode(Receipt.self, from: ByteBuffer(string: text))
        else { throw .unreachable("a reply without receipt") }
        return .accepted(receipt)
    }

    func waiting() async throws(LineFailure) -> [Waiting] {
        var waiting: [Waiting] = []
        for type in MessageType.allCases {
            let rows: [ReceivedRow] = try await rows(.getReceivedEdocList, .receivedEdocList(type))
            waiting += rows.map { Waiting(delivery: $0.docID, recipient: $0.to) }
        }
        return waiting
    }

    func fetch(_ delivery: String) async throws(LineFailure) -> [UInt8] {
        let body = try await call(.getEdoc, .edoc(delivery))
        do {
            var data = StreamedData()
            let document = try data.take(body)
            try data.finish().ok()
            return document
        } catch EnvelopeError.refused(let code, let description) {
            throw .refused("\(code.name): \(description)")
        } catch {
            throw .unreachable("\(error)")
        }
    }

    func acknowledge(_ delivery: String) async throws(LineFailure) {
        let reply = try await envelope(.updateStatus, .updateStatus(delivery, .done))
        guard reply.isOK else { throw .refused("\(reply.code.name): \(reply.description)") }
    }

    // MARK: One call

    func rows<Row: ReplyRow>(
        _ operation: VXP.Operation, _ parameters: Parameters
    ) async throws(LineFailure) -> [Row] {
        let reply = try await envelope(operation, parameters)
        do {
            return try reply.rows(Row.self)
        } catch EnvelopeError.refused(let code, let description) {
            throw .refused("\(code.name): \(description)")
        } catch {
            // Never to be taken for an empty list.
            throw .unreachable("\(error)")
        }
    }

    private func envelope(
        _ operation: VXP.Operation, _ parameters: Parameters, contentType: String = "application/json",
        body: [UInt8] = Array("{}".utf8)
    ) async throws(LineFailure) -> Envelope {
        let bytes = try await call(operation, parameters, contentType: contentType, body: body)
        do { return try Envelope(bytes) } catch { throw .unreachable("\(error)") }
    }

    private func call(
        _ operation: VXP.Operation, _ parameters: Parameters, contentType: String = "application/json",
        body: [UInt8] = Array("{}".utf8)
    ) async throws(LineFailure) -> [UInt8] {
        var request = HTTPClientRequest(url: base + operation.path)
        request.method = .POST
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: systemID, secret: secret, timestampMilliseconds: nextTimestamp(),
            contentType: contentType)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.headers.add(name: "Content-Type", value: contentType)
        request.body = .bytes(body)
        return try await http.ask(request).body
    }

    /// Strictly growing: two calls alike in the same millisecond would be a replay.
    private func nextTimestamp() -> Int64 {
        let now = HubClock.system.now().milliseconds
        return lastTimestamp.withLock { last in
            last = max(now, last + 1)
            return last
        }
    }

    /// The codes in `reasons`, a JSON text.
    private static func reasons(_ reply: Envelope) throws(LineFailure) -> [String] {
        guard let text = reply.json["reasons"]?.scalar,
            let findings = WireJSON.decode([StatedFinding].self, from: ByteBuffer(string: text))
        else { throw .refused("\(reply.code.name): \(reply.description)") }
        return findings.filter { $0.level == "refuse" }.map(\.code)
    }
}
