import GRDB
import HubCore

/// What statuses change in the views.
extension Ledger {
    func apply(_ recorded: StatusRecorded, index: Int64, at now: Timestamp) throws {
        let status = recorded.status
        try db.run(
            """
            INSERT INTO status (journal_index, document, delivery, message, code, stated_at, recorded_at, description,
                staff, department)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                index, recorded.document.text, recorded.delivery.text, recorded.message.text, status.code,
                status.at.milliseconds, now.milliseconds, status.description, status.staff, status.department,
            ])
        try db.run("DELETE FROM parked_status WHERE message = ?", [recorded.message.text])
    }

    func apply(_ parked: StatusParked, index: Int64, at now: Timestamp) throws {
        let key = DocumentKey(
            issuer: parked.about.organID, date: parked.about.promulgationDate, code: parked.about.code)
        try db.run(
            """
            INSERT INTO parked_status (message, journal_index, replier, issuer, document_key, code_key, date_key, about,
                status, parked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                parked.message.text, index, parked.replier, key.issuer, parked.about.documentID?.canonicalIdentifier,
                key.code, key.date, try parked.about.columnText(), try parked.status.columnText(), now.milliseconds,
            ])
    }
}
