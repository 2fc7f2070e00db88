import Foundation
import GRDB
import HubCore

/// What acceptances change in the views.
extension Ledger {
    func apply(_ accepted: Accepted, index: Int64, at now: Timestamp) throws {
        let document = IncomingDocument(accepted)
        let receipt = try Receipt.given(
            documentID: document.id, sha256: document.facts.sha256, journalIndex: index, acceptedAt: now, by: signer)
        try db.run(
            """
            INSERT INTO document (journal_index, id, kind, business_type, sender, document_key, code_key, date_key,
                code_tolerant, accepted_at, origin, receipt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                index, document.id.text, document.facts.kind.rawValue, document.facts.businessType, document.sender,
                document.facts.documentID?.canonicalIdentifier, document.key.code, document.key.date,
                document.facts.code.tolerantCode, now.milliseconds, try document.origin.columnText(),
                try receipt.columnText(),
            ])
        try db.run(
            "INSERT INTO payload (position, sha256, size, bytes) VALUES (?, ?, ?, ?)",
            [index, Data(digest: document.facts.sha256), document.facts.size, takeArriving()])
        gave(receipt)
        if let trace = accepted.trace {
            try db.run("INSERT INTO document_trace (document, parent) VALUES (?, ?)", [document.id.text, trace])
        }
        try insert(accepted.deliveries, of: document, at: now)
        try noteAxisItem(accepted.origin, .accepted, document: document.id, at: now)
    }

    func apply(_ continued: Continued, at now: Timestamp) throws {
        guard
            let row = try db.row(
                "SELECT sender, origin, \(DocumentRecord.facts) FROM document WHERE id = ?", [continued.document.text])
        else { throw StoreError(.broken, "document \(continued.document) is continued and was not accepted") }
        var facts: MessageFacts = try row.json("facts")
        facts.add(continued)
        let document = IncomingDocument(
            id: continued.document, origin: try row.json("origin"), sender: try row.required("sender"), facts: facts,
            deliveries: continued.deliveries)
        try db.run("UPDATE document SET facts = ? WHERE id = ?", [try facts.columnText(), document.id.text])
        try insert(continued.deliveries, of: document, at: now)
    }

    /// More recipients of a document that was accepted before.
    func apply(_ addressed: Addressed, at now: Timestamp) throws {
        guard let record = try db.document(addressed.document) else {
            throw StoreError(.broken, "document \(addressed.document) is given recipients and was not accepted")
        }
        let document = IncomingDocument(
            id: record.id, origin: record.origin, sender: record.sender, facts: record.facts, deliveries: [])
        try insert(addressed.deliveries, of: document, at: now)
    }

    private func insert(_ deliveries: [NewDelivery], of document: IncomingDocument, at now: Timestamp) throws {
        for delivery in deliveries {
            // What came down the axis has left its sender, wherever it lies here: its sender is owed an answer.
            let hasLeft = if case .axis = document.origin { true } else { false }
            let due = delivery.state == .waiting ? now.milliseconds : nil
            try db.run(
                """
                INSERT INTO delivery (id, document, kind, priority, sender, lane, recipient, name, route, state,
                    due_at, reason, has_left, created_at, open_since, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    delivery.id.text, document.id.text, document.facts.kind.rawValue, document.facts.priority,
                    document.sender, document.lane.rawValue, delivery.recipient, delivery.name, delivery.route.rawValue,
                    delivery.state.rawValue, due, delivery.reason, hasLeft, now.milliseconds, now.milliseconds,
                    now.milliseconds,
                ])
            if due != nil { workArrived() }
        }
    }
}
