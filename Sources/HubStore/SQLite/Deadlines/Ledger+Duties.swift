import GRDB
import HubCore

/// Keeping what is owed, and raising steps.
extension Ledger {
    /// Brings the rows of one delivery to what is owed for it now.
    func keep(_ row: ChargeRow, by plan: DutyPlan) throws {
        let owed = plan.clocks(of: row.charge).filter { $0.metAt == nil }
        for duty in Duty.allCases {
            guard let clock = owed.first(where: { $0.duty == duty }) else {
                try db.run("DELETE FROM duty WHERE place = ? AND duty = ?", [row.place, duty.rawValue])
                try db.run("DELETE FROM duty_notice WHERE place = ? AND duty = ?", [row.place, duty.rawValue])
                continue
            }
            let next = plan.ahead(of: clock, raised: row.raised(for: clock).map(\.step)).first
            try db.run(
                """
                INSERT INTO duty (place, duty, recipient, since, due_at, runs_always, next_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (place, duty) DO UPDATE SET since = excluded.since, due_at = excluded.due_at,
                    runs_always = excluded.runs_always, next_at = excluded.next_at
                WHERE due_at <> excluded.due_at OR since <> excluded.since OR next_at IS NOT excluded.next_at
                """,
                [
                    row.place, duty.rawValue, row.recipient, clock.since.milliseconds, clock.dueAt.milliseconds,
                    clock.runsAlways, next?.at.milliseconds,
                ])
        }
    }

    /// Raises the furthest step that has come for each duty of a delivery, where it is still owed.
    func raise(_ row: ChargeRow, by plan: DutyPlan, now: Timestamp) throws {
        try keep(row, by: plan)
        for clock in plan.clocks(of: row.charge) where clock.metAt == nil {
            let ahead = plan.ahead(of: clock, raised: row.raised(for: clock).map(\.step))
            guard let last = ahead.lastIndex(where: { $0.at <= now }) else { continue }
            let (step, next) = (ahead[last].step, ahead.dropFirst(last + 1).first)
            let escalated = DutyEscalated(
                document: row.document, delivery: row.delivery, recipient: row.recipient, clock: clock,
                step: step.name, told: try told(of: row, step), nextAt: next?.at)
            try append(.dutyEscalated(escalated), at: now)
        }
    }

    /// Who of those that the step names there is, and how each can be told: nobody beyond the axis gets mail from here.
    private func told(of row: ChargeRow, _ step: Ladder.Step) throws -> [DutyEscalated.Told] {
        try step.tells.compactMap { party in
            guard party != .operators else {
                return DutyEscalated.Told(party, by: step.by.filter { $0 != .webhook })
            }
            guard let agency = try agency(party, of: row) else { return nil }
            let means = step.by.filter { $0 != .mail || (agency.isLocal && !agency.contacts.mail.isEmpty) }
            return DutyEscalated.Told(party, agency: agency.id, by: means)
        }
    }

    private func agency(_ party: Ladder.Party, of row: ChargeRow) throws -> Agency? {
        switch party {
        case .recipient: try db.agency(row.recipient)
        case .parent: try db.agency(row.recipient)?.parent.flatMap { try db.agency($0) }
        case .sender: try db.agency(row.sender)
        case .operators: nil
        }
    }

    func apply(_ escalated: DutyEscalated, index: Int64, at now: Timestamp) throws {
        guard let place = try db.place(of: escalated.delivery) else { return }
        let duty = escalated.duty.rawValue
        try db.run(
            "INSERT INTO duty_step (place, duty, since, step, at) VALUES (?, ?, ?, ?, ?)",
            [place, duty, escalated.since.milliseconds, escalated.step, now.milliseconds])
        try db.run(
            "UPDATE duty SET next_at = ? WHERE place = ? AND duty = ?",
            [escalated.nextAt?.milliseconds, place, duty])
        for told in escalated.told where told.by.contains(.page) {
            guard let agency = told.agency else { continue }
            try db.run(
                "INSERT INTO duty_notice (place, duty, agency) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [place, duty, agency])
        }
    }

    /// Puts what is told by webhook and by mail on its way.
    func tell(of escalated: DutyEscalated, _ index: Int64, _ now: Timestamp) throws {
        guard let (facts, sender) = try db.facts(of: escalated.document) else { return }
        for told in escalated.told {
            if let agency = told.agency, told.by.contains(.webhook) {
                try queue(index, to: agency) {
                    PushEvent(
                        .deadlineRaised, at: now, agency: agency, document: escalated.document,
                        delivery: escalated.delivery, facts: facts, sender: sender, recipient: escalated.recipient,
                        deadline: PushEvent.Deadline(
                            duty: escalated.duty, dueAt: escalated.dueAt, step: escalated.step))
                }
            }
            guard told.by.contains(.mail) else { continue }
            let line = MailLine(
                code: facts.code, subject: facts.subject, sender: sender, recipient: escalated.recipient,
                priority: facts.priority, duty: escalated.duty, dueAt: escalated.dueAt, step: escalated.step)
            try db.run(
                "INSERT INTO mail_line (agency, line, created_at) VALUES (?, ?, ?)",
                [told.agency ?? "", try line.columnText(), now.milliseconds])
            workArrived()
        }
    }
}

extension Database {
    fileprivate func place(of delivery: DeliveryID) throws -> Int64? {
        try number("SELECT position FROM delivery WHERE id = ?", [delivery.text])
    }
}
