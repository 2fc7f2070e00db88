import HubCore
import Synchronization
import Testing

@testable import HubStore

@Suite struct `The queue of what waits to be written` {
    @Test func `turns away what is too much, and takes it again when there is room`() throws {
        var limits = WriteQueue.Limits()
        (limits.writes, limits.bytes) = (2, 100)
        let queue = WriteQueue(limits: limits)
        try queue.enter(bytes: 10)
        #expect(queue.hasRoom)
        try queue.enter(bytes: 95)
        #expect(!queue.hasRoom)
        #expect(throws: StoreError.self) { try queue.enter(bytes: 0) }
        queue.leave(bytes: 10)
        #expect(queue.hasRoom)
        queue.leave(bytes: 95)
        try queue.enter(bytes: 100)
        #expect(!queue.hasRoom, "one write alone, and too many bytes")
        queue.leave(bytes: 100)
        #expect(queue.standing.writes == 0 && queue.standing.bytes == 0)
        try queue.enter(bytes: 1000)
    }

    @Test func `turns away documents and not what the hub itself has to write`() async throws {
        let rig = Rig()
        var configuration = rig.configuration
        configuration.writeQueue.writes = 0
        let store = try SQLiteStore(configuration)
        _ = try await store.put(agencies: Rig.agencies, by: "test", now: Rig.start)
        let message = rig.message("1", to: ["H24.01"])
        let error = await #expect(throws: StoreError.self) {
            try await store.accept(message.document, payload: message.payload, now: Rig.start)
        }
        #expect(error?.code == .overloaded)
        try await store.tryWriting()
        #expect(try await store.kinds() == ["agenciesChanged"])
        try await store.close()
    }
}

@Suite struct `Who observes the store` {
    private final class Notes: StoreObserver {
        let kinds = Mutex<[String]>([])
        let begun = Mutex(0)
        func commitBegins(pieces: Int) -> ContinuousClock.Instant {
            begun.withLock { $0 += pieces }
            return .now
        }
        func committed(_ facts: [JournalledFact], begun: ContinuousClock.Instant) {
            kinds.withLock { $0 += facts.map(\.fact.kind) }
        }
        func commitFailed(_ failure: StoreError) {}
    }

    @Test func `is told what was journalled, and nothing of what was taken back`() async throws {
        let rig = Rig()
        var configuration = rig.configuration
        let notes = Notes()
        configuration.observer = notes
        let store = try SQLiteStore(configuration)
        _ = try await store.put(agencies: Rig.agencies, by: "test", now: Rig.start)
        try await store.take(rig.message("1", to: ["H24.01"]))
        await #expect(throws: StoreError.self) {
            try await store.write { ledger in
                try ledger.append(.operatorActed(.init(by: "a", action: "b", subject: "c", note: "d")), at: Rig.start)
                throw StoreError(.inconsistent, "after all not")
            }
        }
        #expect(try await store.kinds() == notes.kinds.withLock { $0 })
        #expect(notes.begun.withLock { $0 } == 3)
        try await store.close()
    }
}

@Suite struct `The depth of the queues` {
    @Test func `is counted by destination and urgency, with the age of the oldest`() async throws {
        let rig = Rig()
        let store = try await rig.openWithRegister()
        for (number, urgency) in [(1, 0), (2, 3), (3, 3)] {
            let now = Rig.start.minutes(Int64(number))
            try await store.take(
                rig.message("\(number)", code: "\(number)/CV", to: ["H24.01", "G22"], at: now) {
                    $0.priority = urgency
                }, at: now)
        }
        let expected = [QueueDepth.Destination.axis, .mailboxes].flatMap { destination in
            [(0, 1, 1), (3, 2, 2)].map {
                QueueDepth(
                    destination: destination, urgency: $0.0, count: Int64($0.1), oldest: Rig.start.minutes($0.2))
            }
        }
        #expect(Set(try await store.queues()) == Set(expected))
        let first = try await store.claim(
            route: .axis, limit: 1, owner: "test", until: Rig.start.minutes(60), now: Rig.start.minutes(5))
        _ = try await store.settle(first[0], .delivered(reference: nil), now: Rig.start.minutes(6))
        #expect(try await store.queues().first { $0.destination == .axis && $0.urgency == 3 }?.count == 1)
        let size = try await store.size()
        #expect(size.database > 0 && size.payloadFiles == 0)
        #expect(try await store.journalHead().size == size.journal)
        try await store.close()
    }
}
