import HubCore
import HubStore
import SeededRandom
import Testing

struct TokenTests {
    private let rig = Rig()

    private func token(_ number: UInt64, of agency: String = "H24.01", until end: Timestamp? = nil) -> AgencyToken {
        var dice = SplitMix(number)
        return AgencyToken(
            id: TokenID(at: Rig.start.minutes(Int64(number)), using: &dice), agency: agency, name: "hệ thống \(number)",
            scopes: [.mailboxRead, .check, .mailboxRead], createdAt: Rig.start, expiresAt: end)
    }

    private func digest(_ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: 32) }

    @Test func `an agency has several tokens at once, and each ends alone`() async throws {
        let store = try await rig.openWithRegister()
        let (old, new) = (token(1), token(2, until: Rig.start.minutes(60)))
        try await store.add(token: old, sha256: digest(1), by: "test", now: Rig.start)
        try await store.add(token: new, sha256: digest(2), by: "test", now: Rig.start)
        #expect(try await store.tokens(of: "h24.01").map(\.id) == [old.id, new.id])
        #expect(try await store.tokens(of: "H24.02").isEmpty)
        try await store.revoke(token: old.id, by: "test", now: Rig.start.minutes(5))
        let (ended, good) = (try await store.token(sha256: digest(1)), try await store.token(sha256: digest(2)))
        #expect(ended?.isGood(at: Rig.start.minutes(4)) == true && ended?.isGood(at: Rig.start.minutes(5)) == false)
        #expect(good?.isGood(at: Rig.start.minutes(59)) == true && good?.isGood(at: Rig.start.minutes(60)) == false)
        #expect(try await store.token(sha256: digest(3)) == nil)
    }

    @Test func `giving and revoking is journalled, without the token or its digest`() async throws {
        let store = try await rig.openWithRegister()
        let token = token(1)
        try await store.add(token: token, sha256: digest(0xAB), by: "văn thư", now: Rig.start)
        try await store.revoke(token: token.id, by: "văn thư", now: Rig.start.minutes(1))
        try await store.revoke(token: token.id, by: "ai khác", now: Rig.start.minutes(2))
        let entries = try await store.journal(from: 0, limit: 100).filter { $0.kind == "tokenChanged" }
        #expect(entries.count == 2)
        #expect(entries.allSatisfy { $0.entry.contains("mailbox:read") && !$0.entry.contains("abab") })
        #expect(try await store.tokens(of: nil).first?.scopes == [.check, .mailboxRead])
    }

    @Test func `nobody gets a token for an agency that is not there`() async throws {
        let store = try await rig.openWithRegister()
        await #expect(throws: StoreError.self) {
            try await store.add(token: token(1, of: "H99"), sha256: digest(1), by: "test", now: Rig.start)
        }
        await #expect(throws: StoreError.self) {
            try await store.revoke(token: token(1).id, by: "test", now: Rig.start)
        }
        #expect(try await store.kinds().contains("tokenChanged") == false)
    }
}

struct KeyedRequestTests {
    private let rig = Rig()
    private let request = [UInt8](repeating: 7, count: 32)
    private let other = [UInt8](repeating: 8, count: 32)
    private let answer = KeptAnswer(status: 201, fields: [.init(name: "Location", value: "/x")], body: "{}")

    private func begin(
        _ store: SQLiteStore, _ request: [UInt8], of caller: String = "a", at now: Timestamp = Rig.start
    ) async throws -> KeyedRequest {
        try await store.begin(key: "k", of: caller, request: request, keptUntil: now.minutes(10), now: now)
    }

    @Test func `a key is one caller's, and one request's`() async throws {
        let store = try rig.open()
        #expect(try await begin(store, request) == .new)
        #expect(try await begin(store, request) == .begun)
        #expect(try await begin(store, other) == .another)
        #expect(try await begin(store, other, of: "b") == .new)
        try await store.end(key: "k", of: "a", answer: answer)
        #expect(try await begin(store, request) == .answered(answer))
        #expect(try await begin(store, other) == .another)
    }

    @Test func `an answer outlives the process, and is forgotten when its time is over`() async throws {
        let store = try rig.open()
        _ = try await begin(store, request)
        try await store.end(key: "k", of: "a", answer: answer)
        try await store.close()
        let again = try rig.open()
        #expect(try await begin(again, request, at: Rig.start.minutes(9)) == .answered(answer))
        #expect(try await begin(again, other, at: Rig.start.minutes(10)) == .new)
        try await again.close()
        #expect(try rig.sqlite3("SELECT count(*) FROM idempotency") == "1")
    }

    @Test func `a request that came to no answer may be made anew`() async throws {
        let store = try rig.open()
        _ = try await begin(store, request)
        try await store.end(key: "k", of: "a", answer: nil)
        #expect(try await begin(store, other) == .new)
    }
}
