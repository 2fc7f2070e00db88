import GRDB
import HubCore

extension SQLiteStore: MailboxLockStore {
    package func lock(
        _ name: LockID, in owner: MailboxOwner, kind: MessageFacts.Kind?, limit: Int, holder: String,
        until: Timestamp, now: Timestamp
    ) async throws -> [MailboxItem] {
        let arguments: StatementArguments = try [
            "centre": owner.centre, "ids": owner.agencies.columnText(), "kind": kind?.rawValue,
            "now": now.milliseconds, "limit": limit,
        ]
        return try await write { ledger in
            try ledger.db.run("DELETE FROM mailbox_lock WHERE until <= ?", [now.milliseconds])
            let items = try ledger.db.rows(SQLiteStore.freeItems, arguments).map(MailboxItem.init)
            for item in items {
                try ledger.db.run(
                    "INSERT INTO mailbox_lock (delivery, name, holder, until) VALUES (?, ?, ?, ?)",
                    [item.delivery.text, name.text, holder, until.milliseconds])
            }
            return items
        }
    }

    package func prolong(_ name: LockID, holder: String, until: Timestamp, now: Timestamp) async throws -> Int {
        try await write { ledger in
            try ledger.db.run(
                "UPDATE mailbox_lock SET until = ? WHERE name = ? AND holder = ? AND until > ?",
                [until.milliseconds, name.text, holder, now.milliseconds])
            return ledger.db.changesCount
        }
    }

    package func locks(on deliveries: [DeliveryID], now: Timestamp) async throws -> [DeliveryID: Timestamp] {
        let ids = try deliveries.map(\.text).columnText()
        return try await read { db in
            let rows = try db.rows(
                """
                SELECT delivery, until FROM mailbox_lock
                WHERE delivery IN (SELECT value FROM json_each(?)) AND until > ?
                """, [ids, now.milliseconds])
            return try Dictionary(
                rows.map { (try $0.identifier("delivery"), try $0.time("until")) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    package func acknowledge(
        _ delivery: DeliveryID, _ word: Acknowledgement, description: String?, under lock: LockID?, by: String,
        now: Timestamp
    ) async throws -> LockedAcknowledgement {
        let event = Transport.Event.acknowledged(word, description: description)
        return try await write { ledger in
            let held = try ledger.db.row(
                "SELECT name, until FROM mailbox_lock WHERE delivery = ? AND until > ?",
                [delivery.text, now.milliseconds])
            let holder = try held.map { try $0.required("name") as String }
            if let lock, holder != lock.text {
                // Said again under the lock that the first saying ended: the answer to that was lost.
                guard holder == nil, try ledger.db.isEnded(delivery) else { return .lockLost }
            } else if lock == nil, let held {
                return .heldByAnother(until: try held.time("until"))
            }
            let outcome = try ledger.answer(delivery, event, as: .acknowledged, by: by, now: now)
            if word != .processing { try ledger.db.run("DELETE FROM mailbox_lock WHERE delivery = ?", [delivery.text]) }
            return .said(outcome)
        }
    }

    private static let freeItems =
        item + """
             WHERE d.route = 'mailbox' AND d.recipient IN (\(Database.ownedAgencies))
                AND d.state IN ('available', 'fetched') AND (:kind IS NULL OR d.kind = :kind)
                AND NOT EXISTS (SELECT 1 FROM mailbox_lock l WHERE l.delivery = d.id AND l.until > :now)
            ORDER BY d.priority DESC, d.position LIMIT :limit
            """
}

extension Database {
    fileprivate func isEnded(_ delivery: DeliveryID) throws -> Bool {
        try number("SELECT 1 FROM delivery WHERE id = ? AND state IN ('delivered', 'failed')", [delivery.text]) != nil
    }
}
