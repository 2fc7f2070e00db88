import Foundation
import GRDB
import HubCore

extension SQLiteStore: CareStore {
    package func tryWriting() async throws {
        // The header's page is written, whether or not the number changes; nothing else makes use of it.
        try await write { try $0.db.execute(sql: "PRAGMA user_version = 0") }
    }

    package func queues() async throws -> [QueueDepth] {
        try await read { try $0.deliveryQueues() + $0.newsQueue() }
    }

    package func size() async throws -> StoreSize {
        let (database, log) = (SQLiteStore.bytes(of: pool.path), SQLiteStore.bytes(of: pool.path + "-wal"))
        return try await read { db in
            let files = try db.row(
                """
                SELECT count(*) AS files, total(size) AS bytes FROM payload
                WHERE bytes IS NULL AND retired_at IS NULL
                """)
            let bytes: Double = try files?.required("bytes") ?? 0
            return StoreSize(
                database: database, log: log, payloads: Int64(bytes), payloadFiles: try files?.required("files") ?? 0,
                journal: try db.number("SELECT size FROM journal_head") ?? 0)
        }
    }

    package func condition(whole: Bool) async throws -> StoreCondition {
        // The writer's settings are what counts, and it alone has them.
        let synchronous = try await write { try $0.db.number("PRAGMA synchronous") ?? -1 }
        return try await read { db in
            StoreCondition(
                version: try db.text("SELECT sqlite_version()") ?? "",
                journalMode: try db.text("PRAGMA journal_mode") ?? "",
                synchronous: synchronous,
                integrity: try db.text(whole ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)") ?? "",
                danglingRows: Int64(try db.rows("PRAGMA foreign_key_check").count))
        }
    }

    package func somePayloads(limit: Int) async throws -> [String] {
        try await read { db in
            try (0..<limit).compactMap { _ in
                try db.text(
                    """
                    SELECT lower(hex(sha256)) FROM payload
                    WHERE position >= abs(random()) % (SELECT max(position) + 1 FROM payload)
                        AND retired_at IS NULL ORDER BY position LIMIT 1
                    """)
            }
        }
    }

    package func trace(of document: DocumentID) async throws -> String? {
        try await read { try $0.text("SELECT parent FROM document_trace WHERE document = ?", [document.text]) }
    }

    /// 0 of a file that is not there: there is no log when everything is in the database.
    private static func bytes(of path: String) -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension Database {
    /// Walks the partial indexes of what is open. What is oldest is what came first, unless it was sent again.
    fileprivate func deliveryQueues() throws -> [QueueDepth] {
        let axis = try rows(
            """
            SELECT 'axis' AS destination, urgency AS priority, sum(depth) AS depth, min(first) AS first FROM (
                SELECT lane / 2 AS urgency, count(*) AS depth, min(position) AS first
                FROM delivery INDEXED BY delivery_queue
                WHERE route = 'axis' AND due_at IS NOT NULL AND is_held = 0 GROUP BY lane
                UNION ALL
                SELECT lane / 2, count(*), min(position)
                FROM delivery INDEXED BY delivery_held WHERE is_held = 1 GROUP BY lane
            ) GROUP BY urgency
            """)
        let mailboxes = try rows(
            """
            SELECT 'mailboxes' AS destination, priority, count(*) AS depth, min(position) AS first
            FROM delivery INDEXED BY delivery_open WHERE route = 'mailbox' AND state IN ('available', 'fetched') GROUP BY priority
            """)
        return try (axis + mailboxes).compactMap { row in
            let first: Int64 = try row.required("first")
            guard let since = try number("SELECT open_since FROM delivery WHERE position = ?", [first]) else {
                return nil
            }
            return QueueDepth(
                destination: try row.choice("destination"), urgency: try row.required("priority"),
                count: try row.required("depth"), oldest: Timestamp(milliseconds: since))
        }
    }

    fileprivate func newsQueue() throws -> [QueueDepth] {
        guard let row = try row("SELECT count(*) AS depth, min(created_at) AS oldest FROM webhook_message"),
            let oldest = row.moment("oldest")
        else { return [] }
        return [QueueDepth(destination: .webhooks, urgency: 0, count: try row.required("depth"), oldest: oldest)]
    }
}
