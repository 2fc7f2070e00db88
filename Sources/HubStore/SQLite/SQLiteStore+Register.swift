import GRDB
import HubCore

extension SQLiteStore: RegisterStore {
    package func agency(_ id: String) async throws -> Agency? {
        try await read { try $0.agency(id) }
    }

    package func agencies(_ ids: [String]) async throws -> [String: Agency] {
        try await read { db in
            var found: [String: Agency] = [:]
            for id in ids { found[id] = try db.agency(id) }
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
            for agency in agencies {
                if let earlier = try ledger.db.agency(exactly: agency.id), earlier == agency { continue }
                try ledger.db.ensureUnambiguous(agency)
                try ledger.append(.agencyChanged(AgencyChanged(agency: agency, by: by)), at: now)
                changed += 1
            }
            return changed
        }
    }
}

extension Database {
    /// By the identifier itself, else by the old form.
    func agency(_ id: String) throws -> Agency? {
        let id = id.canonicalIdentifier
        return try agency(exactly: id)
            ?? row("SELECT record FROM agency WHERE old_id = ?", [id])?.json("record")
    }

    /// The identifier in the register; as stated when it is not there.
    func registered(_ id: String) throws -> String { try agency(id)?.id ?? id.canonicalIdentifier }

    fileprivate func agency(exactly id: String) throws -> Agency? {
        try row("SELECT record FROM agency WHERE id = ?", [id])?.json("record")
    }

    /// No identifier, in whatever form, may name two agencies.
    fileprivate func ensureUnambiguous(_ agency: Agency) throws {
        let other = try text(
            "SELECT id FROM agency WHERE id <> :id AND (old_id IN (:id, :old) OR id = :old)",
            ["id": agency.id, "old": agency.oldID])
        if let other {
            throw StoreError(.inconsistent, "an identifier of \(agency.id) already names the agency \(other)")
        }
    }
}
