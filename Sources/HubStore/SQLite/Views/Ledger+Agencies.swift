import GRDB
import HubCore

/// What changes of agencies change in the views.
extension Ledger {
    func apply(_ changed: AgencyChanged) throws { try db.put(changed.agency) }

    func apply(_ changed: AgenciesChanged) throws {
        for agency in changed.agencies { try db.put(agency) }
        guard let version = changed.listVersion else { return }
        try db.run("UPDATE axis_list SET version = ?", [version])
    }

    func apply(_ synchronised: RegisterSynchronised, at now: Timestamp) throws {
        let record = try synchronised.columnText()
        try db.run("UPDATE axis_list SET last = ?, last_at = ?", [record, now.milliseconds])
        switch synchronised.outcome {
        case .completed:
            try db.run(
                """
                UPDATE axis_list SET version = :version, held = NULL, followed_at = :now,
                    compared_at = CASE WHEN :isWhole THEN :now ELSE compared_at END
                """,
                ["version": synchronised.listVersion, "now": now.milliseconds, "isWhole": synchronised.isWhole])
        case .held: try db.run("UPDATE axis_list SET held = ?", [record])
        case .discarded: try db.run("UPDATE axis_list SET held = NULL")
        case .failed: break
        }
        guard synchronised.outcome == .completed else { return }
        if synchronised.isWhole { try db.run("DELETE FROM axis_list_contradiction") }
        for contradiction in synchronised.contradictions {
            try db.run(
                """
                INSERT INTO axis_list_contradiction (agency, kind, record) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET record = excluded.record
                """, [contradiction.agency, contradiction.kind.rawValue, try contradiction.columnText()])
        }
    }
}

extension Database {
    fileprivate func put(_ agency: Agency) throws {
        let words = AgencySpelling.words(ofName: agency.name)
        let earlier = try row("SELECT number, words FROM agency WHERE id = ?", [agency.id])
        try run(
            """
            INSERT INTO agency (id, centre, is_local, listing, retired_at, words, record) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET centre = excluded.centre, is_local = excluded.is_local,
                listing = excluded.listing, retired_at = excluded.retired_at, words = excluded.words, record = excluded.record
            """,
            [
                agency.id, agency.centre, agency.isLocal, agency.listing?.id, agency.validUntil?.milliseconds,
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
