import GRDB
import HubCore

/// An entry of the journal, read.
package struct JournalFact: Sendable {
    package let index: Int64
    package let at: Timestamp
    package let fact: Fact
}

extension Database {
    func facts(from index: Int64) throws -> [JournalFact] {
        try rows("SELECT idx, entry FROM journal WHERE idx >= ? ORDER BY idx", [index]).map { row in
            let entry = try JournalEntry(canonical: (try row.required("entry") as String).utf8)
            return JournalFact(index: try row.required("idx"), at: entry.at, fact: entry.fact)
        }
    }
}

/// Tables that know the journal alone: each fact is read back and applied to them as to an empty hub, so that a table of the
/// hub that changed by anything else is told.
final class JournalMirror {
    private let database: DatabaseQueue
    private let signer: HubSigner
    private var frontier: MerkleFrontier

    init(_ template: SimulatedStore.Template) throws {
        signer = template.signer
        database = try SimulatedStore.memory()
        try template.database.backup(to: database)
        frontier = try database.unsafeRead { try Integrity.frontier(in: $0) }
        // Payloads are not in the journal.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF") }
    }

    func follow(_ facts: [JournalFact]) throws {
        guard !facts.isEmpty else { return }
        try database.writeWithoutTransaction { db in
            try db.inTransaction {
                let ledger = Ledger(db: db, signer: signer, frontier: frontier)
                for fact in facts { try ledger.append(fact.fact, at: fact.at) }
                try ledger.writeTiles()
                frontier = ledger.frontier
                return .commit
            }
        }
    }

    /// - Parameter documents: `nil` for all.
    func divergence(of hub: Database, about documents: Set<DocumentID>?) throws -> String? {
        try database.unsafeRead { mirror in
            guard let documents else {
                return try JournalMirror.tables.compactMap { name, sql in
                    try differences(name, hub.rows(sql), mirror.rows(sql))
                }.first
            }
            for document in documents.sorted() {
                let sql = JournalMirror.deliveries + " WHERE document = ? ORDER BY position"
                let (ours, theirs) = try (hub.rows(sql, [document.text]), mirror.rows(sql, [document.text]))
                if let found = differences("delivery", ours, theirs) { return found }
            }
            return nil
        }
    }

    private func differences(_ table: String, _ hub: [Row], _ mirror: [Row]) -> String? {
        if hub == mirror { return nil }
        if hub.count != mirror.count { return "\(table) has \(hub.count) rows, and the journal makes \(mirror.count)" }
        return zip(hub, mirror).first { $0 != $1 }.map { "\(table) holds \($0), and the journal makes \($1)" }
    }

    /// A lease is not a fact: neither it nor the attempt it counts is compared while it lasts.
    private static let deliveries = """
        SELECT id, document, kind, priority, sender, lane, recipient, name, route,
            CASE state WHEN 'leased' THEN 'waiting' ELSE state END AS state,
            CASE WHEN state IN ('leased', 'waiting') THEN NULL ELSE attempt END AS attempt, reason, reference,
            created_at, open_since, changed_at, fetched_at, delivered_at
        FROM delivery
        """

    private static let tables = [
        ("document", "SELECT * FROM document ORDER BY journal_index"), ("delivery", deliveries + " ORDER BY position"),
        ("status", "SELECT * FROM status ORDER BY journal_index"),
        ("parked_status", "SELECT * FROM parked_status ORDER BY message"),
        ("negotiation", "SELECT * FROM negotiation ORDER BY journal_index"),
        ("relation", "SELECT * FROM relation ORDER BY journal_index"),
        ("parked_request", "SELECT * FROM parked_request ORDER BY journal_index"),
        ("axis_item", "SELECT * FROM axis_item ORDER BY doc_id"), ("agency", "SELECT * FROM agency ORDER BY id"),
        ("tile", "SELECT * FROM tile ORDER BY level, number"),
    ]
}
