import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import VXP

@testable import HubService

/// A real HTTP server that answers every axis call the same way, and keeps what it was asked.
enum PlayedAxis {
    static let secret = "bí-mật-của-trục"

    /// What one call was, as the server's side of the interface understood it.
    struct Heard: Sendable {
        let path: String
        let call: Result<VerifiedCall, AuthenticationFailure>
        let contentLength: String?
        let trace: String?
        let body: [UInt8]
    }

    actor Ears {
        private(set) var heard: [Heard] = []
        func hear(_ heard: Heard) { self.heard.append(heard) }
    }

    static func link(_ port: Int, patience: Duration) -> AxisLink {
        AxisLink(
            url: "http://127.0.0.1:\(port)/vxp", systemID: "00.22.W00", secret: .value(Secret(secret)),
            connectTimeout: patience, requestTimeout: patience, stallTimeout: patience)
    }

    static func answer(_ envelope: Envelope, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(bytes: envelope.bytes)))
    }

    static func answer(text: String) -> Response { answer(bytes: Array(text.utf8)) }

    static func answer(bytes: [UInt8]) -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// What a gateway in front of an axis says, with the time after which to ask again.
    static func trouble(_ status: Int, retryAfter: String) -> Response {
        let headers: HTTPFields = [.retryAfter: retryAfter]
        let page = ByteBuffer(string: "<html>")
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers, body: ResponseBody(byteBuffer: page))
    }

    /// An answer that does not come until the turnstile is opened.
    static func silence(_ turnstile: Turnstile) async -> Response {
        await turnstile.pass()
        return answer(.done)
    }

    /// Runs `body` with a client of an axis that answers with `reply`.
    static func with(
        patience: Duration = .seconds(30), reply: @autoclosure @escaping @Sendable () async throws -> Response,
        _ body: @escaping @Sendable (AxisClient, Ears) async throws -> Void
    ) async throws {
        let ears = Ears()
        let router = HubRouter.make()
        router.post("/vxp/{operation}") { request, _ in
            let whole = try await CappedBody(request, cap: 10_000_000).collected()
            let headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
            let call = HeaderAuthentication.verify(
                headers: headers, secretFor: { $0 == "00.22.W00" ? secret : nil }, nowMilliseconds: now(),
                toleranceMilliseconds: 5000)
            await ears.hear(
                Heard(
                    path: request.uri.path, call: call, contentLength: request.headers[.contentLength],
                    trace: request.head.traceParent?.text,
                    body: Array(whole.readableBytesView)))
            return try await reply()
        }
        try await TestListener.with(HTTPLimits(), router: router) { port, _ in
            let client = try AxisClient(link(port, patience: patience), nowMilliseconds: now)
            do {
                try await body(client, ears)
                try await client.shutDown()
            } catch {
                try await client.shutDown()
                throw error
            }
        }
    }

    @Sendable static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
