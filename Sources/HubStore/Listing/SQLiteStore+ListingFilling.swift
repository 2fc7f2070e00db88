import GRDB
import HubCore

/// A document with all that came of it, to measure lists with.
package struct FilledDocument: Sendable {
    package struct Delivery: Sendable {
        package var id: DeliveryID
        package var recipient: String
        package var name: String
        package var route: DeliveryRoute
        package var state: TransportState
        package var statuses: [RecordedStatus] = []
        /// How the sender's request to give it back stands.
        package var recall: Negotiation.State?

        package init(id: DeliveryID, recipient: String, name: String, route: DeliveryRoute, state: TransportState) {
            (self.id, self.recipient, self.name, self.route, self.state) = (id, recipient, name, route, state)
        }
    }

    /// Among all entries of the journal; a hundred places after it are its own.
    package var place: Int64
    package var id: DocumentID
    package var sender: String
    package var origin: Origin
    package var facts: MessageFacts
    package var acceptedAt: Timestamp
    package var deliveries: [Delivery] = []

    package init(
        place: Int64, id: DocumentID, sender: String, origin: Origin, facts: MessageFacts, acceptedAt: Timestamp
    ) {
        (self.place, self.id, self.sender, self.origin) = (place, id, sender, origin)
        (self.facts, self.acceptedAt) = (facts, acceptedAt)
    }
}

extension SQLiteStore {
    /// Writes the rows that so many documents and all that was said of them would have left, without journal entries, payloads and
    /// signatures. For measuring: such a store can be listed, but its views are no fold of its journal.
    package func fill(_ documents: [FilledDocument]) async throws {
        try await pool.write { db in
            for document in documents { try db.fill(document) }
        }
    }
}

extension Database {
    fileprivate func fill(_ document: FilledDocument) throws {
        let facts = document.facts
        try run(
            """
            INSERT INTO document (journal_index, id, kind, business_type, sender, code_key, code_tolerant, date_key,
                accepted_at, origin, facts, receipt) VALUES (?, ?, 'document', ?, ?, ?, ?, ?, ?, ?, ?, '{}')
            """,
            [
                document.place, document.id.text, facts.businessType, document.sender, facts.code,
                facts.code.tolerantCode,
                facts.promulgationDate ?? "", document.acceptedAt.milliseconds, try document.origin.columnText(),
                try facts.columnText(),
            ])
        var place = document.place
        for delivery in document.deliveries {
            try fill(delivery, of: document)
            for status in delivery.statuses {
                place += 1
                try run(
                    """
                    INSERT INTO status (journal_index, document, delivery, message, code, stated_at, recorded_at,
                        description, staff, department) VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?)
                    """,
                    [
                        place, document.id.text, delivery.id.text, document.id.text, status.code,
                        status.at.milliseconds, status.recordedAt.milliseconds, status.staff, status.department,
                    ])
            }
            guard let recall = delivery.recall else { continue }
            place += 1
            try run(
                """
                INSERT INTO negotiation (journal_index, request, document, delivery, recipient, kind, state, reason,
                    asked_at, recorded_at) VALUES (?, ?, ?, ?, ?, 'recall', ?, '', ?, ?)
                """,
                [
                    place, document.id.text, document.id.text, delivery.id.text, delivery.recipient, recall.rawValue,
                    document.acceptedAt.milliseconds, document.acceptedAt.milliseconds,
                ])
        }
    }

    private func fill(_ delivery: FilledDocument.Delivery, of document: FilledDocument) throws {
        let moment = document.acceptedAt.milliseconds
        try run(
            """
            INSERT INTO delivery (id, document, kind, priority, sender, lane, recipient, name, route, state, due_at,
                created_at, open_since, changed_at, delivered_at)
            VALUES (?, ?, 'document', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                delivery.id.text, document.id.text, document.facts.priority, document.sender,
                2 * min(max(document.facts.priority, 0), 4) + 1, delivery.recipient, delivery.name,
                delivery.route.rawValue, delivery.state.rawValue, delivery.state == .waiting ? moment : nil, moment,
                moment, moment, delivery.state == .delivered ? moment : nil,
            ])
    }
}
