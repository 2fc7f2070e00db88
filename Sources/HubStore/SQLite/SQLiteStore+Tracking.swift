import Foundation
import GRDB
import HubCore

extension SQLiteStore: TrackingStore {
    package func document(_ id: DocumentID) async throws -> DocumentRecord? {
        try await read { try $0.document(id) }
    }

    package func find(_ text: String, limit: Int) async throws -> [DocumentRecord] {
        try await read { try $0.find(text, limit: limit) }
    }

    package func referenced(by reference: MessageFacts.Reference) async throws -> DocumentRecord? {
        try await read { db in
            var reference = reference
            reference.organID = try db.agency(reference.organID)?.id ?? reference.organID.canonicalIdentifier
            guard case .one(let found) = try db.find(Search(reference)) else { return nil }
            return try db.document(found.document)
        }
    }

    package func deliveries(of document: DocumentID) async throws -> [DeliveryRecord] {
        try await deliveries(ofEach: [document])[document] ?? []
    }

    package func deliveries(ofEach documents: [DocumentID]) async throws -> [DocumentID: [DeliveryRecord]] {
        try await read { try $0.deliveries(ofEach: documents) }
    }

    package func sent(
        by owner: MailboxOwner, kind: MessageFacts.Kind?, accepted: AcceptanceWindow, before: Int64?, limit: Int
    ) async throws -> [DocumentRecord] {
        let arguments: StatementArguments = try [
            "centre": owner.centre, "ids": owner.agencies.columnText(), "kind": kind?.rawValue,
            "from": accepted.from?.milliseconds ?? .min, "to": accepted.to?.milliseconds ?? .max,
            "before": before ?? .max, "limit": limit,
        ]
        return try await read { db in
            try db.rows(
                """
                SELECT \(DocumentRecord.columns) FROM document
                WHERE sender IN (\(Database.ownedAgencies)) AND journal_index < :before
                    AND (:kind IS NULL OR kind = :kind) AND accepted_at BETWEEN :from AND :to
                ORDER BY journal_index DESC LIMIT :limit
                """, arguments
            ).map(DocumentRecord.init)
        }
    }

    package func payload(_ sha256: String) async throws -> StoredPayload? {
        try await read { [payloads] db in
            guard
                let row = try db.row(
                    "SELECT size, bytes, retired_at FROM payload WHERE sha256 = ?", [Data(digest: sha256)])
            else { return nil }
            guard row.moment("retired_at") == nil else {
                throw StoreError(.retired, "the bytes of \(sha256) are no longer kept")
            }
            let bytes = row["bytes"] as Data?
            return StoredPayload(
                sha256: sha256, size: try row.required("size"),
                content: bytes.map { .bytes(Array($0)) } ?? .file(path: payloads.file(of: sha256)))
        }
    }

    package func parkedStatuses(limit: Int) async throws -> [ParkedStatus] {
        try await read { db in
            try db.rows("SELECT * FROM parked_status ORDER BY journal_index LIMIT ?", [limit]).map(ParkedStatus.init)
        }
    }
}

extension Database {
    func find(_ text: String, limit: Int) throws -> [DocumentRecord] {
        let id = DocumentID(text)?.text
        let key = text.canonicalIdentifier
        return try rows(
            """
            SELECT \(DocumentRecord.columns) FROM document
            WHERE id = :id OR document_key = :key OR code_tolerant = :tolerant AND code_key = :key
            ORDER BY kind = 'status', journal_index DESC LIMIT :limit
            """, ["id": id, "key": key, "tolerant": key.tolerantCode, "limit": limit]
        ).map(DocumentRecord.init)
    }

    func deliveries(ofEach documents: [DocumentID]) throws -> [DocumentID: [DeliveryRecord]] {
        let ids = try documents.map(\.text).columnText()
        let statuses = try rows(
            """
            SELECT * FROM status WHERE document IN (SELECT value FROM json_each(?)) ORDER BY journal_index
            """, [ids])
        let byDelivery = try Dictionary(grouping: statuses) { try $0.required("delivery") as String }
            .mapValues { try $0.map(RecordedStatus.init) }
        let negotiations = try Dictionary(grouping: self.negotiations(aboutEach: documents), by: \.delivery.text)
        let deliveries = try rows(
            "SELECT * FROM delivery WHERE document IN (SELECT value FROM json_each(?)) ORDER BY position", [ids]
        ).map {
            let id: String = try $0.required("id")
            return try DeliveryRecord(
                $0, statuses: byDelivery[id] ?? [], negotiations: negotiations[id] ?? [])
        }
        return Dictionary(grouping: deliveries, by: \.document)
    }

    func document(_ id: DocumentID) throws -> DocumentRecord? {
        try row("SELECT \(DocumentRecord.columns) FROM document WHERE id = ?", [id.text]).map(DocumentRecord.init)
    }
}

extension DocumentRecord {
    /// As the acceptance's entry has them, unless something was added since, or taken away.
    private static let factsText =
        "coalesce(document.facts, (SELECT entry -> '$.fact.facts' FROM journal WHERE idx = document.journal_index))"

    static let facts = factsText + " AS facts"
    static let subject = "\(factsText) ->> '$.subject'"
    static let code = "\(factsText) ->> '$.code'"

    static let columns = """
        id, origin, sender, \(facts), accepted_at, journal_index, receipt,
        (SELECT json_group_array(r.document) FROM relation r WHERE r.packet = document.id AND r.kind = 'replace')
            AS replaces,
        (SELECT json_group_array(r.packet) FROM relation r WHERE r.document = document.id AND r.kind = 'replace')
            AS replaced_by,
        (SELECT json_group_array(r.packet) FROM relation r
            WHERE r.document = document.id AND r.kind = 'update' AND r.changes_document) AS amended_by
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.identifier("id"), origin: try row.json("origin"), sender: try row.required("sender"),
            facts: try row.json("facts"), acceptedAt: try row.time("accepted_at"),
            journalIndex: try row.required("journal_index"), receipt: try row.json("receipt"),
            replaces: try row.json("replaces"), replacedBy: try row.json("replaced_by"),
            amendedBy: try row.json("amended_by"))
    }
}

extension DeliveryRecord {
    init(_ row: Row, statuses: [RecordedStatus], negotiations: [Negotiation]) throws {
        let transport = try DeliveryRow(row).transport
        self.init(
            id: try row.identifier("id"), document: try row.identifier("document"),
            recipient: try row.required("recipient"), name: try row.required("name"), route: transport.route,
            lane: try row.lane(), state: transport.state, attempt: transport.attempt, notBefore: transport.notBefore,
            reason: transport.reason, reference: row["reference"] as String?, createdAt: try row.time("created_at"),
            changedAt: try row.time("changed_at"), fetchedAt: row.moment("fetched_at"),
            deliveredAt: row.moment("delivered_at"), statuses: statuses,
            negotiations: negotiations)
    }
}

extension ParkedStatus {
    init(_ row: Row) throws {
        self.init(
            message: try row.identifier("message"), replier: try row.required("replier"),
            about: try row.json("about"), status: try row.json("status"), parkedAt: try row.time("parked_at"),
            because: try row.choice("because"), candidates: try row.json("candidates"))
    }
}

extension RecordedStatus {
    init(_ row: Row) throws {
        self.init(
            code: try row.required("code"), at: try row.time("stated_at"), recordedAt: try row.time("recorded_at"),
            description: try row.required("description"), staff: try row.required("staff"),
            department: try row.required("department"), match: try row.optionalJSON("match"))
    }
}
