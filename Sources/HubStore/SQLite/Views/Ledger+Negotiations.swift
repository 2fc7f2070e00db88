import GRDB
import HubCore

/// What requests and their answers change in the views.
extension Ledger {
    func apply(_ related: Related, index: Int64, at now: Timestamp) throws {
        try db.run(
            """
            INSERT INTO relation (journal_index, packet, document, kind, match, changes_document, at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (packet, document, kind) DO NOTHING
            """,
            [
                index, related.packet.text, related.document.text, related.kind.rawValue,
                try related.match.columnText(), related.changesDocument ?? false, now.milliseconds,
            ])
    }

    /// A request overtakes the open ones before it; an update leaves a recall alone.
    func apply(_ requested: Requested, index: Int64, at now: Timestamp) throws {
        try overtake(on: requested.delivery, sparingRecalls: requested.kind == .update)
        try db.run(
            """
            INSERT INTO negotiation (journal_index, request, document, delivery, recipient, kind, state, reason,
                asked_at, recorded_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                index, requested.request.text, requested.document.text, requested.delivery.text, requested.recipient,
                requested.kind.rawValue, requested.state.rawValue, requested.reason, requested.at.milliseconds,
                now.milliseconds,
            ])
    }

    func apply(_ negotiated: Negotiated, at now: Timestamp) throws {
        let decides = negotiated.state == .agreed || negotiated.state == .declined
        let answer = decides ? negotiated.status.map { RecordedStatus($0, recordedAt: now) } : nil
        try db.run(
            """
            UPDATE negotiation SET state = :state, answer = coalesce(:answer, answer),
                answered_by = CASE WHEN :answer IS NULL THEN answered_by ELSE :message END
            WHERE request = :request AND delivery = :delivery
            """,
            [
                "state": negotiated.state.rawValue, "answer": try answer?.columnText(),
                "message": negotiated.message?.text, "request": negotiated.request.text,
                "delivery": negotiated.delivery.text,
            ])
        if negotiated.kind == .recall, negotiated.state == .agreed {
            try overtake(on: negotiated.delivery, sparingRecalls: false)
        }
    }

    private func overtake(on delivery: DeliveryID, sparingRecalls: Bool) throws {
        try db.run(
            """
            UPDATE negotiation SET state = 'overtaken'
            WHERE delivery = ? AND state IN ('asked', 'contested', 'unanswered') AND (kind = 'update' OR NOT ?)
            """, [delivery.text, sparingRecalls])
    }

    func apply(_ parked: RequestParked, index: Int64, at now: Timestamp) throws {
        let about = parked.request.about
        let other = about.conventional
        try db.run(
            """
            INSERT INTO parked_request (journal_index, message, sender, document_key, code_tolerant, other_issuer,
                other_code, request, because, candidates, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                index, parked.message.text, about.organID, about.documentID?.canonicalIdentifier,
                about.code.tolerantCode, try other.map { try db.registered($0.organID) }, other?.code.tolerantCode,
                try parked.request.columnText(), parked.because.rawValue, try parked.candidates.columnText(),
                now.milliseconds,
            ])
    }

    func apply(_ matched: RequestMatched) throws {
        try db.run("DELETE FROM parked_request WHERE journal_index = ?", [matched.parked])
    }
}

extension RecordedStatus {
    init(_ stated: StatedStatus, recordedAt: Timestamp) {
        self.init(
            code: stated.code, at: stated.at, recordedAt: recordedAt, description: stated.description,
            staff: stated.staff, department: stated.department)
    }
}

extension Negotiation {
    init(_ row: Row) throws {
        self.init(
            request: try row.identifier("request"), document: try row.identifier("document"),
            delivery: try row.identifier("delivery"), recipient: try row.required("recipient"),
            kind: try row.choice("kind"), state: try row.choice("state"), reason: try row.required("reason"),
            askedAt: try row.time("asked_at"), recordedAt: try row.time("recorded_at"),
            isPast: try row.required("is_past"), answer: try row.optionalJSON("answer"),
            answeredBy: (row["answered_by"] as String?).flatMap(DocumentID.init))
    }
}

extension Database {
    func negotiations(about document: DocumentID) throws -> [Negotiation] { try negotiations(aboutEach: [document]) }

    func negotiations(aboutEach documents: [DocumentID]) throws -> [Negotiation] {
        try rows(
            """
            SELECT * FROM negotiation WHERE document IN (SELECT value FROM json_each(?)) ORDER BY journal_index
            """, [documents.map(\.text).columnText()]
        ).map(Negotiation.init)
    }

    func negotiations(askedBy request: DocumentID) throws -> [Negotiation] {
        try rows("SELECT * FROM negotiation WHERE request = ? ORDER BY journal_index", [request.text])
            .map(Negotiation.init)
    }

    /// About the copy that the recipient has now.
    func negotiations(on delivery: DeliveryID) throws -> [Negotiation] {
        try rows("SELECT * FROM negotiation WHERE delivery = ? AND NOT is_past ORDER BY journal_index", [delivery.text])
            .map(Negotiation.init)
    }
}
