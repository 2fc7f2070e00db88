import Foundation
import GRDB
import HubCore

extension Schema {
    /// Every index into which documents fall anywhere costs each of them a page that is written twice, so there are few:
    ///
    /// - A payload has the place of the entry by which its document was accepted, and its digest, as 32 bytes, stands in one index:
    ///   by it a repeat is known.
    /// - `document_code` finds a code as a person writes it, a document of one sender among those, and what claims a natural key.
    /// - `facts` is empty while the journal's entry says it all: see ``DocumentRecord/facts``.
    static func narrowTables(_ db: Database) throws {
        try db.execute(sql: makeNarrowTables)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.journal_index, p.sha256, p.size, p.bytes, p.retired_at
                FROM document d JOIN payload p ON p.sha256 = d.sha256
                """)
        while let row = try rows.next() {
            let digest: String = try row.required("sha256")
            try db.execute(
                sql: "INSERT INTO new_payload VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    try row.required("journal_index") as Int64, Data(digest: digest),
                    try row.required("size") as Int64, row["bytes"] as Data?, row["retired_at"] as Int64?,
                ])
        }
        try db.execute(sql: replaceByNarrowTables)
    }

    private static let makeNarrowTables = """
        CREATE TABLE new_document (
            journal_index INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL CHECK (kind IN ('document', 'status')),
            business_type INTEGER NOT NULL,
            sender TEXT NOT NULL,
            document_key TEXT,
            code_key TEXT NOT NULL,
            code_tolerant TEXT NOT NULL,
            date_key TEXT NOT NULL,
            accepted_at INTEGER NOT NULL,
            origin TEXT NOT NULL,
            facts TEXT,
            receipt TEXT NOT NULL,
            words_retired INTEGER NOT NULL DEFAULT 0 CHECK (words_retired IN (0, 1))
        ) STRICT;
        INSERT INTO new_document SELECT journal_index, id, kind, business_type, sender, document_key, code_key, code_tolerant,
            date_key, accepted_at, origin, facts, receipt, words_retired FROM document;
        CREATE TABLE new_payload (
            position INTEGER PRIMARY KEY REFERENCES document (journal_index),
            sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
            size INTEGER NOT NULL CHECK (size >= 0),
            bytes BLOB CHECK (bytes IS NULL OR length(bytes) = size),
            retired_at INTEGER CHECK (retired_at IS NULL OR bytes IS NULL)
        ) STRICT;
        """

    private static let replaceByNarrowTables = """
        DROP TABLE document;
        DROP TABLE payload;
        ALTER TABLE new_document RENAME TO document;
        ALTER TABLE new_payload RENAME TO payload;
        CREATE INDEX document_sender ON document (sender, journal_index);
        CREATE INDEX document_code ON document (code_tolerant, sender);
        CREATE INDEX document_key ON document (document_key) WHERE document_key IS NOT NULL;
        CREATE INDEX payload_file ON payload (size) WHERE bytes IS NULL AND retired_at IS NULL;
        """
}
