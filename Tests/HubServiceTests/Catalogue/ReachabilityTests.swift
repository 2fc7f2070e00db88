import EdXML
import Foundation
import HubCore
import SignedXML
import Testing
import VXP

@testable import HubService

/// Every code of the interfaces is one that a real request over a real socket gets.
@Suite struct `Every code of the interfaces is reached` {
    private func codes(in text: String) -> Set<String> {
        Set(text.matches(of: /code\\?":\\?"([A-Z0-9-]+)/).map { String($0.output.1) })
    }

    private actor Heard {
        var codes: Set<String> = []
        func add(_ more: Set<String>) { codes.formUnion(more) }
    }

    @Test func `of the connection`() async throws {
        let heard = Heard()
        let head = "POST /count HTTP/1.1\r\nHost: hub\r\n"
        let large = "POST /count HTTP/1.1\r\nHost: hub\r\nContent-Length: 2000000\r\n\r\n"
        let plain = ["/fault", "/nothing"].map { "GET \($0) HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n" }
        try await TestListener.with { port, _ in
            for request in plain + [large] + Trick.all.map(\.request) {
                await heard.add(codes(in: try await RawConnection(port: port).exchange([request]).text))
            }
            let short = try await RawConnection(port: port).exchange(
                [head + "Content-Length: 10\r\n\r\nhalf"], thenEnds: true)
            await heard.add(codes(in: short.text))
        }
        try await TestListener.with(TestListener.impatient) { port, _ in
            await heard.add(codes(in: try await RawConnection(port: port).exchange(["GET / HT"]).text))
        }
        await heard.add(try await busy())
        // The one that a route says of its own body.
        let province = try await Province()
        let token = try OperatorToken(folder: province.folder.path + "/data", orMake: false)
        await heard.add(
            Set(
                try await province.call(
                    OperatorInterface.path, [("Authorization", token.authorization)], Array("{}".utf8)
                ).codes))
        await province.stop()
        #expect(await Set(HTTPRule.all.map(\.code)).subtracting(heard.codes) == [])
    }

    private func busy() async throws -> Set<String> {
        let heard = Heard()
        let turnstile = Turnstile()
        var limits = TestListener.calm
        limits.maxConnections = 1
        try await TestListener.with(limits, router: TestListener.routes(turnstile)) { port, _ in
            let slow = "GET /slow HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"
            async let first = RawConnection(port: port).exchange([slow])
            await turnstile.entered()
            await heard.add(codes(in: try await RawConnection(port: port).exchange([slow]).text))
            turnstile.open()
            _ = try await first
        }
        return await heard.codes
    }

