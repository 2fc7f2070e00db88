import Foundation
import HubCore
import HubStore
import Synchronization
import Testing
import VXP

@testable import HubService

@Suite struct `A system that calls the axis interface too often` {
    private func province() async throws -> Province {
        try await Province {
            $0.axisCalls.burst = 3
            $0.axisCalls.perMinute = 1
            $0.isProvincial = true
        }
    }

    /// Calls that differ in their time alone, so that none is a repeat.
    private func count(_ province: Province, _ call: Int64) async throws -> Answer {
        try await province.vxp(.countReceiveEdoc, [:], at: HubClock.system.now().milliseconds + call)
    }

    @Test func `is told so in an envelope, and when to come again; others are not held up`() async throws {
        let province = try await province()
        try await province.addOtherSystem()
        for call in 0..<3 { #expect(try await count(province, Int64(call)).status == 200) }
        let refused = try await province.ask(.countReceiveStatus)
        #expect(try refused.status == 429 && refused.envelope.code == .busy)
        #expect(refused["Retry-After"].flatMap { Int($0) } ?? 0 >= 1)
        #expect(String(decoding: refused.bytes, as: UTF8.self).contains("VXP-RATE"))
        #expect(try await province.ask(.countReceiveStatus, as: .other).status == 200)
        await province.stop()
    }

    @Test func `has done nothing by the call that was refused`() async throws {
        let province = try await province()
        for call in 0..<3 { _ = try await count(province, Int64(call)) }
        let document = try Province.signed(Province.document(number: 1), by: "H24.01")
        #expect(try await province.send(document).status == 429)
        #expect(try await province.store.receipt(ofBytes: FileHash(of: document).text()) == nil)
        await province.stop()
    }

    @Test func `may call again when the time has come`() async throws {
        let now = Mutex(Timestamp(milliseconds: 1_795_256_431_000))
        let limits = CallLimits(burst: 1, perMinute: 30)
        let gate = CallGate(limits, refusingWith: VXPRule.rate, clock: HubClock { now.withLock { $0 } })
        try await gate.admit("a")
        let refusal = await #expect(throws: HubService.Refusal.self) { try await gate.admit("a") }
        let seconds = try #require(refusal?.retryAfterSeconds)
        #expect(seconds == 2)
        now.withLock { $0 = $0.adding(milliseconds: Int64(seconds) * 1_000) }
        try await gate.admit("a")
    }

    @Test func `has one rate for both variants`() async throws {
        let province = try await province()
        let secret = [("X-SystemId", Province.centre), ("X-SecretKey", Province.secret)]
        for call in 0..<2 { #expect(try await count(province, Int64(call)).status == 200) }
        let login = try await province.exchange("POST", "/v1/auth/login", secret, [])
        let token = [("Authorization", "Bearer \(try login.envelope.json["token"]?.scalar ?? "")")]
        let refused = try await province.exchange("GET", "/v1/getAgenciesList", secret + token, nil)
        #expect(try login.status == 200 && refused.status == 429 && refused.envelope.code == .systemError)
        await province.stop()
    }

    @Test func `is nobody else's doing: what is not proven, or a repeat, does not count`() async throws {
        let province = try await province()
        let now = HubClock.system.now().milliseconds
        for call in 0..<3 {
            #expect(
                try await province.vxp(.countReceiveEdoc, [:], secret: "sai", at: now + Int64(call)).codes == [
                    "VXP-HMAC"
                ])
        }
        #expect(try await province.vxp(.countReceiveEdoc, [:], at: now).status == 200)
        for _ in 0..<3 { #expect(try await province.vxp(.countReceiveEdoc, [:], at: now).codes == ["VXP-REPLAYED"]) }
        #expect(try await province.vxp(.countReceiveEdoc, [:], at: now + 10).status == 200)
        await province.stop()
    }
}
