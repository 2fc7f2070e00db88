import Crypto
import Foundation
import GRDB
import HubCore

extension SQLiteStore: MailStore {
    package func claimMail(
        limit: Int, gatherFor: Int64, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [ClaimedMail] {
        let gathered = now.adding(milliseconds: -gatherFor)
        guard limit > 0, try await read({ try $0.hasMailToSend(gathered: gathered, now: now) }) else { return [] }
        return try await write { ledger in
            try ledger.db.makeMails(gathered: gathered, now: now)
            return try ledger.db.claimMails(limit, owner: owner, until: until, now: now)
        }
    }

    package func extend(_ mail: ClaimedMail, until: Timestamp) async throws -> Settlement {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE mail SET due_at = max(due_at, ?) WHERE id = ? AND lease_owner = ? AND attempt = ?",
                [until.milliseconds, mail.id, mail.owner, mail.attempt])
            return ledger.db.changesCount == 1 ? .settled : .leaseLost
        }
    }

    package func settle(
        _ mail: ClaimedMail, _ outcome: DispatchOutcome, now: Timestamp
    ) async throws -> Settlement {
        try await write { ledger in
            let held = try ledger.db.number(
                "SELECT 1 FROM mail WHERE id = ? AND lease_owner = ? AND attempt = ?",
                [mail.id, mail.owner, mail.attempt])
            guard held != nil else { return .leaseLost }
            switch outcome {
            case .delivered: try ledger.end(mail, .sent, nil, now)
            case .refused(let reason): try ledger.end(mail, .refused, reason, now)
            case .abandoned(let reason): try ledger.end(mail, .abandoned, reason, now)
            case .deferred(let reason, let notBefore):
                try ledger.db.run(
                    "UPDATE mail SET lease_owner = NULL, due_at = ?, reason = ? WHERE id = ?",
                    [notBefore.milliseconds, reason.clipped(to: 500), mail.id])
            }
            return .settled
        }
    }

    package func nextMailDue(gatherFor: Int64) async throws -> Timestamp? {
        try await read { db in
            let made = try db.number("SELECT min(due_at) FROM mail")
            let loose = try db.number(
                "SELECT min(created_at) FROM mail_line INDEXED BY mail_line_loose WHERE mail IS NULL")
            let moments = [made, loose.map { $0 + gatherFor }].compactMap(\.self)
            return moments.min().map(Timestamp.init(milliseconds:))
        }
    }
}

extension Ledger {
    fileprivate func end(
        _ mail: ClaimedMail, _ outcome: ReminderMailed.Outcome, _ reason: String?, _ now: Timestamp
    ) throws {
        let mailed = ReminderMailed(
            mail: mail.id, agency: mail.agency?.id, steps: mail.lines.count, outcome: outcome, reason: reason)
        try append(.reminderMailed(mailed), at: now)
        try db.run("DELETE FROM mail_line WHERE mail = ?", [mail.id])
        try db.run("DELETE FROM mail WHERE id = ?", [mail.id])
    }
}

extension Database {
    /// So many lines are in one mail, at most.
    private static let most = 200

    fileprivate func hasMailToSend(gathered: Timestamp, now: Timestamp) throws -> Bool {
        try number(
            """
            SELECT EXISTS (SELECT 1 FROM mail WHERE due_at <= ?)
                OR EXISTS (SELECT 1 FROM mail_line INDEXED BY mail_line_loose WHERE mail IS NULL AND created_at <= ?)
            """, [now.milliseconds, gathered.milliseconds]) == 1
    }

    /// One mail for each agency whose first line has waited long enough, with all of its lines.
    fileprivate func makeMails(gathered: Timestamp, now: Timestamp) throws {
        let agencies = try rows(
            """
            SELECT agency, min(position) AS first, min(created_at) AS oldest
            FROM mail_line INDEXED BY mail_line_loose WHERE mail IS NULL GROUP BY agency HAVING oldest <= ?
            """, [gathered.milliseconds])
        for row in agencies {
            let (agency, first): (String, Int64) = (try row.required("agency"), try row.required("first"))
            let name = "\(agency)|\(first)|\(now.milliseconds)"
            let id = Array(SHA256.hash(data: Data(name.utf8)).prefix(12)).hexadecimal
            try run(
                "INSERT INTO mail (id, agency, made_at, due_at) VALUES (?, ?, ?, ?)",
                [id, agency, now.milliseconds, now.milliseconds])
            try run(
                """
                UPDATE mail_line SET mail = ? WHERE position IN (
                    SELECT position FROM mail_line INDEXED BY mail_line_loose
                    WHERE agency = ? AND mail IS NULL ORDER BY position LIMIT \(Self.most))
                """, [id, agency])
        }
    }

    fileprivate func claimMails(
        _ limit: Int, owner: String, until: Timestamp, now: Timestamp
    ) throws -> [ClaimedMail] {
        let due = try rows("SELECT * FROM mail WHERE due_at <= ? ORDER BY due_at LIMIT ?", [now.milliseconds, limit])
        return try due.map { row in
            let (id, agency): (String, String) = (try row.required("id"), try row.required("agency"))
            try run(
                "UPDATE mail SET attempt = attempt + 1, lease_owner = ?, due_at = ? WHERE id = ?",
                [owner, until.milliseconds, id])
            let lines: [MailLine] = try rows("SELECT line FROM mail_line WHERE mail = ? ORDER BY position", [id])
                .map { try $0.json("line") }
            return ClaimedMail(
                id: id, agency: agency.isEmpty ? nil : try self.agency(exactly: agency), lines: lines,
                madeAt: try row.time("made_at"), attempt: try row.required("attempt") + 1, owner: owner)
        }
    }
}
