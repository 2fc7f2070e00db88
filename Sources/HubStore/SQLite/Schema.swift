import GRDB

/// The tables, by append-only migrations: a migration that has been released is never edited.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 journal") { try $0.execute(sql: journal) }
        migrator.registerMigration("2 documents and deliveries") { try $0.execute(sql: documents) }
        migrator.registerMigration("3 statuses") { try $0.execute(sql: statuses) }
        migrator.registerMigration("4 register") { try $0.execute(sql: firstRegister) }
        migrator.registerMigration("5 subject rules") { try $0.execute(sql: subjectRules) }
        migrator.registerMigration("7 register", migrate: Schema.register)
        migrator.registerMigration("6 negotiations") { db in
            for sql in [recalledDeliveries, negotiations, parking] { try db.execute(sql: sql) }
            try fillTolerantCodes(db)
        }
        migrator.registerMigration("8 tokens and webhooks") { try $0.execute(sql: tokensAndWebhooks) }
        migrator.registerMigration("9 credentials") { try $0.execute(sql: credentials) }
        migrator.registerMigration("9b registrations") { try $0.execute(sql: registrations) }
        migrator.registerMigration("10 carried up") { try $0.execute(sql: carriedUp) }
        migrator.registerMigration("11 destinations") { try $0.execute(sql: destinations) }
        migrator.registerMigration("12 retention") { try $0.execute(sql: retention) }
        migrator.registerMigration("13 narrow tables", migrate: Schema.narrowTables)
        migrator.registerMigration("14 duties") { try $0.execute(sql: duties) }
        migrator.registerMigration("16 tiles", migrate: Schema.tiles)
        migrator.registerMigration("17 witnesses") { try $0.execute(sql: witnesses) }
        migrator.registerMigration("17b stamps") { try $0.execute(sql: stamps) }
        migrator.registerMigration("18 settings") { try $0.execute(sql: settings) }
        migrator.registerMigration("19 accounts") { try $0.execute(sql: accounts) }
        return migrator
    }

    /// The journal, which is the truth, and the edge of its tree: whole at the head, and after every 256 entries (a full
    /// tile), so that any stretch can be checked without beginning at the first entry.
    private static let journal = """
        CREATE TABLE journal (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            document TEXT,
            entry TEXT NOT NULL CHECK (length(CAST(entry AS BLOB)) <= 65535),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32)
        ) STRICT;
        CREATE INDEX journal_document ON journal (document, idx) WHERE document IS NOT NULL;
        CREATE TABLE journal_head (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            size INTEGER NOT NULL,
            edge BLOB NOT NULL
        ) STRICT;
        CREATE TABLE journal_tile (
            size INTEGER PRIMARY KEY CHECK (size % 256 = 0),
            edge BLOB NOT NULL
        ) STRICT;
        INSERT INTO journal_head VALUES (1, 0, x'');
        INSERT INTO journal_tile VALUES (0, x'');
        """

    /// Views of the journal, and the payloads. `due_at` is when a delivery is next to be touched: not before then in
    /// `waiting`, the end of the lease in `leased`, nothing otherwise.
    private static let documents = """
        CREATE TABLE payload (
            sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            size INTEGER NOT NULL CHECK (size >= 0),
            bytes BLOB CHECK (bytes IS NULL OR length(bytes) = size)
        ) STRICT;
        CREATE TABLE document (
            journal_index INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
            business_type INTEGER NOT NULL,
            sender TEXT NOT NULL,
            document_key TEXT,
            code_key TEXT NOT NULL,
            date_key TEXT NOT NULL,
            claims_alone TEXT UNIQUE,
            sha256 TEXT NOT NULL UNIQUE REFERENCES payload (sha256),
            accepted_at INTEGER NOT NULL,
            origin TEXT NOT NULL,
            facts TEXT NOT NULL,
            receipt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX document_sender ON document (sender, journal_index);
        CREATE INDEX document_code ON document (code_key);
        CREATE INDEX document_key ON document (document_key) WHERE document_key IS NOT NULL;
        CREATE TABLE delivery (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL REFERENCES document (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
            priority INTEGER NOT NULL,
            recipient TEXT NOT NULL,
            name TEXT NOT NULL,
            route TEXT NOT NULL CHECK (route IN ('mailbox', 'axis')),
            state TEXT NOT NULL CHECK (state IN
                ('waiting', 'leased', 'available', 'fetched', 'delivered', 'failed', 'refused', 'dead')),
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER CHECK ((due_at IS NOT NULL) = (state IN ('waiting', 'leased'))),
            lease_owner TEXT CHECK ((lease_owner IS NOT NULL) = (state = 'leased')),
            reason TEXT,
            reference TEXT,
            created_at INTEGER NOT NULL,
            open_since INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            fetched_at INTEGER,
            delivered_at INTEGER,
            UNIQUE (document, recipient)
        ) STRICT;
        CREATE INDEX delivery_due ON delivery (route, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX delivery_order ON delivery (route, priority DESC, position) WHERE due_at IS NOT NULL;
        CREATE INDEX delivery_mailbox ON delivery (recipient, position) WHERE route = 'mailbox';
        CREATE INDEX delivery_open ON delivery (recipient, position)
            WHERE route = 'mailbox' AND state IN ('available', 'fetched');
        CREATE TABLE axis_item (
            doc_id TEXT PRIMARY KEY,
            outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'duplicate', 'conflict', 'refused')),
            document TEXT,
            codes TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            acknowledged_at INTEGER
        ) STRICT;
        CREATE INDEX axis_item_open ON axis_item (recorded_at) WHERE acknowledged_at IS NULL;
        """

    private static let statuses = """
        CREATE TABLE status (
            journal_index INTEGER PRIMARY KEY,
            document TEXT NOT NULL REFERENCES document (id),
            delivery TEXT NOT NULL REFERENCES delivery (id),
            message TEXT NOT NULL REFERENCES document (id),
            code TEXT NOT NULL,
            stated_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            description TEXT NOT NULL,
            staff TEXT NOT NULL,
            department TEXT NOT NULL,
            UNIQUE (delivery, code, stated_at)
        ) STRICT;
        CREATE INDEX status_document ON status (document, journal_index);
        CREATE TABLE parked_status (
            message TEXT PRIMARY KEY REFERENCES document (id),
            journal_index INTEGER NOT NULL,
            replier TEXT NOT NULL,
            issuer TEXT NOT NULL,
            document_key TEXT,
            code_key TEXT NOT NULL,
            date_key TEXT NOT NULL,
            about TEXT NOT NULL,
            status TEXT NOT NULL,
            parked_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX parked_status_code ON parked_status (issuer, code_key);
        CREATE INDEX parked_status_key ON parked_status (issuer, document_key) WHERE document_key IS NOT NULL;
        """

    /// `credential` alone is no view: what it holds is never journalled.
    private static let firstRegister = """
        CREATE TABLE agency (
            id TEXT PRIMARY KEY,
            old_id TEXT UNIQUE,
            centre TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX agency_centre ON agency (centre);
        CREATE TABLE certificate (
            fingerprint TEXT PRIMARY KEY CHECK (length(fingerprint) = 64),
            agency TEXT NOT NULL REFERENCES agency (id),
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX certificate_agency ON certificate (agency);
        CREATE TABLE centre (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1))
        ) STRICT;
        CREATE TABLE credential (
            centre TEXT PRIMARY KEY REFERENCES centre (id),
            sealed_secret BLOB,
            token_sha256 BLOB UNIQUE CHECK (token_sha256 IS NULL OR length(token_sha256) = 32)
        ) STRICT;
        """

    /// `search_key` is one value that the subject must have, folded; without one the rule is tried on all of the issuer's.
    private static let subjectRules = """
        CREATE TABLE subject_rule (
            id TEXT PRIMARY KEY,
            agency TEXT NOT NULL REFERENCES agency (id),
            issuer TEXT NOT NULL,
            search_key TEXT,
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX subject_rule_search ON subject_rule (issuer, search_key);
        CREATE INDEX subject_rule_agency ON subject_rule (agency);
        """
}
