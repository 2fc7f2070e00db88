import HubCore
import HubStore
import Testing

struct AxisLedgerTests {
    private let rig = Rig()

    @Test func `a packet of the axis is in the ledger with the commit that took it`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", from: "G22", to: ["H24.01"], origin: .axis(docID: "d1"))
        try await store.take(message)
        let item = try #require(try await store.axisItem("d1"))
        #expect(item.outcome == .accepted && item.document == message.document.id && item.acknowledgedAt == nil)
        #expect(item.outcome.word == .done)
        // The axis gives the same document once more for the next recipient, under a name of its own.
        let again = rig.message("packet", from: "G22", to: ["H24.01"], origin: .axis(docID: "d2"))
        _ = try await store.accept(again.document, payload: again.payload, now: Rig.start.minutes(1))
        #expect(try await store.axisItem("d2")?.outcome == .duplicate)
        #expect(try await store.unacknowledgedAxisItems(limit: 9).map(\.docID) == ["d1", "d2"])
    }

    @Test func `what we sent up and the axis brings back is a repeat`() async throws {
        let store = try await rig.openWithRegister()
        let receipt = try await store.take(rig.message("packet", to: ["H24.01", "G22"]))
        func repeated(_ sha256: String) async throws -> Receipt? {
            try await store.noteRepeat(ofBytes: sha256, size: 6, from: .axis(docID: "d1"), now: Rig.start)
        }
        #expect(try await repeated(SpooledPayload("other").sha256) == nil)
        #expect(try await store.axisItem("d1") == nil)
        #expect(try await repeated(receipt.sha256) == receipt)
        #expect(try await store.axisItem("d1")?.outcome == .duplicate)
        #expect(try await store.kinds().last == "duplicate")
    }

    @Test func `an acknowledgement is noted once`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("packet", from: "G22", to: ["H24.01"], origin: .axis(docID: "d1")))
        try await store.acknowledgedUpstream("d1", now: Rig.start.minutes(1))
        let size = try await store.journalHead().size
        try await store.acknowledgedUpstream("d1", now: Rig.start.minutes(2))
        try await store.acknowledgedUpstream("unheard of", now: Rig.start.minutes(2))
        #expect(try await store.axisItem("d1")?.acknowledgedAt == Rig.start.minutes(1))
        #expect(try await store.unacknowledgedAxisItems(limit: 9).isEmpty)
        #expect(try await store.journalHead().size == size)
    }

    @Test func `what was refused is told so, and may be accepted when it comes again`() async throws {
        let store = try await rig.openWithRegister()
        let refusal = Refusal(origin: .axis(docID: "d1"), sha256: "ab", size: 1, codes: ["HUB-SENDER-UNKNOWN"])
        _ = try await store.refuse(refusal, now: Rig.start)
        let item = try #require(try await store.axisItem("d1"))
        #expect(item.outcome == .refused && item.codes == ["HUB-SENDER-UNKNOWN"] && item.outcome.word == .fail)
        try await store.acknowledgedUpstream("d1", now: Rig.start)
        try await store.take(rig.message("packet", from: "G22", to: ["H24.01"], origin: .axis(docID: "d1")))
        #expect(try await store.axisItem("d1")?.outcome == .accepted)
        #expect(try await store.axisItem("d1")?.acknowledgedAt == nil)
        _ = try await store.refuse(refusal, now: Rig.start)
        #expect(try await store.axisItem("d1")?.outcome == .accepted)
    }
}
