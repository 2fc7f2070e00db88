import GRDB
import HubCore

extension SQLiteStore: RegisterStore {
    package func agency(_ id: String, at moment: Timestamp?) async throws -> Agency? {
        try await read { try $0.agency(id, at: moment) }
    }

    package func agencies(_ ids: [String], at moment: Timestamp?) async throws -> [String: Agency] {
        try await read { db in
            var found: [String: Agency] = [:]
            for id in ids { found[id] = try db.agency(id, at: moment) }
            return found
        }
    }

    package func allAgencies(after: String, limit: Int) async throws -> [Agency] {
        try await read { db in
            try db.rows("SELECT record FROM agency WHERE id > ? ORDER BY id LIMIT ?", [after, limit])
                .map { try $0.json("record") }
        }
    }

    package func put(agencies: [Agency], by: String, now: Timestamp) async throws -> Int {
        try await write { ledger in
            var changed = 0
            for var agency in agencies {
                let earlier = try ledger.db.agency(exactly: agency.id)
                agency.listing = agency.listing ?? earlier?.listing
                guard earlier != agency else { continue }
                try ledger.db.ensureUnambiguous(agency)
                try ledger.append(.agencyChanged(AgencyChanged(agency: agency, by: by)), at: now)
                changed += 1
            }
            return changed
        }
    }
}

extension Database {
    /// Whom an identifier names.
    /// - Parameter moment: where it named several agencies in different periods, the one of this moment; without it, and
    ///   where none was of that moment, the bearer itself before those who bore it formerly, the latest of them.
    func agency(_ id: String, at moment: Timestamp? = nil) throws -> Agency? {
        try row(
            """
            SELECT record FROM agency_identifier JOIN agency ON agency.id = agency
            WHERE identifier = :id
            ORDER BY :now IS NOT NULL AND coalesce(valid_from <= :now, 1) AND coalesce(:now < valid_until, 1) DESC,
                is_former, valid_until IS NULL DESC, valid_until DESC LIMIT 1
            """, ["id": id.canonicalIdentifier, "now": moment?.milliseconds])?.json("record")
    }

    func agency(exactly id: String) throws -> Agency? {
        try row("SELECT record FROM agency WHERE id = ?", [id])?.json("record")
    }

    /// No identifier, in whatever form, may name two agencies at one time.
    func ensureUnambiguous(_ agency: Agency) throws {
        let own = FormerIdentifier(agency.id, validFrom: agency.validFrom, validUntil: agency.validUntil)
        for claim in [own] + agency.formerIdentifiers {
            let others = try rows(
                "SELECT agency, valid_from, valid_until FROM agency_identifier WHERE identifier = ? AND agency <> ?",
                [claim.id, agency.id])
            for other in others
            where claim.period.overlaps(Period(from: other.moment("valid_from"), until: other.moment("valid_until"))) {
                throw StoreError(
                    .inconsistent,
                    "the identifier \(claim.id) of \(agency.id) already names the agency "
                        + "\(try other.required("agency") as String)")
            }
        }
    }
}
