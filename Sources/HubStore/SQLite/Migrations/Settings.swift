extension Schema {
    /// By what the hub goes, and how it last ran. Of a hub that is older than these tables the last start is looked up once.
    static let settings = """
        CREATE TABLE setting (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE hub_run (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            started_at INTEGER NOT NULL,
            version TEXT NOT NULL,
            key TEXT,
            stopped_at INTEGER,
            why TEXT
        ) STRICT;
        INSERT INTO hub_run (one, started_at, version, key)
        SELECT 1, at, entry ->> '$.fact.version', entry ->> '$.fact.key' FROM journal WHERE kind = 'hubStarted'
        ORDER BY idx DESC LIMIT 1;
        """
}
