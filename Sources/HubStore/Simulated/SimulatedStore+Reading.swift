import Foundation
import GRDB
import HubCore

/// What readers of the store see: what is on the disk. Not to be asked between ``SimulatedStore/write()`` and
/// ``SimulatedStore/sync()``, when readers of the real store see what was there before.
extension SimulatedStore {
    package func receipt(ofBytes sha256: String) throws -> Receipt? { try read { try $0.receipt(ofBytes: sha256) } }

    package func axisItem(_ docID: String) throws -> AxisItem? { try read { try $0.axisItem(docID) } }

    package func unacknowledgedAxisItems() throws -> [AxisItem] {
        try read { try $0.unacknowledgedAxisItems(limit: 1000) }
    }

    package func nextDue(in places: DestinationHealth.Places) throws -> Timestamp? {
        try read { try $0.nextDue(on: .axis, in: places) }
    }

    /// What lies in an agency's mailbox.
    package func mailbox(of agency: String) throws -> [MailboxItem] {
        let arguments: StatementArguments = try [
            "centre": nil, "ids": [agency].columnText(), "kind": nil, "from": Int64.min, "to": Int64.max, "after": 0,
            "limit": 100,
        ]
        return try read { try $0.rows(SQLiteStore.openItems, arguments).map(MailboxItem.init) }
    }

    package func bytes(_ sha256: String) throws -> [UInt8]? {
        try read { db in
            try db.row("SELECT bytes FROM payload WHERE sha256 = ?", [Data(digest: sha256)])
                .map { Array(try $0.required("bytes") as Data) }
        }
    }

    /// Whether a document is on the disk, whatever a reader is shown meanwhile.
    package func holds(_ sha256: String) throws -> Bool {
        try read { try $0.number("SELECT position FROM payload WHERE sha256 = ?", [Data(digest: sha256)]) }
            .map { $0 < size } ?? false
    }

    /// Where every delivery is.
    package func standing() throws -> [Standing] {
        try read { db in
            try db.rows(
                """
                SELECT d.id, d.document, d.recipient, d.route, d.state, lower(hex(p.sha256)) AS sha256, m.kind, m.sender,
                    m.origin
                FROM delivery d JOIN document m ON m.id = d.document JOIN payload p ON p.position = m.journal_index
                ORDER BY d.position
                """
            ).map(Standing.init)
        }
    }

    package struct Standing: Sendable {
        package let delivery: DeliveryID
        package let document: DocumentID
        package let recipient: String
        package let route: DeliveryRoute
        package let state: TransportState
        package let sha256: String
        package let kind: MessageFacts.Kind
        package let sender: String
        package let origin: Origin

        fileprivate init(_ row: Row) throws {
            delivery = try row.identifier("id")
            document = try row.identifier("document")
            recipient = try row.required("recipient")
            route = try row.choice("route")
            state = try row.choice("state")
            sha256 = try row.required("sha256")
            kind = try row.choice("kind")
            sender = try row.required("sender")
            origin = try row.json("origin")
        }
    }
}

extension Database {
    /// How urgent the deliveries are that are due and held by nobody, most urgent first.
    /// - Parameter crowded: recipients to whom nothing goes now.
    func dueUnclaimed(now: Timestamp, but crowded: Set<String>) throws -> [(id: DeliveryID, priority: Int)] {
        try rows(
            """
            SELECT id, priority FROM delivery WHERE route = 'axis' AND due_at <= ? AND is_held = 0
                AND recipient NOT IN (SELECT value FROM json_each(?)) ORDER BY priority DESC, position
            """, [now.milliseconds, try Array(crowded).columnText()]
        ).map { (try $0.identifier("id"), Int(try $0.required("priority") as Int64)) }
    }
}
