import HubCore
import HubStore
import SeededRandom
import Testing

struct MailboxLockTests {
    private let rig = Rig()
    private let owner = MailboxOwner.agencies(["H24.01"])

    private func name(_ number: UInt64) -> LockID {
        var dice = SplitMix(number)
        return LockID(at: Rig.start, using: &dice)
    }

    private func lock(
        _ store: SQLiteStore, _ number: UInt64, limit: Int = 2, at now: Timestamp = Rig.start
    ) async throws -> [MailboxItem] {
        try await store.lock(
            name(number), in: owner, kind: nil, limit: limit, holder: "tiến trình", until: now.minutes(5), now: now)
    }

    private func filled(_ count: Int) async throws -> SQLiteStore {
        let store = try await rig.openWithRegister()
        for number in 0..<count {
            try await store.take(
                rig.message("\(number)", code: "\(number)/A", to: ["H24.01", "H24.02"]) {
                    $0.priority = number == count - 1 ? 3 : 0
                })
        }
        return store
    }

    @Test func `two workers never get the same, the most urgent goes first`() async throws {
        let store = try await filled(4)
        let first = try await lock(store, 1)
        let second = try await lock(store, 2, limit: 9)
        #expect(first.map(\.code) == ["3/A", "0/A"] && second.map(\.code) == ["1/A", "2/A"])
        #expect(try await lock(store, 3).isEmpty)
        let locks = try await store.locks(on: (first + second).map(\.delivery), now: Rig.start)
        #expect(locks.count == 4 && locks.values.allSatisfy { $0 == Rig.start.minutes(5) })
    }

    @Test func `what a crashed worker held is free when its time is over`() async throws {
        let store = try await filled(2)
        #expect(try await lock(store, 1).count == 2)
        #expect(try await lock(store, 2, at: Rig.start.minutes(4)).isEmpty)
        let again = try await lock(store, 3, at: Rig.start.minutes(5))
        #expect(again.count == 2)
        let late = try await store.acknowledge(
            again[0].delivery, .done, description: nil, under: name(1), by: "x", now: Rig.start.minutes(6))
        #expect(late == .lockLost)
    }

    @Test func `a word needs the lock, ends it, and may be said again`() async throws {
        let store = try await filled(1)
        let item = try #require(try await lock(store, 1).first)
        func say(_ word: Acknowledgement, under lock: LockID?) async throws -> LockedAcknowledgement {
            try await store.acknowledge(
                item.delivery, word, description: nil, under: lock, by: "x", now: Rig.start.minutes(1))
        }
        #expect(try await say(.done, under: nil) == .heldByAnother(until: Rig.start.minutes(5)))
        #expect(try await say(.done, under: name(2)) == .lockLost)
        #expect(try await say(.processing, under: name(1)) == .said(.recorded))
        #expect(try await say(.done, under: name(1)) == .said(.recorded))
        #expect(try await say(.done, under: name(1)) == .said(.repeated))
        #expect(try await say(.fail, under: nil) == .said(.contradicts(.delivered)))
        #expect(try await store.locks(on: [item.delivery], now: Rig.start).isEmpty)
    }

    @Test func `only its holder prolongs a lock, and releases it`() async throws {
        let store = try await filled(2)
        _ = try await lock(store, 1)
        let later = Rig.start.minutes(4)
        #expect(try await store.prolong(name(1), holder: "khác", until: later.minutes(9), now: later) == 0)
        #expect(try await store.prolong(name(1), holder: "tiến trình", until: later.minutes(9), now: later) == 2)
        #expect(try await lock(store, 2, at: Rig.start.minutes(6)).isEmpty)
        #expect(try await store.prolong(name(1), holder: "tiến trình", until: later, now: later) == 2)
        #expect(try await lock(store, 2, at: later).count == 2)
    }
}
