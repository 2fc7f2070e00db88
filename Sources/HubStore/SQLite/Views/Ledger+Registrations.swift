import GRDB
import HubCore

/// What changes of the register mean to those who keep a copy of it, and what centres ask of it.
extension Ledger {
    /// Notes in which version an agency became what it is.
    func noteVersion(_ version: Int64, of agency: String, at now: Timestamp) throws {
        try db.run(
            """
            INSERT INTO agency_version (agency, version, changed_at) VALUES (?, ?, ?)
            ON CONFLICT (agency) DO UPDATE SET version = excluded.version, changed_at = excluded.changed_at
            """, [agency, version, now.milliseconds])
    }

    func apply(_ asked: AgencyAsked, index: Int64, at now: Timestamp) throws {
        let request = asked.request
        try db.run(
            """
            INSERT INTO agency_request (centre, agency, record, journal_index, asked_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (centre, agency) DO UPDATE SET record = excluded.record,
                journal_index = excluded.journal_index, asked_at = excluded.asked_at
            """, [request.centre, request.agency, try request.columnText(), index, now.milliseconds])
    }

    func apply(_ decided: AgencyDecided) throws {
        try db.run(
            "DELETE FROM agency_request WHERE centre = ? AND agency = ?", [decided.centre, decided.agency])
    }
}
