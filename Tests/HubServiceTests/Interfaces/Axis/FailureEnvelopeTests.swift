import Foundation
import HTTPTypes
import HubCore
import Hummingbird
import Testing
import VXP

@testable import HubService

/// The vendor's client throws at a reply without `status`, `ErrorCode` and `ErrorDesc`: no failure may lack them, however early
/// it comes.
@Suite struct `A failure at the axis-style door` {
    /// The envelope in a reply as it came over the wire.
    private func envelope(_ answer: RawConnection.Answer, _ status: Int) throws -> Envelope {
        let text = answer.text.replacing("HTTP/1.1 100 Continue\r\n\r\n", with: "")
        #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(text)")
        let start = try #require(text.firstRange(of: "\r\n\r\n")).upperBound
        let json = try JSON(text: String(text[start...]))
        #expect(["status", "ErrorCode", "ErrorDesc"].allSatisfy { json[$0]?.scalar?.isEmpty == false }, "\(json)")
        return try Envelope(json)
    }

    private func exchange(
        _ pieces: [String], pause: Duration = .zero, _ limits: HTTPLimits = TestListener.calm
    ) async throws -> RawConnection.Answer {
        let province = try await Province { $0.limits = limits }
        let answer = try await RawConnection(port: province.port).exchange(pieces, pause: pause)
        await province.stop()
        return answer
    }

    private static let end = "Host: hub\r\nConnection: close\r\n"

    @Test func `of address or method has its envelope`() async throws {
        for line in [
            "POST /vxp/nothing", "GET /vxp", "POST /vxp/sendEdoc/more", "POST /v1/nothing",
        ] {
            let reply = try await exchange(["\(line) HTTP/1.1\r\n\(Self.end)Content-Length: 0\r\n\r\n"])
            #expect(try !envelope(reply, 404).isOK, "\(line)")
        }
        for line in ["GET /vxp/sendEdoc", "DELETE /vxp/getEdoc", "PUT /vxp/countReceiveEdoc"] {
            let reply = try await exchange(["\(line) HTTP/1.1\r\n\(Self.end)Content-Length: 0\r\n\r\n"])
            #expect(try envelope(reply, 405).code == .unknownOperation, "\(line)")
            #expect(reply.text.lowercased().contains("allow: "))
        }
    }

    @Test(arguments: [
        ("no host", "Content-Length: 0\r\n", 200),
        ("two lengths", end + "Content-Length: 1\r\nContent-Length: 1\r\n", 200),
        ("no number", end + "Content-Length: x\r\n", 200), ("a bare name", end + "Content-Length\r\n", 200),
        ("both framings", end + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", 200),
        ("a compressed body", end + "Content-Length: 1\r\nContent-Encoding: gzip\r\n", 200),
        ("a header without end", end + "X: \(String(repeating: "x", count: 40_000))\r\n", 431),
    ])
    func `of the header has its envelope`(what: String, fields: String, status: Int) async throws {
        let reply = try await exchange(["POST /vxp/sendEdoc HTTP/1.1\r\n\(fields)\r\n"])
        #expect(try !envelope(reply, status).isOK, "\(what)")
    }

    @Test func `of time has its envelope, on a used connection too`() async throws {
        let slow = try await exchange(["POST /vxp/sendEdoc HTTP/1.1\r\nHo"], TestListener.impatient)
        #expect(try envelope(slow, 408).code == .busy)
        let first = "POST /vxp/nothing HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n"
        let second = try await exchange([first, "POS"], pause: .milliseconds(100), TestListener.impatient)
        let last = try #require(second.text.components(separatedBy: "HTTP/1.1 408").last)
        #expect(last.contains("\"ErrorCode\":\"115\"") && last.contains("HTTP-SLOW"))
    }

    @Test func `of a body that is too large or ends too early has its envelope`() async throws {
        var limits = TestListener.calm
        limits.maxDocumentBytes = 10_000
        let province = try await Province { $0.limits = limits }
        let large =
            try Province.signed(Province.document(number: 1), by: "H24.01") + Array(repeating: 0x20, count: 90_000)
        let refused = try await province.send(large)
        #expect(refused.status == 413 && refused.json["ErrorCode"]?.scalar == ErrorCode.bodyTooLarge.number)
        let raw = try await signedHead(
            province, .sendEdoc, "Content-Length: 100\r\nContent-Type: application/octet-stream\r\n")
        let cut = try await RawConnection(port: province.port).exchange([raw + "<edXML"], thenEnds: true)
        #expect(try envelope(cut, 200).code == .bodyMalformed)
        await province.stop()
    }

    /// The head of a call as the vendor's client signs it, with more fields.
    private func signedHead(
        _ province: Province, _ operation: VXP.Operation, _ fields: String
    ) async throws -> String {
        let parameters: VXP.Parameters = operation == .sendEdoc ? ["from": "H24.01", "messagetype": "edoc"] : [:]
        let headers = HeaderAuthentication.sign(
            parameters: parameters, systemID: Province.centre, secret: Province.secret,
            timestampMilliseconds: HubClock.system.now().milliseconds, contentType: "application/json")
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        return "POST /vxp\(operation.path) HTTP/1.1\r\nHost: hub\r\n\(lines)\(fields)\r\n"
    }

    @Test func `of one connection too many has its envelope`() async throws {
        var limits = TestListener.calm
        limits.maxConnections = 1
        let turnstile = Turnstile()
        try await TestListener.with(limits, router: TestListener.routes(turnstile)) { port, _ in
            async let first = RawConnection(port: port).exchange(["GET /slow HTTP/1.1\r\n\(Self.end)\r\n"])
            await turnstile.entered()
            let call = "POST /vxp/count HTTP/1.1\r\n\(Self.end)Content-Length: 0\r\n\r\n"
            let busy = try await RawConnection(port: port).exchange([call])
            #expect(try envelope(busy, 503).code == .busy)
            turnstile.open()
            _ = try await first
        }
    }

    @Test func `of the machine has its envelope`() async throws {
        let routes = TestListener.routes()
        routes.post("/vxp/fault") { _, _ -> String in throw TestListener.SomeFault() }
        try await TestListener.with(router: routes) { port, _ in
            let call = "POST /vxp/fault HTTP/1.1\r\n\(Self.end)Content-Length: 0\r\n\r\n"
            let fault = try await RawConnection(port: port).exchange([call])
            #expect(try envelope(fault, 500).code == .systemError)
        }
    }
}
