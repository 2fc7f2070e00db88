extension Schema {
    /// The queue as it is served: by lane, then by sender, then by time. SQLite cannot change a CHECK, so the table is made anew.
    ///
    /// - `delivery_queue` finds a sender's next delivery in a lane, and the next sender, by seeking, whatever lies between.
    /// - `delivery_due` tells whether anything in a lane is due, and when.
    /// - `is_held` takes what waits for a paused recipient out of both. Like a lease it is no view of the journal: it says where a
    ///   row stands in the queue, and a claim sets it as it meets the row.
    /// - `delivery_standing` has everything that has not arrived and will not by itself be fetched, for whoever looks at it.
    static let destinations = """
        CREATE TABLE pause (
            destination TEXT PRIMARY KEY,
            since INTEGER NOT NULL,
            operator TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE TABLE new_delivery (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL REFERENCES document (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
            priority INTEGER NOT NULL,
            sender TEXT NOT NULL,
            lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 9),
            recipient TEXT NOT NULL,
            name TEXT NOT NULL,
            route TEXT NOT NULL CHECK (route IN ('mailbox', 'axis')),
            state TEXT NOT NULL CHECK (state IN ('waiting', 'leased', 'available', 'fetched', 'delivered', 'failed',
                'refused', 'dead', 'cancelled', 'recalled')),
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER CHECK ((due_at IS NOT NULL) = (state IN ('waiting', 'leased'))),
            is_held INTEGER NOT NULL DEFAULT 0 CHECK (is_held IN (0, 1)),
            lease_owner TEXT CHECK ((lease_owner IS NOT NULL) = (state = 'leased')),
            reason TEXT,
            reference TEXT,
            has_left INTEGER NOT NULL DEFAULT 0 CHECK (has_left IN (0, 1)),
            created_at INTEGER NOT NULL,
            open_since INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            fetched_at INTEGER,
            delivered_at INTEGER,
            UNIQUE (document, recipient)
        ) STRICT;
        INSERT INTO new_delivery SELECT d.position, d.id, d.document, d.kind, d.priority, m.sender,
            2 * min(max(d.priority, 0), 4) + (p.size <= 1048576), d.recipient, d.name, d.route, d.state, d.attempt,
            d.due_at, 0, d.lease_owner, d.reason, d.reference, d.has_left, d.created_at, d.open_since, d.changed_at,
            d.fetched_at, d.delivered_at
            FROM delivery d JOIN document m ON m.id = d.document JOIN payload p ON p.sha256 = m.sha256;
        DROP TABLE delivery;
        ALTER TABLE new_delivery RENAME TO delivery;
        CREATE INDEX delivery_queue ON delivery (route, lane, sender, due_at) WHERE due_at IS NOT NULL AND is_held = 0;
        CREATE INDEX delivery_due ON delivery (route, lane, due_at) WHERE due_at IS NOT NULL AND is_held = 0;
        CREATE INDEX delivery_leased ON delivery (lease_owner) WHERE lease_owner IS NOT NULL;
        CREATE INDEX delivery_held ON delivery (recipient) WHERE is_held = 1;
        CREATE INDEX delivery_standing ON delivery (recipient, open_since, state)
            WHERE state IN ('waiting', 'leased', 'failed', 'refused', 'dead', 'cancelled');
        CREATE INDEX delivery_mailbox ON delivery (recipient, position) WHERE route = 'mailbox';
        CREATE INDEX delivery_open ON delivery (recipient, position)
            WHERE route = 'mailbox' AND state IN ('available', 'fetched');
        CREATE INDEX delivery_reference ON delivery (reference) WHERE reference IS NOT NULL;
        CREATE INDEX delivery_carried_up ON delivery (delivered_at, position)
            WHERE route = 'axis' AND state = 'delivered';
        CREATE INDEX webhook_message_leased ON webhook_message (webhook) WHERE lease_owner IS NOT NULL;
        """
}
