extension Schema {
    /// Who may use the pages.
    ///
    /// `account` is a view of the journal. What proves a person (`account_password`, `account_factor`, `recovery_code`) is never
    /// journalled, and neither is what is of a day: sessions, failures, the addresses that a person is known at. `login_refusal`
    /// holds refusals until their minute is over, and goes to the journal then.
    static let accounts = """
        CREATE TABLE account (
            id TEXT PRIMARY KEY,
            login TEXT NOT NULL UNIQUE,
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE account_password (
            account TEXT PRIMARY KEY REFERENCES account (id),
            hash TEXT NOT NULL,
            set_at INTEGER NOT NULL,
            good_until INTEGER
        ) STRICT;
        CREATE TABLE account_factor (
            account TEXT PRIMARY KEY REFERENCES account (id),
            sealed BLOB NOT NULL,
            confirmed_at INTEGER,
            last_step INTEGER
        ) STRICT;
        CREATE TABLE recovery_code (
            account TEXT NOT NULL REFERENCES account (id),
            sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
            used_at INTEGER,
            PRIMARY KEY (account, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE session (
            id TEXT PRIMARY KEY,
            sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
            account TEXT NOT NULL REFERENCES account (id),
            standing TEXT NOT NULL CHECK (standing IN ('awaitingCode', 'awaitingPassword', 'whole')),
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            peer TEXT NOT NULL,
            browser TEXT NOT NULL
        ) STRICT;
        CREATE INDEX session_account ON session (account, created_at);
        CREATE INDEX session_seen ON session (seen_at);
        CREATE TABLE login_failure (
            counter BLOB PRIMARY KEY CHECK (length(counter) = 32),
            failures INTEGER NOT NULL,
            last_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX login_failure_age ON login_failure (last_at);
        CREATE TABLE known_peer (
            account TEXT NOT NULL REFERENCES account (id),
            peer TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (account, peer)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE login_refusal (
            login TEXT NOT NULL,
            peer TEXT NOT NULL,
            because TEXT NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (login, peer)
        ) STRICT, WITHOUT ROWID;
        """
}
