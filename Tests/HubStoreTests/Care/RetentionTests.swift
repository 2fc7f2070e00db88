import Foundation
import HubCore
import Testing

@testable import HubStore

@Suite struct `What is kept no longer` {
    private let rig = Rig()
    private static let day: Int64 = 24 * 60

    private func due(_ part: Retired.Part = .bytes, at moment: Timestamp, kind: MessageFacts.Kind = .document)
        -> RetentionPolicy.Due
    {
        var policy = RetentionPolicy()
        policy.documents = .init(bytes: 30 * Self.day * 60_000, words: 30 * Self.day * 60_000)
        policy.statuses = policy.documents
        return policy.due(now: moment).filter { $0.part == part && $0.kind == kind }[0]
    }

    private func ended(_ store: SQLiteStore, _ number: Int) async throws -> Receipt {
        let receipt = try await store.take(rig.message("\(number)", code: "\(number)/CV", to: ["H24.01"]))
        for delivery in try await store.deliveries(of: receipt.documentID) {
            _ = try await store.acknowledge(
                delivery.id, .done, description: nil, by: "test", now: Rig.start.minutes(Int64(number) * Self.day))
        }
        return receipt
    }

    @Test func `has ended long enough ago, and nothing else has`() async throws {
        let store = try await rig.openWithRegister()
        let old = try await ended(store, 1)
        let young = try await ended(store, 20)
        let open = try await store.take(rig.message("3", code: "3/CV", to: ["H24.01"]))
        let now = Rig.start.minutes(40 * Self.day)
        let due = due(at: now)
        #expect(try await store.retirable(due, after: -1, limit: 10).map(\.document) == [old.documentID])
        let reclaimed = try await store.retire(
            due, [old, young, open].map(\.documentID), by: "test", now: now)
        #expect(reclaimed == Reclaimed(count: 1, bytes: 1))
        #expect(try await store.kinds().last == "retired")
        let error = await #expect(throws: StoreError.self) { try await store.payload(old.sha256) }
        #expect(error?.code == .retired)
        for kept in [young, open] { #expect(try await store.payload(kept.sha256) != nil) }
        #expect(try await store.retirable(due, after: -1, limit: 10).isEmpty)
        try await store.verifyJournal(newest: .max)
        try await store.close()
    }

    @Test func `is known still: the same bytes get the same receipt`() async throws {
        let store = try await rig.openWithRegister()
        let receipt = try await ended(store, 1)
        let now = Rig.start.minutes(60 * Self.day)
        _ = try await store.retire(due(at: now), [receipt.documentID], by: "test", now: now)
        let again = rig.message("1", code: "1/CV", to: ["H24.01"])
        guard case .duplicate(receipt) = try await store.accept(again.document, payload: again.payload, now: now)
        else { throw Unexpected(what: "a repeat is not known") }
        await #expect(throws: StoreError.self) { try await store.payload(receipt.sha256) }
        try await store.close()
    }

    @Test func `loses its words in the views and keeps its codes`() async throws {
        let store = try await rig.openWithRegister()
        let receipt = try await ended(store, 1)
        let now = Rig.start.minutes(60 * Self.day)
        _ = try await store.retire(due(.words, at: now), [receipt.documentID], by: "test", now: now)
        let document = try #require(try await store.document(receipt.documentID))
        #expect(document.facts.subject.isEmpty && document.facts.code == "1/CV" && document.receipt == receipt)
        #expect(try await store.retirable(due(.words, at: now), after: -1, limit: 10).isEmpty)
        try await store.close()
    }

    @Test func `are files that no document needs, a day after they came`() async throws {
        let store = try await rig.openWithRegister()
        let kept = try spooled(store, 1)
        try await store.take(
            (rig.message("a", to: ["H24.01"]) { ($0.sha256, $0.size) = (kept.sha256, kept.size) }.document, kept))
        let orphan = try spooled(store, 2)
        try await store.payloads.keep(orphan)
        let tomorrow = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).minutes(Self.day)
        #expect(
            try await store.sweepPayloads(before: Rig.start.minutes(-Self.day * 3650), tentatively: false).count == 0)
        // Somebody is about to name it.
        #expect(try await store.sweepPayloads(before: tomorrow, tentatively: false).count == 0)
        store.payloads.settled(orphan)
        let found = Reclaimed(count: 1, bytes: orphan.size)
        #expect(try await store.sweepPayloads(before: tomorrow, tentatively: true) == found)
        #expect(try await store.sweepPayloads(before: tomorrow, tentatively: false) == found)
        #expect(!FileManager.default.fileExists(atPath: store.payloads.file(of: orphan.sha256)))
        #expect(try await store.payload(kept.sha256)?.isIntact() == true)
        try await store.close()
    }

    private func spooled(_ store: SQLiteStore, _ number: Int) throws -> SpooledPayload {
        let spool = try store.spool()
        try spool.write(Array(repeating: UInt8(number), count: 70_000))
        return try spool.finish()
    }
}
