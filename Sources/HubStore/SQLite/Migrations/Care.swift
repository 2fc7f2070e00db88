extension Schema {
    /// `document_trace`: the trace that the sender's call named, where it named one. `retired_at`: since when a payload's bytes are
    /// no longer kept. `delivery_open` covers what mailboxes are counted by. `payload_file`: what a backup copies, and what the measures add up.
    static let retention = """
        CREATE TABLE document_trace (
            document TEXT PRIMARY KEY REFERENCES document (id),
            parent TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE payload ADD COLUMN retired_at INTEGER CHECK (retired_at IS NULL OR bytes IS NULL);
        ALTER TABLE document ADD COLUMN words_retired INTEGER NOT NULL DEFAULT 0 CHECK (words_retired IN (0, 1));
        DROP INDEX delivery_open;
        CREATE INDEX delivery_open ON delivery (recipient, position, priority)
            WHERE route = 'mailbox' AND state IN ('available', 'fetched');
        CREATE INDEX payload_file ON payload (size) WHERE bytes IS NULL AND retired_at IS NULL;
        """
}
