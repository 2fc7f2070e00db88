import Foundation
import HubCore
import HubStore
import Testing

struct IntakeTests {
    private let rig = Rig()

    @Test func `an accepted document is there with its deliveries, payload, entry and receipt`() async throws {
        let store = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["H24.01", "G22"])
        let receipt = try await store.take(message)
        #expect(receipt.verify(with: rig.configuration.signer.publicKey))
        #expect(receipt.documentID == message.document.id && receipt.acceptedAt == Rig.start)
        let record = try #require(try await store.document(message.document.id))
        #expect(record.facts == message.document.facts && record.receipt == receipt)
        #expect(record.origin == .centre("00.24.H24") && record.journalIndex == receipt.journalIndex)
        #expect(try await store.deliveries(of: record.id).map(\.state) == [.available, .waiting])
        let entry = try #require(try await store.journal(from: receipt.journalIndex, limit: 1).first)
        #expect(entry.kind == "accepted" && entry.entry.contains(receipt.sha256))
        let payload = try #require(try await store.payload(receipt.sha256))
        #expect(try await payload.isIntact() && payload.size == 6)
    }

    @Test func `the same bytes get the same receipt`() async throws {
        let store = try await rig.openWithRegister()
        let receipt = try await store.take(rig.message("packet", to: ["G22"]))
        let again = rig.message("packet", to: ["G22"])
        guard case .duplicate(let same) = try await store.accept(again.document, payload: again.payload, now: Rig.start)
        else { throw Unexpected(what: "not a duplicate") }
        #expect(same == receipt)
        #expect(try await store.receipt(ofBytes: receipt.sha256) == receipt)
        #expect(try await store.document(again.document.id) == nil)
        #expect(try await store.kinds().suffix(2) == ["accepted", "duplicate"])
    }

    @Test func `other bytes under the same natural key are a conflict, and change nothing`() async throws {
        let store = try await rig.openWithRegister()
        let receipt = try await store.take(rig.message("packet", to: ["G22"]))
        let other = rig.message("changed", code: "12/qđ-ubnd", to: ["G09"])
        guard
            case .conflict(let existing) = try await store.accept(
                other.document, payload: other.payload, now: Rig.start)
        else { throw Unexpected(what: "not a conflict") }
        #expect(existing == receipt)
        #expect(try await store.payload(other.payload.sha256) == nil)
        #expect(try await store.kinds().suffix(2) == ["accepted", "conflict"])
        #expect(
            try await store.sent(by: .agencies(["H24"]), kind: nil, accepted: .init(), before: nil, limit: 9).count == 1
        )
    }

    @Test func `another year, business type or sender is another document`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("1", to: ["G22"]))
        try await store.take(rig.message("2", to: ["G22"]) { $0.promulgationDate = "2025-11-02" })
        try await store.take(rig.message("3", to: ["G22"]) { $0.businessType = 3 })
        try await store.take(rig.message("4", from: "H24.01", to: ["G22"]))
    }

    @Test func `a recall may be asked again in other words`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("recall", to: ["G22"]) { $0.businessType = 1 })
        try await store.take(rig.message("recall again", to: ["G22"]) { $0.businessType = 1 })
    }

    @Test func `a refusal is journalled with its digest and reasons, and nothing else is kept`() async throws {
        let store = try await rig.openWithRegister()
        let refusal = Refusal(
            origin: .centre("00.24.H24"), sha256: "ab", size: 7, codes: ["XML-DOCTYPE", "SIG-REQUIRED"], from: "H24")
        let index = try await store.refuse(refusal, now: Rig.start)
        let record = try #require(try await store.journal(from: index, limit: 1).first)
        #expect(try JournalEntry(canonical: record.entry.utf8) == JournalEntry(at: Rig.start, fact: .refused(refusal)))
        #expect(try rig.sqlite3("SELECT count(*) FROM document") == "0")
    }

    @Test func `facts about other bytes are not accepted with these`() async throws {
        let store = try await rig.openWithRegister()
        let document = rig.message("packet", to: ["G22"]).document
        await #expect(throws: StoreError.self) {
            try await store.accept(document, payload: SpooledPayload("other"), now: Rig.start)
        }
        #expect(try await store.kinds().allSatisfy { $0 == "agencyChanged" })
    }

    @Test func `a document for a thousand recipients is kept whole`() async throws {
        let store = try await rig.openWithRegister()
        let recipients = (0..<1000).map { "G22.\($0)" }
        let message = rig.message("packet", to: recipients)
        try await store.take(message)
        #expect(try await store.document(message.document.id)?.facts == message.document.facts)
        #expect(try await store.deliveries(of: message.document.id).map(\.recipient) == recipients)
        let about = try await store.journal(about: message.document.id).map(\.kind)
        #expect(about == ["accepted"] + Array(repeating: "continued", count: 99))
    }

    @Test func `of many at once with one natural key exactly one is accepted`() async throws {
        let store = try await rig.openWithRegister()
        let messages = (0..<20).map { rig.message("packet \($0)", to: ["G22"]) }
        let accepted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for message in messages {
                group.addTask {
                    let outcome = try await store.accept(message.document, payload: message.payload, now: Rig.start)
                    return if case .accepted = outcome { true } else { false }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(accepted == 1)
        #expect(try await store.kinds().filter { $0 == "conflict" }.count == 19)
    }
}
