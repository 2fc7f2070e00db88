import HubCore
import HubStore
import Hummingbird
import NIOHTTP1
import SignedXML
import Testing
import VXP

@testable import HubService

/// Real calls that get the refusals of `/api/v1`.
enum APIRefusals {
    /// Every code that is heard.
    static func heard() async throws -> Set<String> {
        let province = try await Province {
            $0.api.calls.burst = 30
            $0.api.calls.perMinute = 1
        }
        var heard: Set<String> = []
        for answer in try await ofCalls(province) + ofThings(province) { heard.formUnion(answer.codes) }
        for _ in 0..<30 { heard.formUnion(try await province.api(.GET, "token").codes) }
        // Needs two calls at one instant: see the test of keyed answers, too.
        let keyed = KeyedAnswers(store: province.store, clock: .system, keep: .seconds(60))
        let request = [UInt8](repeating: 1, count: 32)
        _ = try await keyed.once("k", of: "a", request: request) { _ in
            do {
                _ = try await keyed.once("k", of: "a", request: request) { _ in Response(status: .ok) }
            } catch let refusal as HubService.Refusal {
                heard.formUnion(refusal.findings.map(\.rule.code))
            }
            return Response(status: .ok)
        }
        await province.stop()
        return heard
    }

    private static func ofCalls(_ province: Province) async throws -> [APIAnswer] {
        let narrow = try await province.token("H24.02", [.mailboxRead]).secret
        let key = [("Idempotency-Key", "k")]
        return [
            try await province.api(.GET, "documents", as: narrow), try await province.api(.PUT, "mailbox"),
            try await province.api(.GET, "mailbox?limit=0"), try await province.api(.GET, "mailbox?limt=1"),
            try await province.api(.POST, "mailbox/locks", json: "[1]"),
            try await province.api(.POST, "mailbox/locks", json: "{}", [("Idempotency-Key", "hai từ")]),
            try await province.api(.POST, "mailbox/locks", json: "{}", key),
            try await province.api(.POST, "mailbox/locks", json: #"{"limit": 1}"#, key),
        ]
    }

    private static func ofThings(_ province: Province) async throws -> [APIAnswer] {
        let document = try await province.accepted(90)
        let delivery = try await province.api(.GET, "mailbox").items[0]["delivery"]?.scalar ?? ""
        let lock = try await province.api(.POST, "mailbox/locks", json: "{}").json["lock"]?.scalar ?? ""
        let done = { (lock: String) in #"{"status": "done"\#(lock.isEmpty ? "" : #", "lock": "\#(lock)""#)}"# }
        return [
            try await province.api(.GET, "agencies/H99"), try await province.api(.GET, "mailbox/khong-co"),
            try await province.api(.DELETE, "mailbox/locks/khong-co"),
            try await province.api(.GET, "receipts/\(delivery)"),
            try await province.api(.POST, "mailbox/\(delivery)", json: done("")),
            try await province.api(.POST, "mailbox/\(delivery)", json: done(document)),
            try await province.api(.POST, "mailbox/\(delivery)", json: done(lock)),
            try await province.api(.POST, "mailbox/\(delivery)", json: #"{"status": "fail"}"#),
            try await province.api(
                .POST, "statuses", as: province.token("H24.01").secret,
                json: #"{"document": "\#(document)", "status": "03"}"#),
            try await province.api(
                .POST, "statuses", packet: Province.signed(Province.document(number: 91), by: "H24.01")),
        ]
    }
}
