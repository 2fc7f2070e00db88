import GRDB
import HubCore

extension SQLiteStore: MailboxStore {
    package func mailbox(
        of owner: MailboxOwner, kind: MessageFacts.Kind?, accepted: AcceptanceWindow, openOnly: Bool, after: Int64,
        limit: Int
    ) async throws -> [MailboxItem] {
        let sql = openOnly ? SQLiteStore.openItems : SQLiteStore.allItems
        let arguments: StatementArguments = try [
            "centre": owner.centre, "ids": owner.agencies.columnText(), "kind": kind?.rawValue,
            "from": accepted.from?.milliseconds ?? .min, "to": accepted.to?.milliseconds ?? .max, "after": after,
            "limit": limit,
        ]
        return try await read { try $0.rows(sql, arguments).map(MailboxItem.init) }
    }

    package func mailboxCount(of owner: MailboxOwner, kind: MessageFacts.Kind) async throws -> Int {
        let arguments: StatementArguments = try [
            "centre": owner.centre, "ids": owner.agencies.columnText(), "kind": kind.rawValue,
        ]
        return try await read { db in
            try db.number(
                """
                SELECT count(*) FROM delivery WHERE route = 'mailbox' AND state IN ('available', 'fetched')
                    AND recipient IN (\(Database.ownedAgencies)) AND kind = :kind
                """, arguments
            ).map(Int.init) ?? 0
        }
    }

    package func mailboxItem(_ delivery: DeliveryID) async throws -> MailboxItem? {
        try await read { try $0.row(SQLiteStore.oneItem, [delivery.text]).map(MailboxItem.init) }
    }

    package func markFetched(_ delivery: DeliveryID, by: String, now: Timestamp) async throws -> AcknowledgeOutcome {
        try await write { try $0.answer(delivery, .fetched, as: .fetched, by: by, now: now) }
    }

    package func acknowledge(
        _ delivery: DeliveryID, _ word: Acknowledgement, description: String?, by: String, now: Timestamp
    ) async throws -> AcknowledgeOutcome {
        let event = Transport.Event.acknowledged(word, description: description)
        return try await write { try $0.answer(delivery, event, as: .acknowledged, by: by, now: now) }
    }

    static let item = """
        SELECT d.position, d.id, d.document, d.kind, d.recipient, d.state, d.reason, d.changed_at, document.sender,
            \(DocumentRecord.facts), document.accepted_at, (SELECT centre FROM agency WHERE id = d.recipient) AS centre
        FROM delivery d JOIN document ON document.id = d.document
        """

    private static let oneItem =
        item + " WHERE d.id = ? AND d.route = 'mailbox' AND d.state NOT IN ('refused', 'recalled')"

    private static let owned = """
         WHERE d.route = 'mailbox' AND d.position > :after AND d.recipient IN (\(Database.ownedAgencies))
            AND (:kind IS NULL OR d.kind = :kind) AND d.created_at BETWEEN :from AND :to
        """

    static let openItems =
        item + owned + " AND d.state IN ('available', 'fetched') ORDER BY d.position LIMIT :limit"

    private static let allItems =
        item + owned + " AND d.state NOT IN ('refused', 'recalled') ORDER BY d.position LIMIT :limit"
}

extension Ledger {
    func answer(
        _ delivery: DeliveryID, _ event: Transport.Event, as kind: Moved.Event, by: String, now: Timestamp
    ) throws -> AcknowledgeOutcome {
        guard let row = try db.delivery(delivery), row.transport.route == .mailbox,
            ![.refused, .recalled].contains(row.transport.state)
        else {
            return .unknown
        }
        return switch try move(row, by: event, as: kind, said: by, at: now) {
        case .moved: .recorded
        case .repeated: .repeated
        case .impossible: .contradicts(row.transport.state)
        }
    }
}

extension MailboxItem {
    init(_ row: Row) throws {
        let facts: MessageFacts = try row.json("facts")
        self.init(
            position: try row.required("position"), delivery: try row.identifier("id"),
            document: try row.identifier("document"), kind: facts.kind, sender: try row.required("sender"),
            senderName: facts.from.name, recipient: try row.required("recipient"),
            recipientCentre: row["centre"] as String?, state: try row.choice("state"),
            reason: row["reason"] as String?, acceptedAt: try row.time("accepted_at"),
            changedAt: try row.time("changed_at"), code: facts.code, subject: facts.subject, priority: facts.priority,
            sha256: facts.sha256, size: facts.size)
    }
}

extension MailboxOwner {
    var centre: String? { if case .centre(let id) = self { id.canonicalIdentifier } else { nil } }

    var agencies: [String] {
        if case .agencies(let ids) = self { ids.map(\.canonicalIdentifier) } else { [] }
    }
}

extension Database {
    /// The identifiers of an owner's agencies, by `:centre` or by the JSON array `:ids` of old or new forms.
    static let ownedAgencies = """
        SELECT id FROM agency WHERE centre = :centre
        UNION SELECT agency FROM agency_identifier WHERE identifier IN (SELECT value FROM json_each(:ids))
        """
}
