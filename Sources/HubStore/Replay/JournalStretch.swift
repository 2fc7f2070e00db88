import GRDB
import HubCore

/// How far a fold goes.
package enum ReplayEnd: Sendable, Hashable {
    case now
    /// Up to the last entry of this moment or before: with a clock that was set back, up to the last that says so.
    case moment(Timestamp)
}

extension FoldedViews {
    /// The first entry that is not folded any more.
    func end(_ end: ReplayEnd) throws -> Int64 {
        switch end {
        case .now: try size()
        case .moment(let moment):
            try db.number(
                "SELECT idx + 1 FROM live.journal WHERE at <= ? ORDER BY idx DESC LIMIT 1", [moment.milliseconds]) ?? 0
        }
    }
}

/// The part of a journal that tells of one document.
struct DocumentEntries {
    let db: Database
    /// The database with the journal and its views.
    var schema = "live"

    /// The entries about a document and its deliveries; those of the packets that speak of it, statuses, recalls, updates; and,
    /// where it speaks of others itself, what came of that. In their order.
    func entries(of document: DocumentID) throws -> [JournalFact] {
        let own = try entries(about: document)
        var all = Dictionary(own.map { ($0.index, $0) }) { first, _ in first }
        for packet in Set(own.flatMap(\.fact.packets)).subtracting([document]) {
            for entry in try entries(about: packet) { all[entry.index] = entry }
        }
        for other in try spokenOf(by: document) {
            for entry in try entries(about: other) where entry.fact.packets.contains(document) {
                all[entry.index] = entry
            }
        }
        if let first = own.first {
            for entry in try retirements(of: document, after: first.index) { all[entry.index] = entry }
        }
        return all.values.sorted { $0.index < $1.index }
    }

    private func entries(about document: DocumentID) throws -> [JournalFact] {
        try db.rows("SELECT idx, entry FROM \(schema).journal WHERE document = ? ORDER BY idx", [document.text])
            .map(JournalFact.init)
    }

    private func spokenOf(by packet: DocumentID) throws -> [DocumentID] {
        try db.rows(
            """
            SELECT document FROM \(schema).relation WHERE packet = ?1
            UNION SELECT document FROM \(schema).status WHERE message = ?1
            UNION SELECT document FROM \(schema).negotiation WHERE request = ?1 OR answered_by = ?1
            """, [packet.text]
        ).map { try $0.identifier("document") }
    }

    /// These name many documents at once, and are looked for only where something is retired.
    private func retirements(of document: DocumentID, after index: Int64) throws -> [JournalFact] {
        let isRetired =
            try db.number(
                """
                SELECT 1 FROM \(schema).document d JOIN \(schema).payload p ON p.position = d.journal_index
                WHERE d.id = ? AND (d.words_retired OR p.retired_at IS NOT NULL)
                """, [document.text]) != nil
        guard isRetired else { return [] }
        return try db.rows(
            "SELECT idx, entry FROM \(schema).journal WHERE idx > ? AND kind = 'retired' AND instr(entry, ?) > 0",
            [index, document.text]
        ).map(JournalFact.init)
    }
}

extension JournalFact {
    init(_ row: Row) throws {
        let index: Int64 = try row.required("idx")
        do {
            let entry = try JournalEntry(canonical: (try row.required("entry") as String).utf8)
            self.init(index: index, at: entry.at, fact: entry.fact)
        } catch {
            throw StoreError(.lost, "journal entry \(index) cannot be read: \(error)", cause: error)
        }
    }
}

extension Fact {
    /// The packets by which something comes to pass for ``document``.
    fileprivate var packets: [DocumentID] {
        switch self {
        case .statusRecorded(let fact), .statusMatched(let fact): [fact.message]
        case .related(let fact): [fact.packet]
        case .requested(let fact): [fact.request]
        case .negotiated(let fact): [fact.request] + [fact.message].compactMap(\.self)
        case .addressed(let fact): [fact.because]
        case .requestMatched(let fact): [fact.message]
        default: []
        }
    }
}