    @Test func `of the axis-style interface`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 80), by: "H24.01")
        let now = HubClock.system.now().milliseconds
        let spoilt = { (change: (inout [(String, String)]) -> Void) in
            var headers = HeaderAuthentication.sign(
                parameters: .receivedEdocList(.edoc), systemID: Province.centre, secret: Province.secret,
                timestampMilliseconds: now, contentType: "application/json"
            ).map { ($0.name, $0.value) }
            change(&headers)
            return headers
        }
        let list = "/vxp/getReceivedEdocList"
        var heard: Set<String> = []
        for answer in [
            try await province.call(list, [], []), try await province.vxp(.getReceivedEdocList, ["messagetype": "fax"]),
            try await province.call(list, spoilt { $0.append(("XroadVnpt-from", "H24.02")) }, []),
            try await province.send(document, secret: "sai"), try await province.send(document, at: now - 3_600_000),
            try await province.vxp(.getReceivedEdocList, ["messagetype": "edoc", "timestamp": "hôm nay"]),
            try await province.send(document, hash: FileHash(of: [1])),
            try await province.vxp(.getEdoc, .edoc(UUID().uuidString.lowercased())),
            try await province.call(list, spoilt { _ in }, []), try await province.call(list, spoilt { _ in }, []),
            try await province.call(list, stranger(at: now), []), try await province.send(document, as: .status),
            try await province.vxp(.deleteAgency, .deleteAgency("H24.02")),
            try await province.vxp(.deleteAgency, .deleteAgency("G22")), try await province.vxp(.getEdoc, [:]),
        ] { heard.formUnion(answer.codes) }
        await province.stop()
        // A timestamp that cannot be read, but is truly signed, no client makes: the verdict is mapped by itself.
        heard.formUnion(Refusal(.malformedTimestamp("hôm nay"), systemID: "").findings.map(\.rule.code))
        let strict = try await Province {
            $0.axisCalls.burst = 1
            $0.axisCalls.perMinute = 1
        }
        for call in 0..<2 as Range<Int64> {
            heard.formUnion(try await strict.vxp(.countReceiveEdoc, [:], at: now + call).codes)
        }
        await strict.stop()
        #expect(Set(VXPRule.all.map(\.code)).subtracting(heard) == [])
    }

    @Test func `of its provincial variant`() async throws {
        let province = try await Province { $0.isProvincial = true }
        let secret = [("X-SystemId", Province.centre), ("X-SecretKey", Province.secret)]
        let login = try await province.call("/v1/auth/login", secret, [])
        let token = [("Authorization", "Bearer \(login.json["token"]?.scalar ?? "")")]
        var heard: Set<String> = []
        for answer in [
            try await province.call("/v1/auth/login", [], []),
            try await province.call("/v1/getAgenciesList", secret, nil),
        ] { heard.formUnion(answer.codes) }
        let lines = (secret + token).map { "\($0): \($1)\r\n" }.joined()
        let chunked = "POST /v1/sendEdoc HTTP/1.1\r\nHost: hub\r\n\(lines)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        heard.formUnion(
            codes(in: try await RawConnection(port: province.port).exchange([chunked], thenEnds: true).text))
        await province.stop()
        #expect(Set(ProvincialRule.all.map(\.code)).subtracting(heard) == [])
    }

    /// Whether a certificate was revoked is unknown without a current list; the policy says what that means.
    @Test func `and so are those of a revocation that is not known`() async throws {
        let document = try Province.signed(Province.document(number: 82), by: "H24.01")
        for (policy, code) in [
            (TrustStore.RevocationUnknown.refuse, "CRT-REVOCATION-REQUIRED"),
            (.acceptAndFlag, "CRT-REVOCATION-UNKNOWN"),
        ] {
            let province = try await Province {
                $0.trust.revocationLists = []
                $0.trust.revocationUnknown = policy
            }
            let answer = try await province.post(document)
            #expect(answer.codes == [code] && answer.status == (policy == .refuse ? 422 : 201), "\(answer)")
            await province.stop()
        }
    }

    private func stranger(at now: Int64) -> [(String, String)] {
        HeaderAuthentication.sign(
            parameters: .receivedEdocList(.edoc), systemID: "00.99.X99", secret: "x", timestampMilliseconds: now,
            contentType: "application/json"
        ).map { ($0.name, $0.value) }
    }

    @Test func `of the hub's own interface, and of what was accepted before`() async throws {
        let province = try await Province {
            $0.check.burst = 1
            $0.check.perMinute = 1
        }
        let first = try Province.signed(Province.document(number: 81), by: "H24.01")
        let other = try Province.signed(Province.document(number: 81, subject: "Về việc khác"), by: "H24.01")
        let check = { (document: [UInt8]) in
            try await province.call(
                "/api/v1/check", [("Authorization", "Bearer \(Province.token)"), ("Content-Type", "text/xml")], document
            )
        }
        var heard: Set<String> = []
        for answer in [
            try await province.post(first, token: "sai"), try await province.post(first, type: "text/plain"),
            try await province.post([]), try await province.post(first), try await province.post(other),
            try await check(first), try await check(first),
            try await province.get("/api/v1/documents/khong-co"), try await province.get("/api/v1/codes/KHONG-CO"),
        ] { heard.formUnion(answer.codes) }
        await province.stop()
        // Needs two checks at one instant: the gate alone is asked.
        var limits = CheckLimits()
        limits.concurrency = 0
        let refusal = await #expect(throws: Refusal.self) {
            try await CheckGate(limits).pass("a", now: HubClock.system.now()) {}
        }
        heard.formUnion(refusal?.findings.map(\.rule.code) ?? [])
        heard.formUnion(try await APIRefusals.heard())
        #expect(Set(APIRule.all.map(\.code) + ["HUB-CONFLICT", "HUB-DUPLICATE"]).subtracting(heard) == [])
    }
}
