import GRDB
import HubCore

extension SQLiteStore: DutyStore {
    package func keepDuties(
        by plan: DutyPlan, digest: String, limit: Int, now: Timestamp
    ) async throws -> DutyPass {
        let progress = try await read { try $0.dutyProgress() }
        guard progress.plan == digest else {
            try await write { ledger in
                try ledger.append(.dutyPlanChanged(DutyPlanChanged(plan, digest: digest)), at: now)
                // What stands in the tables now is reckoned from them; what comes from here on is followed.
                try ledger.db.note(DutyProgress(plan: digest, followed: ledger.size, reckoned: -1))
            }
            return .goesOn
        }
        let stretch = try await read { try $0.stretch(from: progress, limit: limit) }
        guard !stretch.charges.isEmpty || stretch.isWhole else { return .upToDate }
        try await write { ledger in
            for charge in stretch.charges { try ledger.keep(charge, by: plan) }
            try ledger.db.note(stretch.reached)
        }
        return stretch.isWhole ? .goesOn : .upToDate
    }

    package func raiseSteps(by plan: DutyPlan, limit: Int, now: Timestamp) async throws -> Int {
        let come = try await read { try $0.placesOfStepsCome(by: now, limit: limit) }
        guard !come.isEmpty else { return 0 }
        try await write { ledger in
            for place in come {
                guard let row = try ledger.db.charges(ChargeRow.at, [place]).first else {
                    try ledger.db.run("DELETE FROM duty WHERE place = ?", [place])
                    continue
                }
                try ledger.raise(row, by: plan, now: now)
            }
        }
        return come.count
    }

    package func duties(
        _ query: DutyQuery, by plan: DutyPlan, after: DutyPlace?, limit: Int
    ) async throws -> [DutyRecord] {
        var (centre, ids): (String?, [String]) = (nil, [])
        switch query.concern {
        case .everybody: break
        case .agencies(let agencies): ids = agencies.map(\.canonicalIdentifier)
        case .centre(let id): centre = id.canonicalIdentifier
        }
        var arguments: StatementArguments = [
            "duty": query.duty?.rawValue, "until": query.dueBy?.milliseconds ?? .max,
            "due": after?.dueAt.milliseconds ?? .min, "place": after?.place ?? .min, "last": after?.duty.rawValue ?? "",
            "limit": limit,
        ]
        var sql = Database.allDuties
        if query.concern != .everybody {
            sql = Database.someDuties
            arguments += try ["centre": centre, "ids": ids.columnText()]
        }
        let (statement, bound) = (sql, arguments)
        return try await read { db in
            try db.rows(statement, bound).flatMap { found in
                let duty: Duty = try found.choice("duty")
                return try db.charges(ChargeRow.at, [try found.required("place") as Int64]).flatMap { row in
                    plan.clocks(of: row.charge).filter { $0.duty == duty && $0.metAt == nil }
                        .map { row.record(of: $0, by: plan) }
                }
            }
        }
    }

    package func duties(
        of document: DocumentID, by plan: DutyPlan
    ) async throws -> [DeliveryID: [DutyRecord]] {
        try await read { db in
            let charges = try db.charges(ChargeRow.ofDocument, [document.text])
            return Dictionary(
                charges.map { row in
                    (row.delivery, plan.clocks(of: row.charge).map { row.record(of: $0, by: plan) })
                }, uniquingKeysWith: { first, _ in first })
        }
    }

    package func dutyCounts(now: Timestamp) async throws -> [DutyCount] {
        try await read { db in
            try Duty.allCases.map { duty in
                let owed = try db.number("SELECT count(*) FROM duty WHERE duty = ?", [duty.rawValue])
                let overdue = try db.number(
                    "SELECT count(*) FROM duty INDEXED BY duty_due WHERE due_at < ? AND duty = ?",
                    [now.milliseconds, duty.rawValue])
                return DutyCount(duty: duty, owed: Int(owed ?? 0), overdue: Int(overdue ?? 0))
            }
        }
    }
}

/// How far the keeping of duties has come.
private struct DutyProgress {
    /// The digest of the plan by which they are reckoned.
    let plan: String
    /// The first entry of the journal that has not been followed.
    let followed: Int64
    /// While all are reckoned anew: the last place done.
    let reckoned: Int64?
}

/// What one stretch reckons, and where it leaves off.
private struct DutyStretch {
    let charges: [ChargeRow]
    let reached: DutyProgress
    /// Whether it has the length asked for, so that there may be more.
    let isWhole: Bool
}

