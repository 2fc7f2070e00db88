extension Schema {
    /// The secret before the one in force goes on for a while; like it, it is sealed and never journalled.
    static let credentials = """
        ALTER TABLE credential ADD COLUMN previous_secret BLOB;
        ALTER TABLE credential ADD COLUMN previous_until INTEGER
            CHECK ((previous_until IS NULL) = (previous_secret IS NULL));
        """

    /// When each agency last changed, by the index of the journal entry that says so: what those ask who keep a copy of
    /// the register. And what centres have asked of the register and nobody has decided.
    static let registrations = """
        CREATE TABLE agency_version (
            agency TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX agency_version_order ON agency_version (version, agency);
        INSERT INTO agency_version (agency, version, changed_at)
            SELECT json_extract(entry, '$.fact.agency.id') AS agency, max(idx), max(at) FROM journal
            WHERE kind = 'agencyChanged' GROUP BY 1;
        CREATE TABLE agency_request (
            centre TEXT NOT NULL,
            agency TEXT NOT NULL,
            record TEXT NOT NULL,
            journal_index INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            PRIMARY KEY (centre, agency)
        ) STRICT;
        """
}
