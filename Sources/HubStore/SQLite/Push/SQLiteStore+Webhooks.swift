import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    package func put(
        webhook: Webhook, secret: String?, overlap: Int64, by: String, now: Timestamp
    ) async throws {
        let sealed = try secret.map { try SealedSecret.seal($0, of: webhook.id.text, with: sealing) }
        try await write { ledger in
            guard try ledger.db.agency(webhook.agency)?.id == webhook.agency else {
                throw StoreError(.inconsistent, "the agency \(webhook.agency) is unknown")
            }
            let changed = WebhookChanged(webhook: webhook, secretSet: sealed != nil, by: by)
            try ledger.append(.webhookChanged(changed), at: now)
            guard let sealed else { return }
            try ledger.db.replaceSecret(
                of: webhook.id, by: sealed, validUntil: now.adding(milliseconds: overlap), now: now)
        }
    }

    package func change(webhook id: WebhookID, to change: WebhookChange, by: String, now: Timestamp) async throws {
        try await write { ledger in
            guard let webhook = try ledger.db.webhook(id) else {
                throw StoreError(.inconsistent, "there is no webhook \(id.text)")
            }
            try ledger.change(webhook, to: change, by: by, at: now)
        }
    }

    package func webhook(_ id: WebhookID) async throws -> Webhook? { try await read { try $0.webhook(id) } }

    package func webhooks(of agency: String?) async throws -> [WebhookStanding] {
        try await read { db in
            let id = try agency.map { try db.agency($0)?.id ?? $0.canonicalIdentifier }
            return try db.rows(
                """
                SELECT w.record, p.*, (SELECT count(*) FROM webhook_message m WHERE m.webhook = w.id) AS waiting
                FROM webhook w JOIN webhook_progress p ON p.webhook = w.id
                WHERE :agency IS NULL OR w.agency = :agency ORDER BY w.id
                """, ["agency": id]
            ).map(WebhookStanding.init)
        }
    }

    package func secrets(of webhook: WebhookID, now: Timestamp) async throws -> [String] {
        let sealed = try await read { db in
            try db.rows(
                """
                SELECT sealed FROM webhook_secret WHERE webhook = ? AND (valid_until IS NULL OR valid_until > ?)
                ORDER BY valid_until IS NOT NULL, made_at DESC
                """, [webhook.text, now.milliseconds]
            ).map { try $0.required("sealed") as Data }
        }
        return try sealed.map { try SealedSecret.open($0, of: webhook.text, with: sealing) }
    }
}

extension Ledger {
    /// Journals the change, when it is one.
    func change(_ webhook: Webhook, to change: WebhookChange, by: String, at now: Timestamp) throws {
        var next = webhook
        switch change {
        case .suspend(let reason):
            guard webhook.suspension == nil else { return }
            next.suspension = Webhook.Suspension(since: now, reason: reason)
        case .resume:
            guard webhook.suspension != nil else { return }
            next.suspension = nil
        case .remove: next.removedAt = now
        }
        try append(.webhookChanged(WebhookChanged(webhook: next, secretSet: false, by: by)), at: now)
    }

    func apply(_ changed: WebhookChanged) throws {
        let webhook = changed.webhook
        guard webhook.removedAt == nil else { return try db.remove(webhook.id) }
        let isOpen = webhook.suspension == nil
        try db.run(
            """
            INSERT INTO webhook (id, agency, is_open, record) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, record = excluded.record
            """, [webhook.id.text, webhook.agency, isOpen, try webhook.columnText()])
        try db.run(
            "INSERT INTO webhook_progress (webhook) VALUES (?) ON CONFLICT (webhook) DO NOTHING", [webhook.id.text])
        guard isOpen else { return }
        try db.run(
            "UPDATE webhook_progress SET failures = 0, failing_since = NULL, not_before = 0 WHERE webhook = ?",
            [webhook.id.text])
        workArrived()
    }
}

extension Database {
    func webhook(_ id: WebhookID) throws -> Webhook? {
        try row("SELECT record FROM webhook WHERE id = ?", [id.text])?.json("record")
    }

    fileprivate func remove(_ webhook: WebhookID) throws {
        try run("DELETE FROM webhook_message WHERE webhook = ?", [webhook.text])
        try run("DELETE FROM webhook_secret WHERE webhook = ?", [webhook.text])
        try run("DELETE FROM webhook_progress WHERE webhook = ?", [webhook.text])
        try run("DELETE FROM webhook WHERE id = ?", [webhook.text])
    }

    /// The secret in force becomes the one before, and any older ones go.
    fileprivate func replaceSecret(
        of webhook: WebhookID, by sealed: Data, validUntil: Timestamp, now: Timestamp
    ) throws {
        try run("DELETE FROM webhook_secret WHERE webhook = ? AND valid_until IS NOT NULL", [webhook.text])
        try run("UPDATE webhook_secret SET valid_until = ? WHERE webhook = ?", [validUntil.milliseconds, webhook.text])
        try run(
            """
            INSERT INTO webhook_secret (webhook, sealed, made_at) VALUES (?, ?, ?)
            ON CONFLICT (webhook, sealed) DO UPDATE SET valid_until = NULL
            """, [webhook.text, sealed, now.milliseconds])
    }
}

extension WebhookStanding {
    fileprivate init(_ row: Row) throws {
        self.init(
            webhook: try row.json("record"), waiting: try row.required("waiting"),
            delivered: try row.required("delivered"), expired: try row.required("expired"),
            failures: try row.required("failures"), failingSince: row.moment("failing_since"),
            lastDeliveredAt: row.moment("last_delivered_at"), lastFailure: row["last_failure"] as String?)
    }
}