extension Database {
    fileprivate func dutyProgress() throws -> DutyProgress {
        guard let row = try row("SELECT * FROM duty_progress") else {
            throw StoreError(.broken, "the progress of duties is missing")
        }
        return DutyProgress(
            plan: try row.required("plan"), followed: try row.required("followed"), reckoned: row["reckoned"])
    }

    fileprivate func note(_ progress: DutyProgress) throws {
        try run(
            "UPDATE duty_progress SET plan = ?, followed = ?, reckoned = ?",
            [progress.plan, progress.followed, progress.reckoned])
    }

    fileprivate func stretch(from progress: DutyProgress, limit: Int) throws -> DutyStretch {
        if let reckoned = progress.reckoned {
            let charges = try charges(ChargeRow.next, [reckoned, limit])
            let reached = DutyProgress(
                plan: progress.plan, followed: progress.followed,
                reckoned: charges.count < limit ? nil : charges.last?.place)
            // Its end is a step of its own, since what was accepted meanwhile is still to be followed.
            return DutyStretch(charges: charges, reached: reached, isWhole: true)
        }
        let head = try number("SELECT size FROM journal_head") ?? 0
        let end = min(progress.followed + Int64(limit), head)
        let (charges, followed) = try touched(from: progress.followed, to: end, atMost: limit)
        return DutyStretch(
            charges: charges, reached: DutyProgress(plan: progress.plan, followed: followed, reckoned: nil),
            isWhole: followed < end || end - progress.followed == Int64(limit))
    }

    /// The deliveries of which entries of the journal tell, each once, as they stand now; so many, and those of one entry more.
    private func touched(
        from: Int64, to: Int64, atMost limit: Int
    ) throws -> (charges: [ChargeRow], followed: Int64) {
        let entries = try rows(
            """
            SELECT idx, document, CASE WHEN kind IN ('accepted', 'continued', 'addressed', 'related') THEN NULL
                ELSE json_extract(entry, '$.fact.delivery') END AS delivery
            FROM journal WHERE idx >= ? AND idx < ? AND kind IN ('accepted', 'continued', 'addressed', 'related',
                'delivered', 'deliveryRefused', 'dead', 'acknowledged', 'sentAgain', 'forgotten', 'cancelled',
                'recalled', 'readdressed', 'statusRecorded', 'statusMatched', 'requested', 'negotiated')
            ORDER BY idx
            """, [from, to])
        var charges: [Int64: ChargeRow] = [:]
        var seen: Set<String> = []
        for entry in entries {
            let (document, delivery): (String?, String?) = (entry["document"], entry["delivery"])
            guard let name = delivery ?? document, seen.insert(name).inserted else { continue }
            if charges.count >= limit {
                return (charges.values.sorted { $0.place < $1.place }, try entry.required("idx"))
            }
            let sql = delivery == nil ? ChargeRow.ofDocument : ChargeRow.named
            for row in try self.charges(sql, [name]) { charges[row.place] = row }
        }
        return (charges.values.sorted { $0.place < $1.place }, to)
    }

    fileprivate func placesOfStepsCome(by now: Timestamp, limit: Int) throws -> [Int64] {
        let places = try rows(
            """
            SELECT place FROM duty INDEXED BY duty_next WHERE next_at IS NOT NULL AND next_at <= ?
            ORDER BY next_at LIMIT ?
            """, [now.milliseconds, limit])
        return try places.reduce(into: []) { all, row in
            let place: Int64 = try row.required("place")
            if all.last != place { all.append(place) }
        }
    }

    private static let page = """
        (:duty IS NULL OR duty = :duty) AND due_at <= :until AND (due_at, place, duty) > (:due, :place, :last)
        ORDER BY due_at, place, duty LIMIT :limit
        """

    fileprivate static let allDuties = "SELECT place, duty FROM duty INDEXED BY duty_due WHERE " + page

    /// Owed by these agencies, or shown to them.
    fileprivate static let someDuties = """
        SELECT place, duty FROM (
            SELECT place, duty, due_at FROM duty WHERE recipient IN (\(Database.ownedAgencies)) AND due_at <= :until
            UNION
            SELECT o.place, o.duty, o.due_at FROM duty_notice n JOIN duty o ON o.place = n.place AND o.duty = n.duty
            WHERE n.agency IN (\(Database.ownedAgencies))
        ) WHERE \(page)
        """
}
