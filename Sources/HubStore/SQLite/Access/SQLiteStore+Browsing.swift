import GRDB
import HubCore

extension SQLiteStore: BrowsingStore {
    package func documents(
        _ query: DocumentQuery, before: Int64?, limit: Int
    ) async throws -> Page<DocumentRecord> {
        let arguments: StatementArguments = try [
            "centre": query.owner.centre, "ids": query.owner.agencies.columnText(), "kind": query.kind?.rawValue,
            "from": query.accepted.from?.milliseconds ?? .min, "to": query.accepted.to?.milliseconds ?? .max,
            "before": before ?? .max, "name": query.name?.canonicalIdentifier,
            "words": query.words.map { $0.lowercased() }.columnText(), "limit": limit,
        ]
        let sql =
            switch query.role {
            case .sender: SQLiteStore.sentDocuments
            case .recipient: SQLiteStore.receivedDocuments
            }
        return try await read { db in
            try Page(db.rows(sql, arguments), limit: limit, at: "place", DocumentRecord.init)
        }
    }

    package func statuses(of owner: MailboxOwner, after: Int64, limit: Int) async throws -> Page<StatusEntry> {
        let arguments = try owner.arguments(after: after, limit: limit)
        return try await read { db in
            let rows = try db.rows(
                """
                SELECT s.*, d.recipient FROM status s
                JOIN document m ON m.id = s.document JOIN delivery d ON d.id = s.delivery
                WHERE s.journal_index > :after AND m.sender IN (\(Database.ownedAgencies))
                ORDER BY s.journal_index LIMIT :limit
                """, arguments)
            return try Page(rows, limit: limit, at: "journal_index", StatusEntry.init)
        }
    }

    package func parkedStatuses(
        of owner: MailboxOwner, after: Int64, limit: Int
    ) async throws -> Page<ParkedStatus> {
        let arguments = try owner.arguments(after: after, limit: limit)
        return try await read { db in
            let rows = try db.rows(
                """
                SELECT * FROM parked_status
                WHERE journal_index > :after
                    AND (replier IN (\(Database.ownedAgencies)) OR issuer IN (\(Database.ownedAgencies)))
                ORDER BY journal_index LIMIT :limit
                """, arguments)
            return try Page(rows, limit: limit, at: "journal_index", ParkedStatus.init)
        }
    }

    package func agencies(matching text: String, after: String, limit: Int) async throws -> [Agency] {
        let words = AgencySpelling.words(ofName: text).split(separator: " ").prefix(24)
        // Without any word, a phrase that nothing matches.
        let pattern = words.isEmpty ? "\"\"" : words.map { "\"\($0)\"*" }.joined(separator: " ")
        return try await read { db in
            try db.rows(
                """
                SELECT record FROM agency WHERE id > :after AND (
                    id IN (SELECT agency FROM agency_identifier
                        WHERE identifier >= :prefix AND identifier < :prefix || x'7F')
                    OR number IN (SELECT rowid FROM agency_name WHERE agency_name MATCH :pattern))
                ORDER BY id LIMIT :limit
                """,
                ["after": after, "prefix": text.canonicalIdentifier, "pattern": pattern, "limit": limit]
            ).map { try $0.json("record") }
        }
    }

    package func deliveryRecord(_ id: DeliveryID) async throws -> DeliveryRecord? {
        guard let row = try await read({ try $0.delivery(id) }) else { return nil }
        return try await deliveries(of: row.document).first { $0.id == id }
    }

    /// What a query asks of a document.
    private static let wanted = """
            (:kind IS NULL OR kind = :kind) AND accepted_at BETWEEN :from AND :to
            AND (:name IS NULL OR code_key = :name OR document_key = :name)
            AND NOT EXISTS (SELECT 1 FROM json_each(:words) w
                WHERE instr(swiftLowercaseString(\(DocumentRecord.subject)), w.value) = 0)
        """

    private static let sentDocuments = """
        SELECT \(DocumentRecord.columns), journal_index AS place FROM document
        WHERE sender IN (\(Database.ownedAgencies)) AND journal_index < :before AND \(wanted)
        ORDER BY journal_index DESC LIMIT :limit
        """

    /// A document of many recipients has the place of its first, so that it comes once.
    private static let receivedDocuments = """
        SELECT \(DocumentRecord.columns), place FROM document JOIN (
            SELECT document AS held, min(position) AS place FROM delivery
            WHERE route = 'mailbox' AND state NOT IN ('refused', 'recalled')
                AND recipient IN (\(Database.ownedAgencies)) AND position < :before
            GROUP BY document
        ) ON held = document.id
        WHERE \(wanted)
        ORDER BY place DESC LIMIT :limit
        """
}

extension Page {
    /// Rows that were asked for up to `limit`, in the order of the column `place`.
    fileprivate init(
        _ rows: [Row], limit: Int, at place: String, _ element: (Row) throws -> Element
    ) throws {
        let last: Int64? = try rows.last.map { try $0.required(place) }
        self.init(try rows.map(element), next: rows.count == limit ? last : nil)
    }
}

extension MailboxOwner {
    fileprivate func arguments(after: Int64, limit: Int) throws -> StatementArguments {
        ["centre": centre, "ids": try agencies.columnText(), "after": after, "limit": limit]
    }
}

extension StatusEntry {
    fileprivate init(_ row: Row) throws {
        self.init(
            journalIndex: try row.required("journal_index"), document: try row.identifier("document"),
            delivery: try row.identifier("delivery"), recipient: try row.required("recipient"),
            message: try row.identifier("message"), status: try RecordedStatus(row))
    }
}
