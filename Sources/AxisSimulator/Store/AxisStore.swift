import Foundation
import GRDB

/// What the axis remembers: its register, the packets with their bytes, and every delivery. Beside it, in a file of its own, what
/// no restored backup takes back: the history, and what the agencies played here still have to say.
///
/// One SQLite file in WAL with `synchronous = FULL`: what a method has returned is on the disk.
struct AxisStore: Sendable {
    let pool: DatabasePool
    let path: String
    /// The systems that call and fetch for themselves; every other agency is played.
    let systems: Set<String>

    /// Opens the file, making it when missing, and clears away what an interrupted upload left.
    init(path: String, systems: Set<String>) throws {
        self.systems = systems
        self.path = path
        pool = try DatabasePool(path: path, configuration: Self.configuration(historyPath: "\(path).history"))
        // GRDB sets NORMAL when it opens the writer; only now does FULL stay.
        let synchronous = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
        guard synchronous == 2 else { throw AxisStoreError(problem: "synchronous is \(synchronous ?? -1), not FULL") }
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA history.journal_mode = WAL; PRAGMA history.synchronous = FULL")
            try db.execute(sql: Self.historyTables)
        }
        try Self.migrator.migrate(pool)
        try pool.write { db in try db.execute(sql: "DELETE FROM payload WHERE isWhole = 0") }
    }

    func close() throws { try pool.close() }

    /// Every connection has the history beside what the axis remembers.
    private static func configuration(historyPath: String) -> Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "ATTACH DATABASE ? AS history", arguments: [historyPath])
        }
        return configuration
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("packets") { db in try db.execute(sql: packets) }
        migrator.registerMigration("old identifiers") { db in
            try db.execute(sql: "CREATE TABLE oldCode (key TEXT PRIMARY KEY, agency TEXT NOT NULL REFERENCES agency)")
        }
        // What agencies owe is theirs to remember, not the axis's: see the history.
        migrator.registerMigration("answers elsewhere") { db in try db.execute(sql: "DROP TABLE answer") }
        return migrator
    }

    private static let packets = """
        CREATE TABLE agency (
            key TEXT PRIMARY KEY,           -- the code in upper case
            code TEXT NOT NULL,
            id TEXT NOT NULL,
            parent TEXT NOT NULL,
            name TEXT NOT NULL,
            mail TEXT NOT NULL,
            centre TEXT NOT NULL,
            isDeleted INTEGER NOT NULL DEFAULT 0,
            version INTEGER NOT NULL,       -- grows with every change of the register
            modified INTEGER NOT NULL
        );

        CREATE TABLE payload (
            id INTEGER PRIMARY KEY,
            isWhole INTEGER NOT NULL DEFAULT 0
        );
        CREATE TABLE piece (
            payload INTEGER NOT NULL REFERENCES payload ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (payload, ordinal)
        ) WITHOUT ROWID;

        CREATE TABLE packet (
            id INTEGER PRIMARY KEY,
            docID TEXT NOT NULL UNIQUE,
            duplicateKey TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL CHECK (type IN ('edoc', 'status')),
            system TEXT,                    -- who handed it over; NULL for the axis itself
            sender TEXT NOT NULL,           -- From, as written
            documentKey TEXT,               -- the natural key of the document it is, or speaks of
            code TEXT NOT NULL,
            documentID TEXT,
            date TEXT,
            title TEXT NOT NULL,
            business INTEGER,               -- BussinessDocType
            statusCode TEXT,
            description TEXT,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            payload INTEGER NOT NULL REFERENCES payload,
            received INTEGER NOT NULL,
            repeats INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX packetByDocument ON packet (documentKey);
        CREATE INDEX packetBySystem ON packet (system, type);

        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY,
            packet INTEGER NOT NULL REFERENCES packet,
            docID TEXT NOT NULL UNIQUE,
            receiver TEXT NOT NULL,
            system TEXT,                    -- who fetches it; NULL for an agency the axis plays
            status TEXT NOT NULL CHECK (status IN ('initial', 'processing', 'done', 'fail')),
            description TEXT NOT NULL DEFAULT '',
            businessStatus TEXT,            -- the last status its receiver sent
            updated INTEGER NOT NULL
        );
        CREATE INDEX deliveryByPacket ON delivery (packet);
        CREATE INDEX deliveryWaiting ON delivery (system) WHERE status IN ('initial', 'processing');

        CREATE TABLE answer (
            delivery INTEGER NOT NULL REFERENCES delivery,
            ordinal INTEGER NOT NULL,
            code TEXT NOT NULL,
            description TEXT NOT NULL,
            due INTEGER NOT NULL,
            packet INTEGER REFERENCES packet, -- the status packet, once it was given
            PRIMARY KEY (delivery, ordinal)
        ) WITHOUT ROWID;
        CREATE INDEX answerDue ON answer (due) WHERE packet IS NULL;

        CREATE TABLE downward (
            file TEXT PRIMARY KEY,
            due INTEGER NOT NULL,
            packet INTEGER REFERENCES packet,
            problem TEXT                    -- why it could not be sent
        );
        """
}

/// The database is not what the axis needs.
struct AxisStoreError: Error, CustomStringConvertible {
    let problem: String
    var description: String { "axis database: \(problem)" }
}
