import GRDB
import HubCore

/// Statuses find the documents they are about, whichever of the two comes first.
extension Ledger {
    func relate(_ document: IncomingDocument, now: Timestamp) throws {
        switch document.facts.kind {
        case .status: try relate(status: document, now: now)
        case .document: try matchParked(with: document, now: now)
        }
    }

    /// Records a status on the delivery it is about; parks it when there is none.
    private func relate(status message: IncomingDocument, now: Timestamp) throws {
        guard let status = message.facts.status, var about = message.facts.responseFor.first else { return }
        about.organID = try db.agency(about.organID)?.id ?? about.organID.canonicalIdentifier
        let deliveries = try db.referenced(by: about).map {
            try db.deliveries(of: $0, concernedBy: message.id, status.code, from: message.sender)
        }
        guard let deliveries, !deliveries.isEmpty else {
            let parked = StatusParked(message: message.id, replier: message.sender, about: about, status: status)
            try append(.statusParked(parked), at: now)
            return
        }
        for delivery in deliveries where try !db.has(status, on: delivery.id) {
            let recorded = StatusRecorded(
                document: delivery.document, delivery: delivery.id, message: message.id, status: status)
            try append(.statusRecorded(recorded), at: now)
        }
    }

    /// Gives a document the statuses that were waiting for it.
    private func matchParked(with document: IncomingDocument, now: Timestamp) throws {
        let waiting = try db.rows(
            """
            SELECT message, replier, status FROM parked_status
            WHERE issuer = :issuer
                AND (document_key = :documentKey OR (code_key = :code AND date_key IN ('', :date)))
            ORDER BY journal_index
            """,
            [
                "issuer": document.key.issuer, "documentKey": document.facts.documentID?.canonicalIdentifier,
                "code": document.key.code, "date": document.key.date,
            ])
        for row in waiting {
            let status: StatedStatus = try row.json("status")
            let replier: String = try row.required("replier")
            let message: DocumentID = try row.identifier("message")
            for delivery in try db.deliveries(of: document.id, concernedBy: message, status.code, from: replier)
            where try !db.has(status, on: delivery.id) {
                let matched = StatusRecorded(
                    document: document.id, delivery: delivery.id, message: message, status: status)
                try append(.statusMatched(matched), at: now)
            }
        }
    }
}

extension Database {
    /// The deliveries a status is about: a request to give back (13) by the document's sender concerns those to whom the
    /// request itself goes, anything else the replier's own.
    fileprivate func deliveries(
        of document: DocumentID, concernedBy message: DocumentID, _ code: String, from replier: String
    ) throws -> [DeliveryRow] {
        try rows(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE document = :document AND CASE
                WHEN :code = '13' AND :replier = (SELECT sender FROM document WHERE id = :document)
                THEN recipient IN (SELECT recipient FROM delivery WHERE document = :message)
                ELSE recipient = :replier END
            ORDER BY position
            """,
            ["document": document.text, "message": message.text, "replier": replier, "code": code]
        ).map(DeliveryRow.init)
    }

    fileprivate func has(_ status: StatedStatus, on delivery: DeliveryID) throws -> Bool {
        try number(
            "SELECT 1 FROM status WHERE delivery = ? AND code = ? AND stated_at = ?",
            [delivery.text, status.code, status.at.milliseconds]) != nil
    }

    /// The document a reference is about: by issuer and DocumentId, else by natural key. Without a date the code must
    /// name one document alone, since numbers start anew every year.
    ///
    /// - Parameter reference: with the issuer's identifier in the register.
    func referenced(by reference: MessageFacts.Reference) throws -> DocumentID? {
        let key = DocumentKey(issuer: reference.organID, date: reference.promulgationDate, code: reference.code)
        if let documentKey = reference.documentID?.canonicalIdentifier, !documentKey.isEmpty {
            let row = try row(
                """
                SELECT id FROM document WHERE document_key = ? AND sender = ? AND kind = 'document'
                ORDER BY business_type IN (0, 3) DESC, journal_index DESC LIMIT 1
                """, [documentKey, key.issuer])
            if let row { return try row.identifier("id") }
        }
        let found = try rows(
            """
            SELECT id, date_key FROM document WHERE code_key = :code AND sender = :issuer AND kind = 'document'
                AND :date IN ('', date_key)
            ORDER BY business_type IN (0, 3) DESC, journal_index DESC LIMIT 100
            """, ["code": key.code, "issuer": key.issuer, "date": key.date])
        let dates = try Set(found.map { try $0.required("date_key") as String })
        return dates.count == 1 ? try found.first?.identifier("id") : nil
    }
}
