import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import NIOSSL

/// Who is to get packets again: `POST`s of the packet's bytes, each marked as a redelivery.
///
/// | Header | |
/// |---|---|
/// | `X-LienThong-Redelivery` | the run, a UUID: this is no first delivery |
/// | `X-LienThong-Delivery`, `X-LienThong-Document` | the hub's identifiers, as they were the first time |
/// | `X-LienThong-Recipient` | the recipient's identifier |
/// | `X-LienThong-Handed-Over` | when the recipient had it first, RFC 3339 |
/// | `Repr-Digest` | SHA-256 of the bytes (RFC 9530) |
/// | `Idempotency-Key` | the delivery's identifier: the same in every attempt and every run |
struct RedeliveryTarget: Sendable {
    /// What the target said of a packet.
    enum Answer: Sendable, Equatable {
        case taken
        /// It has it already.
        case had
        case refused(String)
        /// It takes nothing from us: the address or the token is wrong.
        case closed(String)
        /// Not now, or nothing is known.
        case later(String, afterMilliseconds: Int64?)
    }

    private let address: String
    private let token: Secret?
    private let client: HTTPClient

    /// Calls the target with one client, closed when `work` ends.
    static func with<Value: Sendable>(
        _ address: String, token: Secret?, authorities: [String], _ work: (RedeliveryTarget) async throws -> Value
    ) async throws -> Value {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = authorities.map { .file($0) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(120), write: .seconds(120)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await work(RedeliveryTarget(address: address, token: token, client: client))
        }
    }

    /// - Throws: ``StoreError`` when the bytes are not what was accepted; whatever the target does is an ``Answer``.
    func offer(_ packet: HandedOver, _ payload: StoredPayload, run: String) async throws -> Answer {
        do {
            let response = try await client.execute(request(packet, payload, run), timeout: .hours(1))
            // Read to its end, so that the connection serves the next one.
            let said = try await response.body.collect(upTo: 65_536)
            return answer(response, said)
        } catch let error as StoreError {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            return .later(plain(error), afterMilliseconds: nil)
        }
    }

    private func request(_ packet: HandedOver, _ payload: StoredPayload, _ run: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        let digest = Data([UInt8](hexadecimal: packet.sha256) ?? []).base64EncodedString()
        for (name, value) in [
            ("Content-Type", "application/xml"), ("User-Agent", "LienThong/\(Hub.version)"),
            ("X-LienThong-Redelivery", run), ("X-LienThong-Delivery", packet.delivery.text),
            ("X-LienThong-Document", packet.document.text), ("X-LienThong-Recipient", packet.recipient),
            ("X-LienThong-Handed-Over", packet.at.rfc3339), ("Repr-Digest", "sha-256=:\(digest):"),
            ("Idempotency-Key", packet.delivery.text),
        ] {
            request.headers.add(name: name, value: value)
        }
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token.value)") }
        request.body = .stream(PayloadBody(payload: payload), length: .known(payload.size))
        return request
    }

    /// 2xx is taken, 409 and 208 mean that it has it; what may change by itself means later; what is about the address or the
    /// token closes the door; every other 4xx refuses this packet.
    private func answer(_ response: HTTPClientResponse, _ said: ByteBuffer) -> Answer {
        let status = response.status.code
        switch status {
        case 208, 409: return .had
        case 200..<300: return .taken
        case 408, 425, 429, 300..<400, 500...:
            let seconds = response.headers.first(name: "Retry-After").flatMap { Int64($0) }
            return .later("HTTP \(status)", afterMilliseconds: seconds.map { min(max($0, 0), 3600) * 1000 })
        case 401, 403, 404, 405: return .closed("HTTP \(status)")
        default:
            return .refused("HTTP \(status): \(String(buffer: said).prefix(200))")
        }
    }
}
