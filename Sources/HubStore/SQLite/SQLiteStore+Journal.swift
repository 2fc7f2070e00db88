import GRDB
import HubCore

extension SQLiteStore: JournalStore {
    package func journal(from: Int64, limit: Int) async throws -> [JournalRecord] {
        try await read { db in
            try db.rows("SELECT idx, at, kind, entry FROM journal WHERE idx >= ? ORDER BY idx LIMIT ?", [from, limit])
                .map(JournalRecord.init)
        }
    }

    package func journal(about document: DocumentID) async throws -> [JournalRecord] {
        try await read { db in
            try db.rows("SELECT idx, at, kind, entry FROM journal WHERE document = ? ORDER BY idx", [document.text])
                .map(JournalRecord.init)
        }
    }

    package func journalHead() async throws -> TreeHead {
        try await read { try Integrity.frontier(in: $0).head }
    }

    package func checkpoint() async throws -> String { headFile.note }

    package func verifyJournal(newest: Int64) async throws {
        // The promise is read before the snapshot is taken: a commit between the two only makes the journal longer.
        let promised = headFile.head(key: signer.publicKey)
        let (headPath, databasePath) = (headFile.path, pool.path)
        try await read { db in
            try Integrity.check(
                db, newest: newest, promised: promised, headPath: headPath, databasePath: databasePath)
        }
    }

    package func note(_ fact: Fact, now: Timestamp) async throws -> Int64 {
        try await write { try $0.append(fact, at: now) }
    }
}

extension JournalRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            index: try row.required("idx"), at: try row.time("at"), kind: try row.required("kind"),
            entry: try row.required("entry"))
    }
}
