import GRDB
import HubCore

extension Schema {
    /// The register with any number of identifiers for an agency, what finds one by a misspelt identifier or by its name,
    /// and how far it follows the axis' list.
    ///
    /// `agency_name` follows `agency.words` by hand: with `trusted_schema = OFF` no trigger may write to a virtual table.
    ///
    /// - `agency.listing` is the list's own name for the row; `retired_at` is the agency's `validUntil`.
    /// - `agency_identifier` holds every identifier that ever named an agency, its own (`is_former` 0) among them.
    /// - `axis_list`: the version followed, what last came of comparing (and when), when the register last followed the list
    ///   and last compared itself with all of it, and what is held for an operator.
    static func register(_ db: Database) throws {
        db.add(function: skeleton)
        db.add(function: words)
        try db.execute(sql: registerTables)
        db.remove(function: skeleton)
        db.remove(function: words)
    }

    private static let skeleton = DatabaseFunction("skeleton", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(AgencySpelling.skeleton(ofIdentifier:))
    }

    private static let words = DatabaseFunction("words", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(AgencySpelling.words(ofName:))
    }

    private static let registerTables = """
        CREATE TABLE agency_and_names (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            centre TEXT NOT NULL,
            is_local INTEGER NOT NULL CHECK (is_local IN (0, 1)),
            listing TEXT,
            retired_at INTEGER,
            words TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        INSERT INTO agency_and_names (id, centre, is_local, words, record)
            SELECT id, centre, record ->> 'isLocal', words(record ->> 'name'), record FROM agency;
        CREATE TABLE agency_identifier (
            identifier TEXT NOT NULL,
            agency TEXT NOT NULL REFERENCES agency (id),
            is_former INTEGER NOT NULL CHECK (is_former IN (0, 1)),
            valid_from INTEGER,
            valid_until INTEGER,
            skeleton TEXT NOT NULL,
            PRIMARY KEY (identifier, agency)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO agency_identifier
            SELECT id, id, 0, NULL, NULL, skeleton(id) FROM agency
            UNION ALL SELECT old_id, id, 1, NULL, NULL, skeleton(old_id) FROM agency WHERE old_id IS NOT NULL;
        DROP TABLE agency;
        ALTER TABLE agency_and_names RENAME TO agency;
        CREATE INDEX agency_centre ON agency (centre);
        CREATE INDEX agency_listing ON agency (listing) WHERE listing IS NOT NULL;
        CREATE INDEX agency_beyond ON agency (id, listing) WHERE is_local = 0 AND retired_at IS NULL;
        CREATE INDEX agency_identifier_agency ON agency_identifier (agency);
        CREATE INDEX agency_identifier_skeleton ON agency_identifier (skeleton);

        CREATE VIRTUAL TABLE agency_name USING fts5 (words, content = 'agency', content_rowid = 'number');
        INSERT INTO agency_name (agency_name) VALUES ('rebuild');

        CREATE TABLE axis_list (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            version INTEGER,
            last TEXT,
            last_at INTEGER,
            followed_at INTEGER,
            compared_at INTEGER,
            held TEXT
        ) STRICT;
        INSERT INTO axis_list (one) VALUES (1);
        CREATE TABLE axis_list_contradiction (
            agency TEXT NOT NULL,
            kind TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (agency, kind)
        ) STRICT, WITHOUT ROWID;
        """
}
