import GRDB
import HubCore

/// An entry made ready to measure with: its bytes, and the columns beside them.
package struct PreparedEntry: Sendable {
    package let at: Timestamp
    package let kind: String
    package let document: String?
    /// Canonical JSON.
    package let entry: String

    package init(at: Timestamp, kind: String, document: String?, entry: String) {
        self.at = at
        self.kind = kind
        self.document = document
        self.entry = entry
    }
}

extension SQLiteStore {
    /// Transactions made since the store was opened.
    package var commits: Int { get async { await committer.commits } }

    /// Appends entries in one transaction as the hub appends its own: rows, tiles, signed head, each on the disk. No view
    /// follows them. For measuring: such a store's views are no fold of its journal.
    package func append(prepared entries: [PreparedEntry]) async throws {
        try await write { ledger in
            for entry in entries {
                try ledger.enter(Array(entry.entry.utf8), kind: entry.kind, document: entry.document, at: entry.at)
            }
        }
    }
}

/// The journal's rows in a database like the store's, and nothing of a log: what SQLite takes for them alone.
package final class BareJournal: Sendable {
    private let pool: DatabasePool

    /// - Parameter path: of a database that is not there yet.
    package init(at path: String) throws { pool = try SQLiteStore.openPool(at: path) }

    /// Inserts rows in one transaction; on the disk when it returns.
    package func insert(_ entries: [PreparedEntry], from index: Int64) async throws {
        try await pool.write { db in
            for (number, entry) in entries.enumerated() {
                try db.run(
                    "INSERT INTO journal (idx, at, kind, document, entry) VALUES (?, ?, ?, ?, ?)",
                    [index + Int64(number), entry.at.milliseconds, entry.kind, entry.document, entry.entry])
            }
        }
    }

    package func close() throws { try pool.close() }
}
