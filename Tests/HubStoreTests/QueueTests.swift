import GRDB
import HubCore
import Testing

@testable import HubStore

@Suite struct `The queue of a destination` {
    private let rig = Rig()

    private func claim(
        _ store: SQLiteStore, _ places: DestinationHealth.Places, turns: Turns = Turns(), at minutes: Int64 = 0
    ) async throws -> ClaimRound {
        let now = Rig.start.minutes(minutes)
        return try await store.claim(
            route: .axis, places: places, turns: turns, owner: "a", until: now.minutes(5), now: now)
    }

    /// Puts a document of a sender in; the number tells it from others.
    private func put(
        _ number: Int, of sender: String = "H24", to recipient: String = "G22", priority: Int = 0, bytes: Int = 10,
        in store: SQLiteStore
    ) async throws -> DocumentID {
        let text = "\(number) " + String(repeating: "x", count: bytes)
        let message = rig.message(text, code: "\(number)/VP", from: sender, to: [recipient]) { $0.priority = priority }
        try await store.take(message)
        return message.document.id
    }

    @Test func `senders take turns, and the turn goes on with the next claim`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...5 { _ = try await put(number, of: "H24", in: store) }
        for number in 6...7 { _ = try await put(number, of: "H24.01", in: store) }
        for number in 8...9 { _ = try await put(number, of: "H24.02", in: store) }
        var (senders, turns) = ([String](), Turns())
        for _ in 0..<5 {
            let round = try await claim(store, .init(all: 2), turns: turns)
            senders += round.claims.map(\.sender)
            turns = round.turns
        }
        #expect(senders == ["H24", "H24.01", "H24.02", "H24", "H24.01", "H24.02", "H24", "H24", "H24"])
        #expect(try await claim(store, .init(all: 2), turns: turns).claims.isEmpty)
    }

    @Test func `large packets take no more than their places, and go last where there is one place`() async throws {
        let store = try await rig.openWithRegister()
        let size = Int(Lane.largestSmall)
        let large = [
            try await put(1, priority: 4, bytes: size, in: store),
            try await put(2, of: "H24.01", bytes: size, in: store),
        ]
        let small = try await put(3, in: store)
        #expect(try await claim(store, .init(all: 1, bulk: 1, isBulkLast: true)).claims.map(\.document) == [small])
        #expect(try await claim(store, .init(all: 3, bulk: 0)).claims.isEmpty)
        #expect(try await store.nextDue(route: .axis, in: .init(all: 1, bulk: 0)) == Rig.start.minutes(5))
        #expect(try await store.nextDue(route: .axis, in: .init(all: 1)) == Rig.start)
        #expect(try await claim(store, .init(all: 2, bulk: 1)).claims.map(\.document) == [large[0]])
        let last = try await claim(store, .init(all: 1, bulk: 1, isBulkLast: true)).claims
        #expect(last.map(\.document) == [large[1]] && last.allSatisfy(\.lane.isBulk))
        #expect(try await claim(store, .none).claims.isEmpty)
    }

    @Test func `what was deferred is behind what was due before it, and ahead of what came after`() async throws {
        let store = try await rig.openWithRegister()
        let first = try await put(1, in: store)
        let deferred = try #require(try await claim(store, .init(all: 1)).claims.first)
        _ = try await store.settle(
            deferred, .deferred(reason: "503", notBefore: Rig.start.minutes(2)), now: Rig.start)
        let second = try await put(2, in: store)
        try await store.take(rig.message("late", code: "3/VP", to: ["G22"]), at: Rig.start.minutes(3))
        #expect(try await claim(store, .init(all: 9), at: 1).claims.map(\.document) == [second])
        let later = try await claim(store, .init(all: 9), at: 4).claims.map(\.document)
        #expect(later.first == first && later.count == 2)
    }

    @Test func `a claim goes by the indexes, however much waits`() async throws {
        let store = try rig.open()
        try await store.fill(.init(deliveries: 3_000, senders: 3, deferredEvery: 2), now: Rig.start)
        let claims = try await claim(store, .init(all: 6)).claims
        #expect(claims.map(\.sender) == ["H24.1", "H24.2", "H24.3", "H24.1", "H24.2", "H24.3"])
        let plans = try await store.read { db in
            try [Queue.dueLanes, Queue.nextSender, Queue.head, Queue.earliest, Queue.nextHeld].map { sql in
                let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
                statement.setUncheckedArguments([])
                return try Row.fetchAll(statement)
                    .map { try $0.required("detail") as String }.filter { $0.contains("delivery") }
            }
        }
        #expect(
            plans == [
                ["SEARCH delivery USING INDEX delivery_due (route=? AND lane=? AND due_at<?)"],
                ["SEARCH delivery USING INDEX delivery_queue (route=? AND lane=? AND sender>?)"],
                ["SEARCH delivery USING INDEX delivery_queue (route=? AND lane=? AND sender=? AND due_at<?)"],
                ["SEARCH delivery USING INDEX delivery_due (route=? AND lane=? AND due_at>?)"],
                ["SEARCH delivery USING INDEX delivery_held (recipient>?)"],
            ])
    }

    @Test func `nothing is claimed for a paused axis, also after a restart, and all of it when it is released`()
        async throws
    {
        var store = try await rig.openWithRegister()
        let document = try await put(1, in: store)
        try await store.pause(.axis, by: "an", reason: "bảo trì", now: Rig.start)
        try await store.close()
        store = try rig.open()
        #expect(try await claim(store, .init(all: 9)).claims.isEmpty)
        #expect(try await store.nextDue(route: .axis) == nil)
        #expect(try await store.pauses() == [Pause(.axis, since: Rig.start, by: "an", reason: "bảo trì")])
        var rings = store.wakeUps().makeAsyncIterator()
        _ = await rings.next()
        #expect(try await store.release(.axis, by: "bình", reason: "xong", now: Rig.start))
        _ = await rings.next()
        #expect(try await claim(store, .init(all: 9)).claims.map(\.document) == [document])
        #expect(try await store.release(.axis, by: "bình", reason: "", now: Rig.start) == false)
        #expect(try await store.kinds().suffix(2) == ["destinationPaused", "destinationReleased"])
        try await store.close()
    }

    @Test func `a recipient to whom no more may go now is passed over, and is there again when it may`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 { _ = try await put(number, to: "G22", in: store) }
        let other = try await put(4, to: "G09", in: store)
        let places = DestinationHealth.Places(all: 9, crowded: ["G22"])
        #expect(try await claim(store, places).claims.map(\.document) == [other])
        #expect(try await store.nextDue(route: .axis, in: places) == Rig.start.minutes(5), "held rows ring nobody")
        #expect(try #require(try await store.nextDue(route: .axis)) <= Rig.start)
        #expect(try await claim(store, .init(all: 9)).claims.count == 3)
    }

    @Test func `places for what is urgent are given to nothing else`() async throws {
        let store = try await rig.openWithRegister()
        let ordinary = [try await put(1, in: store), try await put(2, of: "H24.01", in: store)]
        let places = DestinationHealth.Places(all: 3, urgent: 2)
        #expect(try await claim(store, places).claims.map(\.document) == [ordinary[0]])
        #expect(try await store.nextDue(route: .axis, in: .init(all: 2, urgent: 2)) == nil)
        #expect(try await claim(store, .init(all: 2, urgent: 2)).claims.isEmpty)
        let urgent = try await put(3, priority: 1, in: store)
        #expect(try await claim(store, .init(all: 2, urgent: 2)).claims.map(\.document) == [urgent])
    }

    @Test func `one recipient that is paused is passed over, and its documents keep their places`() async throws {
        let store = try await rig.openWithRegister()
        for number in 1...3 { _ = try await put(number, to: "G22", in: store) }
        let other = try await put(4, to: "G09", in: store)
        try await store.pause(.agency("g22"), by: "an", reason: "nâng cấp", now: Rig.start)
        #expect(try await claim(store, .init(all: 9)).claims.map(\.document) == [other])
        #expect(try await store.nextDue(route: .axis) == Rig.start.minutes(5), "held rows ring nobody")
        #expect(try await store.release(.agency("G22"), by: "an", reason: "", now: Rig.start))
        #expect(try #require(try await store.nextDue(route: .axis)) <= Rig.start)
        #expect(try await claim(store, .init(all: 9)).claims.count == 3)
        await #expect(throws: StoreError.self) {
            try await store.pause(.agency("H24.01"), by: "an", reason: "x", now: Rig.start)
        }
    }

    @Test func `of a document for two recipients the one that is not paused gets it`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("both", to: ["G22", "G09"]))
        try await store.pause(.agency("G22"), by: "an", reason: "nâng cấp", now: Rig.start)
        let held = try #require(try await claim(store, .init(all: 9)).claims.first)
        #expect(held.deliveries.map(\.recipient) == ["G09"])
        #expect(try await claim(store, .init(all: 9)).claims.isEmpty)
    }

    @Test func `a crowd of a paused recipient is put aside and brought back a piece at a time`() async throws {
        let store = try await rig.openWithRegister()
        let crowd = 2 * Queue.movedAtOnce + 10
        try await store.fill(.init(deliveries: crowd, senders: 1), now: Rig.start)
        let other = try await put(4, of: "H24.9", to: "G09", in: store)
        try await store.pause(.agency("G22"), by: "an", reason: "nâng cấp", now: Rig.start)
        #expect(try await claim(store, .init(all: 1)).claims.map(\.document) == [other])
        for _ in 0..<2 { #expect(try await claim(store, .init(all: 1)).claims.isEmpty) }
        #expect(try rig.sqlite3("SELECT count(*) FROM delivery WHERE is_held") == "\(crowd)")
        _ = try await store.release(.agency("G22"), by: "an", reason: "", now: Rig.start)
        for _ in 0..<3 { #expect(try await claim(store, .init(all: 1)).claims.count == 1) }
        #expect(try rig.sqlite3("SELECT count(*) FROM delivery WHERE is_held") == "0")
    }
}
