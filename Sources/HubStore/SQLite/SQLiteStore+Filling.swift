import GRDB
import HubCore

/// A backlog to measure with.
package struct QueueFilling: Sendable {
    package var deliveries: Int
    /// The number of the first; each number can be used once in a store.
    package var first: Int
    /// H24.1, H24.2 …
    package var senders: Int
    /// Of so many deliveries one is deferred by an hour; 1 for all, `nil` for none.
    package var deferredEvery: Int?
    /// Of so many deliveries one is *hỏa tốc*.
    package var urgentEvery: Int?
    package var recipient: String

    package init(
        deliveries: Int, first: Int = 0, senders: Int = 20, deferredEvery: Int? = nil, urgentEvery: Int? = nil,
        recipient: String = "G22"
    ) {
        self.deliveries = deliveries
        self.first = first
        self.senders = max(1, senders)
        self.deferredEvery = deferredEvery
        self.urgentEvery = urgentEvery
        self.recipient = recipient
    }
}

extension SQLiteStore {
    /// Writes the rows that so many acceptances would have left (small packets, one recipient beyond the axis), without their
    /// journal entries and signatures, which make a million of them take an hour. For measuring and for tests: such a store
    /// dispatches, but its views are no fold of its journal.
    package func fill(_ filling: QueueFilling, now: Timestamp) async throws {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: [.init(id: filling.recipient)], code: "1/VP",
            promulgationDate: "2026-11-02", subject: "Về việc đo", sha256: String(repeating: "0", count: 64), size: 64)
        var random = SystemRandomNumberGenerator()
        let sample = try Receipt.signed(
            documentID: DocumentID(at: now, using: &random), sha256: facts.sha256, journalIndex: 0, acceptedAt: now,
            by: signer)
        let (factsText, receiptText) = (try facts.columnText(), try sample.columnText())
        let origin = try Origin.hub(by: "bench").columnText()
        let end = filling.first + filling.deliveries
        for start in stride(from: filling.first, to: end, by: 20_000) {
            let piece: StatementArguments = ["start": start, "end": min(start + 20_000, end)]
            try await pool.write { db in
                try db.run(
                    Filling.documents,
                    piece + [
                        "senders": filling.senders, "now": now.milliseconds, "origin": origin, "facts": factsText,
                        "receipt": receiptText,
                    ])
                try db.run(Filling.payloads, piece)
                try db.run(
                    Filling.deliveries,
                    piece + [
                        "senders": filling.senders, "now": now.milliseconds, "recipient": filling.recipient,
                        "deferred": filling.deferredEvery ?? 0, "urgent": filling.urgentEvery ?? 0,
                    ])
            }
        }
        bell.ring()
    }
}

private enum Filling {
    private static let numbers =
        "WITH RECURSIVE n (i) AS (SELECT :start UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :end)"
    private static let document = "printf('0193511e-7c1f-7b2a-9d4e-%012x', i)"

    /// As long as a digest, in digits.
    private static let digest = "CAST(printf('%032d', i) AS BLOB)"

    static let documents = """
        INSERT INTO document (journal_index, id, kind, business_type, sender, code_key, date_key, code_tolerant,
            accepted_at, origin, facts, receipt)
        \(numbers) SELECT 1000000000 + i, \(document), 'document', 0, 'H24.' || (i % :senders + 1), i || '/VP', '2026-11-02',
            i || '/VP', :now, :origin, json_set(:facts, '$.code', i || '/VP', '$.sha256', lower(hex(\(digest)))),
            :receipt FROM n
        """

    static let payloads = """
        INSERT INTO payload (position, sha256, size, bytes) \(numbers)
        SELECT 1000000000 + i, \(digest), 64, zeroblob(64) FROM n
        """

    static let deliveries = """
        INSERT INTO delivery (id, document, kind, priority, sender, lane, recipient, name, route, state, due_at,
            created_at, open_since, changed_at)
        \(numbers) SELECT printf('0193511e-7c1f-7b2a-8d4e-%012x', i), \(document), 'document', 3 * isUrgent,
            'H24.' || (i % :senders + 1), 6 * isUrgent + 1, :recipient, '', 'axis', 'waiting',
            :now + (:deferred > 0 AND i % max(:deferred, 1) = 0) * 3600000, :now, :now, :now
        FROM (SELECT i, :urgent > 0 AND i % max(:urgent, 1) = 0 AS isUrgent FROM n)
        """
}
