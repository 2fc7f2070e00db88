import GRDB
import HubCore

extension SQLiteStore {
    /// Documents and statuses in the order in which they were accepted, after one of them.
    /// - Parameters:
    ///   - after: ``DocumentRecord/journalIndex`` of the last one seen; -1 from the beginning.
    ///   - sender: its identifier in the register; `nil` for all.
    package func accepted(
        _ window: AcceptanceWindow, by sender: String?, after: Int64, limit: Int
    ) async throws -> [DocumentRecord] {
        let arguments: StatementArguments = [
            "after": after, "sender": sender, "from": window.from?.milliseconds ?? .min,
            "to": window.to?.milliseconds ?? .max, "limit": limit,
        ]
        return try await read { db in
            try db.rows(
                """
                SELECT \(DocumentRecord.columns) FROM document
                WHERE journal_index > :after AND (:sender IS NULL OR sender = :sender)
                    AND accepted_at BETWEEN :from AND :to ORDER BY journal_index LIMIT :limit
                """, arguments
            ).map(DocumentRecord.init)
        }
    }

    /// How many that are.
    package func countAccepted(_ window: AcceptanceWindow, by sender: String?) async throws -> Int64 {
        let arguments: StatementArguments = [
            "sender": sender, "from": window.from?.milliseconds ?? .min, "to": window.to?.milliseconds ?? .max,
        ]
        return try await read { db in
            try db.number(
                """
                SELECT count(*) FROM document WHERE (:sender IS NULL OR sender = :sender)
                    AND accepted_at BETWEEN :from AND :to
                """, arguments) ?? 0
        }
    }
}
