import GRDB
import HubCore

extension SQLiteStore: AxisListStore {
    package func follow(
        _ rows: [ListedAgency], as ourCentre: String, isLast: Bool, upTo version: Int64?, by: String,
        tentatively: Bool, now: Timestamp
    ) async throws -> ListStep {
        if tentatively {
            return try await read { try $0.step(rows, ourCentre: ourCentre, isLast: isLast, at: now) }
        }
        return try await write { ledger in
            let step = try ledger.db.step(rows, ourCentre: ourCentre, isLast: isLast, at: now)
            // What is left open would be forgotten if the list were not asked for it again.
            let version = step.unresolved.isEmpty ? version : nil
            try ledger.record(step.changes, by: by, listVersion: version, at: now)
            return step
        }
    }

    package func axisList() async throws -> AxisListState {
        try await read { db in
            guard let row = try db.row("SELECT * FROM axis_list") else {
                throw StoreError(.broken, "the axis' list has no state")
            }
            return AxisListState(
                version: row["version"], last: row["last"] == nil ? nil : try row.json("last"),
                lastAt: row.moment("last_at"), followedAt: row.moment("followed_at"),
                comparedAt: row.moment("compared_at"), held: row["held"] == nil ? nil : try row.json("held"))
        }
    }

    package func listContradictions(limit: Int) async throws -> [ListContradiction] {
        try await read { db in
            try db.rows("SELECT record FROM axis_list_contradiction ORDER BY agency, kind LIMIT ?", [limit])
                .map { try $0.json("record") }
        }
    }

    package func agenciesBeyond(after: String, limit: Int) async throws -> [AgencyBeyond] {
        try await read { db in
            try db.rows(
                """
                SELECT id, listing FROM agency WHERE is_local = 0 AND retired_at IS NULL AND id > ?
                ORDER BY id LIMIT ?
                """, [after, limit]
            ).map { AgencyBeyond(id: try $0.required("id"), listing: $0["listing"]) }
        }
    }

    package func countAgenciesBeyond() async throws -> Int {
        try await read { db in
            Int(try db.number("SELECT count(*) FROM agency WHERE is_local = 0 AND retired_at IS NULL") ?? 0)
        }
    }
}

extension Database {
    /// What rows of the list mean for the register as it is.
    ///
    /// A row whose parent is not known is put off, since its parent may stand further down; in the last step it is taken
    /// without one.
    fileprivate func step(
        _ rows: [ListedAgency], ourCentre: String, isLast: Bool, at now: Timestamp
    ) throws -> ListStep {
        var step = ListStep()
        var (changed, order) = ([String: (before: Agency?, after: Agency)](), [String]())
        var added: [String: String] = [:]
        for row in rows {
            let stored = try agency(row.code)
            let known = changed[stored?.id ?? row.code.canonicalIdentifier]?.after ?? stored
            let parent = try row.parentRow.isEmpty ? nil : added[row.parentRow] ?? agencyID(ofRow: row.parentRow)
            if parent == nil, !row.parentRow.isEmpty, !row.isDeleted {
                guard isLast else {
                    step.unresolved.append(row)
                    continue
                }
                step.contradictions.append(ListContradiction(.parentUnknown, row.code, row.parentRow))
            }
            switch row.verdict(on: known, parent: parent, ourCentre: ourCentre, at: now) {
            case .unchanged: break
            case .contradiction(let contradiction): step.contradictions.append(contradiction)
            case .change(let change):
                let id = change.after.id
                if changed[id] == nil {
                    order.append(id)
                    changed[id] = (change.before, change.after)
                }
                changed[id]?.after = change.after
                added[row.row] = id
            }
        }
        step.changes = order.compactMap { id in
            changed[id].flatMap { AgencyChange(from: $0.before, to: $0.after, at: now) }
        }
        return step
    }

    /// Rows name their parent by its row; some lists by its identifier.
    private func agencyID(ofRow row: String) throws -> String? {
        try text("SELECT id FROM agency WHERE listing = ? LIMIT 1", [row]) ?? agency(row)?.id
    }
}
