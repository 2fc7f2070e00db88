import Foundation
import HubCore
import SeededRandom
import Testing

struct JournalEntryTests {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)

    private func document(recipients: Int, filler: String) -> IncomingDocument {
        var random = SplitMix(4)
        let parties = (0..<recipients).map { MessageFacts.Party(id: "H24.\($0).\(filler)", name: filler) }
        let references = (0..<recipients).map {
            MessageFacts.Reference(
                organID: filler, code: "\($0)\(filler)", documentID: filler, promulgationDate: "2026-11-01")
        }
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24", name: filler), to: parties, documentID: filler, code: filler,
            promulgationDate: "2026-11-02", subject: filler, typeName: filler, businessDocumentID: filler,
            businessReason: filler,
            changes: .init(
                changesDocument: true, added: parties.map { "+\($0.id)" }, removed: parties.map { "-\($0.id)" }),
            replaces: [
                .init(documentID: "1\(filler)", holders: parties.map(\.id)),
                .init(documentID: "2\(filler)", holders: [filler]),
            ], responseFor: references, sha256: String(repeating: "a", count: 64), size: 1,
            flags: [filler]
        ).clipped()
        let deliveries = facts.to.map {
            NewDelivery(
                id: DeliveryID(at: now, using: &random), recipient: $0.id, name: $0.name, route: .axis, state: .refused,
                refusal: "HUB-RECIPIENT-UNKNOWN", reason: filler.clipped(to: 300))
        }
        return IncomingDocument(
            id: DocumentID(at: now, using: &random), origin: .centre("00.24.H24"), sender: "H24", facts: facts,
            deliveries: deliveries)
    }

    @Test func `an entry is canonical JSON and reads back`() throws {
        let (first, rest) = document(recipients: 2, filler: "Quyết định").acceptance
        #expect(rest.isEmpty)
        let entry = JournalEntry(at: now, fact: .accepted(first))
        let bytes = try entry.canonical()
        #expect(try JournalEntry(canonical: bytes) == entry)
        #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(#"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"#))
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix(#","kind":"accepted","v":1}"#))
    }

    @Test func `a document for five hundred recipients is recorded whole, in entries that fit`() throws {
        // A quotation mark doubles when it is escaped; a letter outside the BMP has four bytes.
        for filler in [String(repeating: "\"", count: 3_000), String(repeating: "𝄞", count: 3_000)] {
            let document = document(recipients: 500, filler: filler)
            let (first, rest) = document.acceptance
            let entries = [Fact.accepted(first)] + rest.map(Fact.continued)
            for fact in entries { _ = try JournalEntry(at: now, fact: fact).canonical() }
            #expect(IncomingDocument(first, continuedBy: rest) == document)
        }
    }

    @Test func `a request that waits with many recipients is recorded whole, in entries that fit`() throws {
        for filler in [String(repeating: "\"", count: 3_000), String(repeating: "𝄞", count: 3_000)] {
            let document = document(recipients: 45, filler: filler)
            let request = DocumentRequest(
                kind: .update, about: document.facts.responseFor[0], from: document.facts.changes?.removed ?? [],
                changesDocument: true, copies: document.deliveries, notices: Array(document.deliveries.prefix(23)))
            let pieces = request.pieces
            for piece in pieces {
                let candidates = Array(repeating: document.id, count: 30)
                let parked = RequestParked(
                    message: document.id, request: piece, because: .ambiguous, candidates: candidates)
                _ = try JournalEntry(at: now, fact: .requestParked(parked)).canonical()
            }
            #expect(pieces.flatMap(\.from) == request.from && pieces.flatMap(\.copies) == request.copies)
            #expect(pieces.flatMap(\.notices) == request.notices && pieces.count == 5)
        }
    }

    @Test func `an entry beyond the bound is refused`() throws {
        let refusal = Refusal(
            origin: .hub(by: String(repeating: "x", count: 70_000)), sha256: "", size: 0, codes: [])
        #expect(throws: JournalEntry.TooLarge.self) {
            try JournalEntry(at: now, fact: .refused(refusal)).canonical()
        }
    }

    @Test func `every kind of fact reads back`() throws {
        var random = SplitMix(5)
        let (document, delivery) = (DocumentID(at: now, using: &random), DeliveryID(at: now, using: &random))
        let status = StatedStatus(code: "03", at: now, description: "Đã tiếp nhận", staff: "Nguyễn Văn A")
        let recorded = StatusRecorded(document: document, delivery: delivery, message: document, status: status)
        let repeated = Repeated(document: document, origin: .axis(docID: "d1"), sha256: "ab", size: 2)
        let moved = Moved(
            event: .deferred, document: document, delivery: delivery,
            now: Transport(state: .waiting, route: .axis, attempt: 2, notBefore: now, reason: "503"), by: "courier")
        let agency = Agency(id: "h24.01", oldID: "000.00.01.H24", name: "Sở Nội vụ", centre: "00.24.h24", isLocal: true)
        let certificate = RegisteredCertificate(
            fingerprint: "AB", agency: "H24", der: "AA==", subject: "CN=A", issuer: "CN=B", serial: "01",
            notBefore: now,
            notAfter: now)
        let facts: [Fact] = [
            .hubStarted(HubStarted(version: "1", hub: "hub")),
            .operatorActed(OperatorActed(by: "a", action: "b", subject: "c", note: "d")),
            .refused(Refusal(origin: .hub(by: "a"), sha256: "ab", size: 1, codes: ["XML-DOCTYPE"], from: "H24")),
            .duplicate(repeated), .conflict(repeated), .moved(moved), .statusRecorded(recorded),
            .statusMatched(recorded),
            .statusParked(
                StatusParked(
                    message: document, replier: "G22", about: .init(organID: "H24", code: "1/QĐ"), status: status)),
            .statusMatched(
                StatusRecorded(
                    document: document, delivery: delivery, message: document, status: status,
                    match: Match(.tolerant, disagrees: ["date"]), by: "an")),
            .statusParked(
                StatusParked(
                    message: document, replier: "G22", about: .init(organID: "H24", code: "1/QĐ"), status: status,
                    because: .ambiguous, candidates: [document])),
            .related(
                Related(
                    packet: document, document: document, kind: .update, match: Match(.docID), changesDocument: true)),
            .requested(
                Requested(
                    request: document, document: document, delivery: delivery, recipient: "G22", kind: .recall,
                    state: .asked, reason: "Gửi nhầm", at: now)),
            .negotiated(
                Negotiated(
                    request: document, document: document, delivery: delivery, kind: .recall, state: .agreed,
                    message: document, status: status, over: "06")),
            .addressed(
                Addressed(
                    document: document, because: document,
                    deliveries: [
                        NewDelivery(id: delivery, recipient: "G22", name: "n", route: .axis, state: .waiting)
                    ])),
            .requestParked(
                RequestParked(
                    message: document,
                    request: DocumentRequest(kind: .recall, about: .init(organID: "H24", code: "1/QĐ"), from: ["G22"]),
                    because: .unknown)),
            .requestMatched(RequestMatched(message: document, parked: 7, document: document, by: "an")),
            .axisAcknowledged(AxisAcknowledged(docID: "d1", word: .done)),
            .agencyChanged(AgencyChanged(agency: agency, by: "a")),
            .agenciesChanged(AgenciesChanged(agencies: [agency], by: "VXP", listVersion: 7)),
            .registerSynchronised(
                RegisterSynchronised(
                    outcome: .held, isWhole: true, listVersion: 7, rows: 2, retired: 1, contradictory: 1,
                    contradictions: [ListContradiction(.oursDeleted, "H24", "UBND")], sha256: "ab", by: "VXP")),
            .certificateChanged(CertificateChanged(certificate: certificate, by: "a")),
            .credentialChanged(
                CredentialChanged(
                    centre: "00.24.H24", name: "n", isLocked: false, secretSet: true, tokenSet: false, by: "a")),
        ]
        for fact in facts {
            let entry = JournalEntry(at: now, fact: fact)
            #expect(try JournalEntry(canonical: entry.canonical()) == entry)
        }
    }

    @Test func `an entry of a later version is not guessed at`() {
        let later = #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{},"kind":"accepted","v":2}"#
        let unknown = #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{},"kind":"evaporated","v":1}"#
        #expect(throws: DecodingError.self) { try JournalEntry(canonical: later.utf8) }
        #expect(throws: DecodingError.self) { try JournalEntry(canonical: unknown.utf8) }
    }
}
