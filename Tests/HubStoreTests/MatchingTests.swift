import Foundation
import HubCore
import HubStore
import Testing

@Suite struct `Finding the document a packet is about` {
    private let rig = Rig()

    private struct Case: CustomTestStringConvertible, Sendable {
        let says: String
        let issuer: String
        let code: String
        var documentID: String?
        var date: String? = "2026/11/02"
        let quality: Match.Quality?
        var disagrees: [String]?

        var testDescription: String { says }
    }

    private static let cases = [
        Case(says: "its names", issuer: "H24", code: "12/QĐ-UBND", documentID: "My Letter", quality: .documentID),
        Case(says: "issuer, date, code", issuer: "000.00.00.h24", code: "12/qđ-ubnd", quality: .naturalKey),
        Case(
            says: "decomposed letters", issuer: "H24",
            code: "12/QĐ-UBND".decomposedStringWithCanonicalMapping, quality: .naturalKey),
        Case(says: "no date", issuer: "H24", code: "12/QĐ-UBND", date: nil, quality: .codeAlone),
        Case(says: "spaces around the slash", issuer: "H24", code: "12 / QĐ-UBND", quality: .tolerant),
        Case(says: "no diacritics, other dash, zero", issuer: "H24", code: "012/QD–UBND", quality: .tolerant),
        Case(
            says: "a conventional DocumentId, under the old identifier", issuer: "H24", code: "x",
            documentID: "000.00.00.H24,2026/11/02,12/QĐ-UBND", date: nil, quality: .conventional,
            disagrees: ["code", "documentID"]),
        Case(
            says: "the axis' name", issuer: "G09", code: "x", documentID: "6538F0", quality: .docID, disagrees: ["code"]
        ),
        Case(
            says: "DocumentId before date", issuer: "H24", code: "12/QĐ-UBND", documentID: "my letter",
            date: "2025/01/01", quality: .documentID, disagrees: ["date"]),
        Case(says: "another year", issuer: "H24", code: "12/QĐ-UBND", date: "2025/11/02", quality: nil),
        Case(says: "another issuer", issuer: "G09", code: "12/QĐ-UBND", quality: nil),
    ]

    @Test(arguments: cases) private func `by the surest name, and the record says how`(of named: Case) async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22"]) { $0.documentID = "My letter" }
        try await store.take(letter)
        let now = Rig.start
        let claim = try #require(
            try await store.claim(route: .axis, limit: 1, owner: "a", until: now.minutes(1), now: now).first)
        _ = try await store.settle(claim, .delivered(reference: "6538f0"), now: now)
        try await store.take(
            rig.status(
                "03", by: "G22", about: named.issuer, document: named.code, documentID: named.documentID,
                date: named.date))
        let status = try await store.delivery(of: letter.document.id, to: "G22").statuses.first
        #expect(status?.match?.quality == named.quality && status?.match?.disagrees == named.disagrees)
        let parked = try await store.parkedStatuses(limit: 9)
        #expect(parked.map(\.candidates) == (named.quality == nil ? [[letter.document.id]] : []))
    }

    @Test func `what answers to several names none: it waits with all of them, and a person may choose`() async throws {
        let store = try await rig.openWithRegister()
        let older = rig.message("1", to: ["G22"]) { $0.promulgationDate = "2025-11-02" }
        let newer = rig.message("2", to: ["G22"])
        for letter in [older, newer] { try await store.take(letter) }
        let status = rig.status("03", by: "G22", date: nil)
        try await store.take(status)
        let parked = try #require(try await store.parkedStatuses(limit: 9).first)
        #expect(parked.because == .ambiguous && Set(parked.candidates) == [older.document.id, newer.document.id])
        func match(_ document: DocumentID) async throws -> HandMatch {
            try await store.match(status.document.id, with: document, answering: nil, by: "an", now: Rig.start)
        }
        #expect(try await match(status.document.id) == .notConcerned)
        #expect(try await match(older.document.id) == .matched)
        #expect(try await match(older.document.id) == .notParked)
        #expect(try await store.delivery(of: older.document.id, to: "G22").statuses.map(\.match?.quality) == [.byHand])
        let last = try #require(try await store.journal(from: 0, limit: 999).last)
        #expect(last.kind == "statusMatched" && last.entry.contains(#""by":"an""#))
    }

    @Test func `of several only the one its replier received can be meant`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("1", to: ["G09"]) { $0.promulgationDate = "2025-11-02" })
        let received = rig.message("2", to: ["G22"])
        try await store.take(received)
        try await store.take(rig.status("03", by: "G22", date: nil))
        #expect(try await store.delivery(of: received.document.id, to: "G22").business.code == "03")
    }

    @Test func `a status that names the packet as the axis does waits until that name is known`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["G22"])
        try await store.take(letter)
        let now = Rig.start
        let claim = try #require(
            try await store.claim(route: .axis, limit: 1, owner: "a", until: now.minutes(1), now: now).first)
        try await store.take(rig.status("01", by: "G22", about: "G11", document: "?", documentID: "abc-1"))
        #expect(try await store.parkedStatuses(limit: 9).count == 1)
        _ = try await store.settle(claim, .delivered(reference: "ABC-1"), now: now)
        #expect(try await store.parkedStatuses(limit: 9).isEmpty)
        #expect(try await store.delivery(of: letter.document.id, to: "G22").business.code == "01")
    }

    @Test func `a document that bears another's names after replacing it is the one that is meant`() async throws {
        let store = try await rig.openWithRegister()
        try await store.take(rig.message("old", to: ["G22"]) { $0.documentID = "the letter" })
        let new = rig.replacement("12/QĐ-UBND", of: "the letter", heldBy: ["G22"], to: ["G22"])
        try await store.take(new)
        try await store.take(rig.status("03", by: "G22"))
        #expect(try await store.delivery(of: new.document.id, to: "G22").business.code == "03")
    }
}
