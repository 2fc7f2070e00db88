import GRDB
import HubCore

/// A packet that reached a recipient.
package struct HandedOver: Sendable, Hashable {
    /// In the order of acceptance.
    package let position: Int64
    package let delivery: DeliveryID
    package let document: DocumentID
    package let recipient: String
    package let kind: MessageFacts.Kind
    /// The full code.
    package let code: String
    /// When the recipient had it first.
    package let at: Timestamp
    /// Lower-case hex.
    package let sha256: String
}

extension SQLiteStore {
    /// What recipients got within a period, in the order in which it was accepted: a document before the statuses about it.
    /// - Parameters:
    ///   - window: of the moment at which a recipient had it first.
    ///   - recipients: by their identifiers in the register; empty for all.
    ///   - after: ``HandedOver/position`` of the last one seen; -1 from the beginning.
    package func handedOver(
        in window: AcceptanceWindow, to recipients: [String], after: Int64, limit: Int
    ) async throws -> [HandedOver] {
        let arguments = try Self.arguments(window, recipients) + ["after": after, "limit": limit]
        return try await read { db in
            try db.rows(
                """
                SELECT v.position, v.id, v.document, v.recipient, v.kind, \(Self.handedOverAt) AS handed_over_at,
                    \(DocumentRecord.code) AS code, lower(hex(p.sha256)) AS sha256
                FROM delivery v JOIN document ON document.id = v.document
                    JOIN payload p ON p.position = document.journal_index
                WHERE v.position > :after AND \(Self.wasHandedOver) ORDER BY v.position LIMIT :limit
                """, arguments
            ).map(HandedOver.init)
        }
    }

    /// How many that are.
    package func countHandedOver(in window: AcceptanceWindow, to recipients: [String]) async throws -> Int64 {
        let arguments = try Self.arguments(window, recipients)
        return try await read { db in
            try db.number("SELECT count(*) FROM delivery v WHERE \(Self.wasHandedOver)", arguments) ?? 0
        }
    }

    private static let handedOverAt = "coalesce(v.fetched_at, v.delivered_at)"

    private static let wasHandedOver = """
        (:recipients = '[]' OR v.recipient IN (SELECT value FROM json_each(:recipients)))
            AND \(handedOverAt) BETWEEN :from AND :to
        """

    private static func arguments(_ window: AcceptanceWindow, _ recipients: [String]) throws -> StatementArguments {
        [
            "recipients": try recipients.columnText(), "from": window.from?.milliseconds ?? .min,
            "to": window.to?.milliseconds ?? .max,
        ]
    }
}

extension HandedOver {
    fileprivate init(_ row: Row) throws {
        self.init(
            position: try row.required("position"), delivery: try row.identifier("id"),
            document: try row.identifier("document"), recipient: try row.required("recipient"),
            kind: try row.choice("kind"), code: try row.required("code"), at: try row.time("handed_over_at"),
            sha256: try row.required("sha256"))
    }
}
