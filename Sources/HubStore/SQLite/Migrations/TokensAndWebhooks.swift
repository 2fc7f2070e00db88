extension Schema {
    /// Who may use the hub's own interface, and whom the hub calls.
    ///
    /// `token` and `webhook` are views of the journal. What proves a caller (`token_digest`) or signs for the hub
    /// (`webhook_secret`) is never journalled. The others are short-lived: answers kept for repeats, locks on mailboxes, and
    /// news on their way, which a fact put there in its own transaction.
    static let tokensAndWebhooks = """
        CREATE TABLE token (
            id TEXT PRIMARY KEY,
            agency TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX token_agency ON token (agency);
        CREATE TABLE token_digest (
            sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
            token TEXT NOT NULL REFERENCES token (id)
        ) STRICT;
        CREATE TABLE idempotency (
            caller TEXT NOT NULL,
            key TEXT NOT NULL,
            request BLOB NOT NULL CHECK (length(request) = 32),
            kept_until INTEGER NOT NULL,
            answer TEXT,
            PRIMARY KEY (caller, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_kept ON idempotency (kept_until);
        CREATE TABLE mailbox_lock (
            delivery TEXT PRIMARY KEY REFERENCES delivery (id),
            name TEXT NOT NULL,
            holder TEXT NOT NULL,
            until INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX mailbox_lock_name ON mailbox_lock (name);
        CREATE TABLE webhook (
            id TEXT PRIMARY KEY,
            agency TEXT NOT NULL,
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX webhook_agency ON webhook (agency);
        CREATE TABLE webhook_secret (
            webhook TEXT NOT NULL REFERENCES webhook (id),
            sealed BLOB NOT NULL,
            made_at INTEGER NOT NULL,
            valid_until INTEGER,
            PRIMARY KEY (webhook, sealed)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE webhook_progress (
            webhook TEXT PRIMARY KEY REFERENCES webhook (id),
            delivered INTEGER NOT NULL DEFAULT 0,
            expired INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            failing_since INTEGER,
            not_before INTEGER NOT NULL DEFAULT 0,
            last_delivered_at INTEGER,
            last_failure TEXT
        ) STRICT;
        CREATE TABLE webhook_message (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            webhook TEXT NOT NULL REFERENCES webhook (id),
            document TEXT,
            event TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            attempt INTEGER NOT NULL DEFAULT 0,
            lease_owner TEXT,
            lease_until INTEGER,
            CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
        ) STRICT;
        CREATE INDEX webhook_message_order ON webhook_message (webhook, position);
        CREATE INDEX webhook_message_age ON webhook_message (created_at);
        CREATE INDEX webhook_message_document ON webhook_message (webhook, document, position);
        """
}
