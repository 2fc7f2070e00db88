import GRDB
import HubCore

extension Schema {
    /// `has_left` says that a packet is, or may be, out of the hub: it was claimed once, fetched once, or its recipient has
    /// spoken of it. SQLite cannot change a CHECK, so the table is made anew.
    static let recalledDeliveries = """
        CREATE TABLE new_delivery (
            position INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL REFERENCES document (id),
            kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
            priority INTEGER NOT NULL,
            recipient TEXT NOT NULL,
            name TEXT NOT NULL,
            route TEXT NOT NULL CHECK (route IN ('mailbox', 'axis')),
            state TEXT NOT NULL CHECK (state IN
                ('waiting', 'leased', 'available', 'fetched', 'delivered', 'failed', 'refused', 'dead', 'recalled')),
            attempt INTEGER NOT NULL DEFAULT 0,
            due_at INTEGER CHECK ((due_at IS NOT NULL) = (state IN ('waiting', 'leased'))),
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
        INSERT INTO new_delivery SELECT position, id, document, kind, priority, recipient, name, route, state, attempt,
            due_at, lease_owner, reason, reference,
            attempt > 0 OR open_since > created_at OR state NOT IN ('waiting', 'available', 'refused')
                OR EXISTS (SELECT 1 FROM status WHERE status.delivery = delivery.id),
            created_at, open_since, changed_at, fetched_at, delivered_at FROM delivery;
        DROP TABLE delivery;
        ALTER TABLE new_delivery RENAME TO delivery;
        CREATE INDEX delivery_due ON delivery (route, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX delivery_order ON delivery (route, priority DESC, position) WHERE due_at IS NOT NULL;
        CREATE INDEX delivery_mailbox ON delivery (recipient, position) WHERE route = 'mailbox';
        CREATE INDEX delivery_open ON delivery (recipient, position)
            WHERE route = 'mailbox' AND state IN ('available', 'fetched');
        CREATE INDEX delivery_reference ON delivery (reference) WHERE reference IS NOT NULL;
        """

    static let negotiations = """
        CREATE TABLE negotiation (
            journal_index INTEGER PRIMARY KEY,
            request TEXT NOT NULL REFERENCES document (id),
            document TEXT NOT NULL REFERENCES document (id),
            delivery TEXT NOT NULL REFERENCES delivery (id),
            recipient TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('recall', 'update')),
            state TEXT NOT NULL CHECK (state IN
                ('asked', 'contested', 'unanswered', 'agreed', 'declined', 'takenBack', 'overtaken')),
            reason TEXT NOT NULL,
            asked_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            is_past INTEGER NOT NULL DEFAULT 0 CHECK (is_past IN (0, 1)),
            answer TEXT,
            answered_by TEXT REFERENCES document (id),
            CHECK ((answer IS NOT NULL) = (answered_by IS NOT NULL)),
            UNIQUE (request, delivery)
        ) STRICT;
        CREATE INDEX negotiation_delivery ON negotiation (delivery, journal_index);
        CREATE INDEX negotiation_document ON negotiation (document, journal_index);
        CREATE INDEX negotiation_awaited ON negotiation (recorded_at) WHERE state IN ('asked', 'contested');
        CREATE TABLE relation (
            journal_index INTEGER PRIMARY KEY,
            packet TEXT NOT NULL REFERENCES document (id),
            document TEXT NOT NULL REFERENCES document (id),
            kind TEXT NOT NULL CHECK (kind IN ('recall', 'update', 'replace')),
            match TEXT NOT NULL,
            changes_document INTEGER NOT NULL CHECK (changes_document IN (0, 1)),
            at INTEGER NOT NULL,
            UNIQUE (packet, document, kind)
        ) STRICT;
        CREATE INDEX relation_document ON relation (document, kind);
        ALTER TABLE status ADD COLUMN match TEXT;
        """

    /// What a parked packet may be found by: `other_…` are the issuer and code of a conventional DocumentId.
    static let parking = """
        ALTER TABLE document ADD COLUMN code_tolerant TEXT NOT NULL DEFAULT '';
        CREATE INDEX document_tolerant ON document (sender, code_tolerant);
        ALTER TABLE parked_status ADD COLUMN code_tolerant TEXT NOT NULL DEFAULT '';
        ALTER TABLE parked_status ADD COLUMN other_issuer TEXT;
        ALTER TABLE parked_status ADD COLUMN other_code TEXT;
        ALTER TABLE parked_status ADD COLUMN because TEXT NOT NULL DEFAULT 'unknown';
        ALTER TABLE parked_status ADD COLUMN candidates TEXT NOT NULL DEFAULT '[]';
        CREATE INDEX parked_status_tolerant ON parked_status (issuer, code_tolerant);
        CREATE INDEX parked_status_other ON parked_status (other_issuer, other_code) WHERE other_code IS NOT NULL;
        CREATE INDEX parked_status_name ON parked_status (document_key) WHERE document_key IS NOT NULL;
        CREATE INDEX axis_item_document ON axis_item (document) WHERE document IS NOT NULL;
        CREATE TABLE parked_request (
            journal_index INTEGER PRIMARY KEY,
            message TEXT NOT NULL REFERENCES document (id),
            sender TEXT NOT NULL,
            document_key TEXT,
            code_tolerant TEXT NOT NULL,
            other_issuer TEXT,
            other_code TEXT,
            request TEXT NOT NULL,
            because TEXT NOT NULL,
            candidates TEXT NOT NULL,
            parked_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX parked_request_message ON parked_request (message);
        CREATE INDEX parked_request_tolerant ON parked_request (sender, code_tolerant);
        CREATE INDEX parked_request_other ON parked_request (other_issuer, other_code) WHERE other_code IS NOT NULL;
        CREATE INDEX parked_request_name ON parked_request (document_key) WHERE document_key IS NOT NULL;
        """

    /// Gives what is there already the forms it is now found by.
    static func fillTolerantCodes(_ db: Database) throws {
        for table in ["document", "parked_status"] {
            let codes = try Row.fetchCursor(db, sql: "SELECT journal_index, code_key FROM \(table)")
            while let row = try codes.next() {
                let code: String = try row.required("code_key")
                let index: Int64 = try row.required("journal_index")
                try db.execute(
                    sql: "UPDATE \(table) SET code_tolerant = ? WHERE journal_index = ?",
                    arguments: [code.tolerantCode, index])
            }
        }
    }
}
