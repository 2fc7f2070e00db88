import GRDB
import HubCore

extension SQLiteStore: RegisterStore {
    package func agency(_ id: String, at moment: Timestamp?) async throws -> Agency? {
        let id = id.canonicalIdentifier
        return try await memory.recall(\.bearers, id) {
            let bearers = try await read { try $0.bearers(of: id) }
            return bearers.isEmpty ? nil : bearers
        }?.bearer(at: moment)
    }

    package func agencies(_ ids: [String], at moment: Timestamp?) async throws -> [String: Agency] {
        let bearers = try await memory.recall(\.bearers, all: Set(ids.map(\.canonicalIdentifier))) { missing in
            try await read { db in
                var found: [String: [Bearer]] = [:]
                for id in missing {
                    let bearers = try db.bearers(of: id)
                    if !bearers.isEmpty { found[id] = bearers }
                }
                return found
            }
        }
        var named: [String: Agency] = [:]
        for id in ids { named[id] = bearers[id.canonicalIdentifier]?.bearer(at: moment) }
        return named
    }

    package func allAgencies(after: String, limit: Int) async throws -> [Agency] {
        try await read { db in
            try db.rows("SELECT record FROM agency WHERE id > ? ORDER BY id LIMIT ?", [after, limit])
                .map { try $0.json("record") }
        }
    }

    package func put(agencies: [Agency], by: String, now: Timestamp) async throws -> Int {
        try await write { ledger in
            let changes = try agencies.compactMap { agency in
                let earlier = try ledger.db.agency(exactly: agency.id)
                var next = agency
                next.listing = agency.listing ?? earlier?.listing
                return AgencyChange(from: earlier, to: next, at: now)
            }
            try ledger.record(changes, by: by, at: now)
            return changes.count
        }
    }

    package func state(
        _ statements: [AgencyStatement], by: String, tentatively: Bool, now: Timestamp
    ) async throws -> [AgencyChange] {
        do {
            return try await write { ledger in
                let changes = try ledger.db.changes(stating: statements, at: now)
                try ledger.record(changes, by: by, at: now)
                if tentatively { throw Tentative(changes: changes) }
                return changes
            }
        } catch let tentative as Tentative {
            return tentative.changes
        }
    }
}

/// Undoes what was only tried.
private struct Tentative: Error { let changes: [AgencyChange] }

extension Ledger {
    /// Journals changes, as many in an entry as fit.
    /// - Parameter listVersion: how far the axis' list has been followed once all of them are made.
    /// - Throws: ``StoreError/Code/inconsistent`` when an identifier would name two agencies at one time.
    func record(_ changes: [AgencyChange], by: String, listVersion: Int64? = nil, at now: Timestamp) throws {
        if changes.count == 1, listVersion == nil {
            try append(.agencyChanged(AgencyChanged(agency: changes[0].after, by: by)), at: now)
        } else {
            var (batch, size) = ([Agency](), 0)
            for agency in changes.map(\.after) {
                let bytes = try agency.columnText().utf8.count + 1
                if size + bytes > AgenciesChanged.largest {
                    try append(.agenciesChanged(AgenciesChanged(agencies: batch, by: by)), at: now)
                    (batch, size) = ([], 0)
                }
                batch.append(agency)
                size += bytes
            }
            let last = AgenciesChanged(agencies: batch, by: by, listVersion: listVersion)
            if !batch.isEmpty { try append(.agenciesChanged(last), at: now) }
        }
        for change in changes where change.before.map({ $0.identifiers != change.after.identifiers }) ?? true {
            try db.ensureUnambiguous(change.after)
        }
    }
}

extension Database {
    /// - Throws: ``StoreError/Code/inconsistent`` for a statement about an agency that is not there.
    fileprivate func changes(stating statements: [AgencyStatement], at now: Timestamp) throws -> [AgencyChange] {
        var (original, stated, order) = ([String: Agency](), [String: Agency](), [String]())
        for statement in statements {
            let known = try stated[statement.agency.id] ?? agency(exactly: statement.agency.id)
            guard let next = statement.applied(to: known) else {
                throw StoreError(.inconsistent, "the agency \(statement.agency.id) is unknown")
            }
            if stated[next.id] == nil {
                original[next.id] = known
                order.append(next.id)
            }
            stated[next.id] = next
        }
        return order.compactMap { id in
            stated[id].flatMap { AgencyChange(from: original[id], to: $0, at: now) }
        }
    }
}

extension Database {
    /// Whom an identifier names; see ``Swift/Array/bearer(at:)``.
    func agency(_ id: String, at moment: Timestamp? = nil) throws -> Agency? {
        try bearers(of: id.canonicalIdentifier).bearer(at: moment)
    }

    /// All whom an identifier (in canonical form) names or named.
    func bearers(of id: String) throws -> [Bearer] {
        try rows(
            """
            SELECT record, valid_from, valid_until, is_former FROM agency_identifier JOIN agency ON agency.id = agency
            WHERE identifier = ?
            """, [id]
        ).map { row in
            Bearer(
                agency: try row.json("record"), from: row.moment("valid_from"), until: row.moment("valid_until"),
                isFormer: try row.required("is_former"))
        }
    }

    /// The identifier in the register; as stated when it is not there.
    func registered(_ id: String) throws -> String {
        let id = id.canonicalIdentifier
        let bearers = try rows("SELECT agency FROM agency_identifier WHERE identifier = ? LIMIT 2", [id])
        // Nearly always one agency alone has ever had it: its record need not be read.
        guard bearers.count < 2 else { return try agency(id)?.id ?? id }
        return try bearers.first?.required("agency") ?? id
    }

    func agency(exactly id: String) throws -> Agency? {
        try row("SELECT record FROM agency WHERE id = ?", [id])?.json("record")
    }

    /// No identifier, in whatever form, may name two agencies at one time.
    func ensureUnambiguous(_ agency: Agency) throws {
        for claim in agency.identifiers {
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
