import GRDB
import HubCore

extension SQLiteStore: PushStore {
    package func claimNews(
        limit: Int, perWebhook: Int, owner: String, until: Timestamp, expiry: Int64, now: Timestamp
    ) async throws -> [News] {
        guard limit > 0 else { return [] }
        return try await write { ledger in
            try ledger.db.dropNews(before: now.adding(milliseconds: -expiry))
            var claimed: [News] = []
            for outlet in try ledger.db.dueOutlets(now: now) where claimed.count < limit {
                let most = outlet.failures > 0 ? 1 : perWebhook
                let count = min(most - outlet.underWay, limit - claimed.count)
                claimed += try ledger.db.claim(count, of: outlet, owner: owner, until: until, now: now)
            }
            return claimed
        }
    }

    package func extend(_ news: News, until: Timestamp) async throws -> Settlement {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE webhook_message SET lease_until = max(lease_until, ?) WHERE id = ? AND lease_owner = ?",
                [until.milliseconds, news.id, news.owner])
            return ledger.db.changesCount == 1 ? .settled : .leaseLost
        }
    }

    package func settle(_ news: News, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        try await write { ledger in
            guard try ledger.db.holds(news) else { return .leaseLost }
            switch outcome {
            case .delivered: try ledger.db.noteDelivered(news, now: now)
            case .deferred(let reason, let notBefore):
                try ledger.db.noteFailure(of: news, reason, notBefore: notBefore, now: now)
            case .refused(let reason), .abandoned(let reason):
                try ledger.db.noteFailure(of: news, reason, notBefore: now, now: now)
                if let webhook = try ledger.db.webhook(news.webhook.id) {
                    try ledger.change(webhook, to: .suspend(reason: reason), by: "lienthong", at: now)
                }
            }
            return .settled
        }
    }

    package func nextNewsDue() async throws -> Timestamp? {
        try await read { db in
            try db.number(
                """
                SELECT min(max(p.not_before, coalesce(
                    (SELECT min(m.lease_until) FROM webhook_message m WHERE m.webhook = w.id), 0)))
                FROM webhook w JOIN webhook_progress p ON p.webhook = w.id
                WHERE w.is_open AND EXISTS (SELECT 1 FROM webhook_message m WHERE m.webhook = w.id)
                """
            ).map(Timestamp.init(milliseconds:))
        }
    }
}

/// A webhook that something may be sent to.
private struct Outlet {
    let webhook: Webhook
    let failures: Int
    let failingSince: Timestamp?
    /// News that a courier holds.
    let underWay: Int
}

extension Database {
    /// Those that are open, waited long enough, and have something waiting; whose news is oldest comes first.
    fileprivate func dueOutlets(now: Timestamp) throws -> [Outlet] {
        try rows(
            """
            SELECT w.record, p.failures, p.failing_since,
                (SELECT count(*) FROM webhook_message m WHERE m.webhook = w.id AND m.lease_until > :now) AS under_way,
                (SELECT min(m.position) FROM webhook_message m WHERE m.webhook = w.id) AS oldest
            FROM webhook w JOIN webhook_progress p ON p.webhook = w.id
            WHERE w.is_open AND p.not_before <= :now AND oldest IS NOT NULL
            ORDER BY oldest
            """, ["now": now.milliseconds]
        ).map { row in
            Outlet(
                webhook: try row.json("record"), failures: try row.required("failures"),
                failingSince: row.moment("failing_since"), underWay: try row.required("under_way"))
        }
    }

    fileprivate func claim(
        _ count: Int, of outlet: Outlet, owner: String, until: Timestamp, now: Timestamp
    ) throws -> [News] {
        guard count > 0 else { return [] }
        let due = try rows(
            """
            SELECT id, event FROM webhook_message m
            WHERE webhook = :webhook AND coalesce(lease_until, 0) <= :now
                AND NOT EXISTS (SELECT 1 FROM webhook_message e
                    WHERE e.webhook = m.webhook AND e.document = m.document AND e.position < m.position)
            ORDER BY position LIMIT :count
            """, ["webhook": outlet.webhook.id.text, "now": now.milliseconds, "count": count])
        return try due.map { row in
            let id: String = try row.required("id")
            try run(
                "UPDATE webhook_message SET attempt = attempt + 1, lease_owner = ?, lease_until = ? WHERE id = ?",
                [owner, until.milliseconds, id])
            return News(
                id: id, webhook: outlet.webhook, event: try row.json("event"), attempt: outlet.failures + 1,
                openSince: outlet.failingSince ?? now, owner: owner, until: until)
        }
    }

    fileprivate func holds(_ news: News) throws -> Bool {
        try number("SELECT 1 FROM webhook_message WHERE id = ? AND lease_owner = ?", [news.id, news.owner]) != nil
    }

    fileprivate func noteDelivered(_ news: News, now: Timestamp) throws {
        try run("DELETE FROM webhook_message WHERE id = ?", [news.id])
        try run(
            """
            UPDATE webhook_progress SET delivered = delivered + 1, failures = 0, failing_since = NULL, not_before = 0,
                last_delivered_at = ? WHERE webhook = ?
            """, [now.milliseconds, news.webhook.id.text])
    }

    fileprivate func noteFailure(
        of news: News, _ reason: String, notBefore: Timestamp, now: Timestamp
    ) throws {
        try run("UPDATE webhook_message SET lease_owner = NULL, lease_until = NULL WHERE id = ?", [news.id])
        try run(
            """
            UPDATE webhook_progress SET failures = failures + 1, failing_since = coalesce(failing_since, :now),
                not_before = :notBefore, last_failure = :reason WHERE webhook = :webhook
            """,
            [
                "now": now.milliseconds, "notBefore": notBefore.milliseconds, "reason": reason.clipped(to: 500),
                "webhook": news.webhook.id.text,
            ])
    }

    /// Counts what has waited too long, and drops it: the mailbox and the tracking still hold what it told of.
    fileprivate func dropNews(before moment: Timestamp) throws {
        let old = try rows(
            """
            SELECT webhook, count(*) AS number FROM webhook_message WHERE created_at < ? GROUP BY webhook
            """, [moment.milliseconds])
        guard !old.isEmpty else { return }
        for row in old {
            try run(
                "UPDATE webhook_progress SET expired = expired + ? WHERE webhook = ?",
                [try row.required("number") as Int64, try row.required("webhook") as String])
        }
        try run("DELETE FROM webhook_message WHERE created_at < ?", [moment.milliseconds])
    }
}
