import GRDB
import HubCore

/// What changes of agencies change in the views.
extension Ledger {
    func apply(_ changed: AgencyChanged) throws { try db.put(changed.agency) }
}

extension Database {
    fileprivate func put(_ agency: Agency) throws {
        let words = AgencySpelling.words(ofName: agency.name)
        let earlier = try row("SELECT number, words FROM agency WHERE id = ?", [agency.id])
        try run(
            """
            INSERT INTO agency (id, centre, listing, retired_at, words, record) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET centre = excluded.centre, listing = excluded.listing,
                retired_at = excluded.retired_at, words = excluded.words, record = excluded.record
            """,
            [
                agency.id, agency.centre, agency.listing?.id, agency.validUntil?.milliseconds,
                words, try agency.columnText(),
            ])
        let number: Int64 = try earlier?.required("number") ?? lastInsertedRowID
        try rename(number, from: earlier?["words"], to: words)
        try run("DELETE FROM agency_identifier WHERE agency = ?", [agency.id])
        let period = Period(from: agency.validFrom, until: agency.validUntil)
        try put(agency.id, of: agency.id, isFormer: false, period)
        for former in agency.formerIdentifiers where former.id != agency.id {
            try put(former.id, of: agency.id, isFormer: true, former.period)
        }
    }

    private func rename(_ number: Int64, from earlier: String?, to words: String) throws {
        guard earlier != words else { return }
        if let earlier {
            try run(
                "INSERT INTO agency_name (agency_name, rowid, words) VALUES ('delete', ?, ?)", [number, earlier])
        }
        try run("INSERT INTO agency_name (rowid, words) VALUES (?, ?)", [number, words])
    }

    private func put(_ identifier: String, of agency: String, isFormer: Bool, _ period: Period) throws {
        try run(
            """
            INSERT INTO agency_identifier (identifier, agency, is_former, valid_from, valid_until, skeleton)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                identifier, agency, isFormer, period.from?.milliseconds, period.until?.milliseconds,
                AgencySpelling.skeleton(ofIdentifier: identifier),
            ])
    }
}
