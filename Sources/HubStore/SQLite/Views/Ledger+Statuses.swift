import GRDB
import HubCore

/// What statuses change in the views.
extension Ledger {
    func apply(_ recorded: StatusRecorded, index: Int64, at now: Timestamp) throws {
        let status = recorded.status
        try db.run(
            """
            INSERT INTO status (journal_index, document, delivery, message, code, stated_at, recorded_at, description,
                staff, department, match)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (delivery, code, stated_at) DO NOTHING
            """,
            [
                index, recorded.document.text, recorded.delivery.text, recorded.message.text, status.code,
                status.at.milliseconds, now.milliseconds, status.description, status.staff, status.department,
                try recorded.match?.columnText(),
            ])
        if Holding.Work(rawValue: status.code) != nil {
            // Whoever speaks of a packet has it.
            try db.run("UPDATE delivery SET has_left = 1 WHERE id = ?", [recorded.delivery.text])
        }
        try db.run("DELETE FROM parked_status WHERE message = ?", [recorded.message.text])
    }

    func apply(_ parked: StatusParked, index: Int64, at now: Timestamp) throws {
        let key = DocumentKey(
            issuer: parked.about.organID, date: parked.about.promulgationDate, code: parked.about.code)
        let other = parked.about.conventional
        try db.run(
            """
            INSERT INTO parked_status (message, journal_index, replier, issuer, document_key, code_key, date_key,
                code_tolerant, other_issuer, other_code, about, status, because, candidates, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (message) DO UPDATE SET because = excluded.because, candidates = excluded.candidates
            """,
            [
                parked.message.text, index, parked.replier, key.issuer, parked.about.documentID?.canonicalIdentifier,
                key.code, key.date, key.code.tolerantCode, try other.map { try db.registered($0.organID) },
                other?.code.tolerantCode, try parked.about.columnText(), try parked.status.columnText(),
                (parked.because ?? .unknown).rawValue, try (parked.candidates ?? []).columnText(), now.milliseconds,
            ])
    }
}
