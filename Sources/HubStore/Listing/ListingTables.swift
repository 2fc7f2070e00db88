import GRDB

/// The tables of the lists' own file.
///
/// - `listed` has a narrow row for each agency, box and document, clustered as it is read: to filter a box is to run along it. What
///   people read in a list is not in it, but fetched for the rows of one page. `to_do_rank` is there for what is to do.
/// - `found` holds what the index `word` has of a document (an index without a copy cannot take anything back), and whose rows there are.
///   Beginnings of words have indexes of their own, nearly as long as syllables grow: without them every document of whatever agency
///   with such a word is gathered before the first is found.
/// - `figure` and `figure_time` are sums of what rows have, for each agency with those below it: ``FigureShare``. `marks` and `times` are what
///   a row has for them alone.
/// - `day_span` tells between which places the documents of a day lie.
/// - `progress`: by which plan due times are reckoned, the first entry that was not followed, the hash of the last that was, and,
///   while all rows are made anew, the place before which they are to be made.
enum ListingTables {
    /// Of the tables and of what is put into them: a file of another edition is thrown away.
    static let edition = 1

    static let all = """
        CREATE TABLE progress (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            plan TEXT NOT NULL,
            followed INTEGER NOT NULL,
            leaf BLOB,
            unmade INTEGER
        ) STRICT;
        INSERT INTO progress VALUES (1, '', -1, NULL, NULL);
        CREATE TABLE agency (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE type_name (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE listed (
            agency INTEGER NOT NULL,
            box INTEGER NOT NULL,
            place INTEGER NOT NULL,
            day INTEGER NOT NULL,
            state INTEGER NOT NULL,
            steps INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            type INTEGER NOT NULL,
            business INTEGER NOT NULL,
            counterpart INTEGER,
            recipients INTEGER NOT NULL,
            progress TEXT NOT NULL,
            due_at INTEGER,
            duty INTEGER,
            receipt_due INTEGER,
            to_do_rank INTEGER,
            is_unsent INTEGER NOT NULL,
            is_failed INTEGER NOT NULL,
            is_returned INTEGER NOT NULL,
            awaits_answer INTEGER NOT NULL,
            is_replaced INTEGER NOT NULL,
            marks INTEGER NOT NULL,
            times INTEGER NOT NULL,
            PRIMARY KEY (agency, box, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX listed_to_do ON listed (agency, to_do_rank, place) WHERE to_do_rank IS NOT NULL;
        CREATE INDEX listed_late ON listed (agency, box, receipt_due, place) WHERE receipt_due IS NOT NULL;
        CREATE INDEX listed_unsent ON listed (agency, place) WHERE is_unsent = 1;
        CREATE INDEX listed_failed ON listed (agency, place) WHERE is_failed = 1;
        CREATE INDEX listed_returned ON listed (agency, place) WHERE is_returned = 1;
        CREATE TABLE figure (
            agency INTEGER NOT NULL,
            day INTEGER NOT NULL,
            type INTEGER NOT NULL,
            level INTEGER NOT NULL,
            sent INTEGER NOT NULL,
            sentSigned INTEGER NOT NULL,
            sentReturned INTEGER NOT NULL,
            sentFailed INTEGER NOT NULL,
            sentRecalled INTEGER NOT NULL,
            received INTEGER NOT NULL,
            receivedSigned INTEGER NOT NULL,
            receivedReturned INTEGER NOT NULL,
            receivedRecalled INTEGER NOT NULL,
            receiptInTime INTEGER NOT NULL,
            receiptLate INTEGER NOT NULL,
            receiptOpen INTEGER NOT NULL,
            processingInTime INTEGER NOT NULL,
            processingLate INTEGER NOT NULL,
            processingOpen INTEGER NOT NULL,
            PRIMARY KEY (agency, day, type, level)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE figure_time (
            agency INTEGER NOT NULL,
            day INTEGER NOT NULL,
            level INTEGER NOT NULL,
            step INTEGER NOT NULL,
            bucket INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (agency, day, level, step, bucket)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE day_span (
            day INTEGER PRIMARY KEY,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE choice (
            agency INTEGER NOT NULL,
            box INTEGER NOT NULL,
            what INTEGER NOT NULL CHECK (what IN (0, 1)),
            value INTEGER NOT NULL,
            place INTEGER NOT NULL,
            PRIMARY KEY (agency, box, what, value)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE found (
            place INTEGER PRIMARY KEY,
            holders TEXT NOT NULL,
            words TEXT NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE word USING fts5 (words, content = 'found', content_rowid = 'place', detail = none,
            columnsize = 0, prefix = '1 2 3 4 5 6', tokenize = "ascii tokenchars '_'");
        """
}

extension ListingTables {
    /// Opens the file, or makes it; one that is of another edition, or cannot be read, is thrown away first.
    static func open(_ path: String) throws -> DatabasePool {
        do {
            if let pool = try pool(at: path, orNoneOfAnotherEdition: true) { return pool }
        } catch let error as DatabaseError where error.isOfTheFile {
            // It holds nothing that could not be made again.
        }
        try SQLiteStore.removeDatabase(at: path)
        guard let pool = try pool(at: path, orNoneOfAnotherEdition: false) else {
            throw StoreError(.broken, "the lists' file \(path) cannot be made")
        }
        return pool
    }

    private static func pool(at path: String, orNoneOfAnotherEdition refuses: Bool) throws -> DatabasePool? {
        var configuration = GRDB.Configuration()
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA cache_size = -16384")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        let edition = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        let isNew = try pool.read { try !$0.tableExists("progress") }
        if isNew {
            try pool.write { db in
                try db.execute(sql: all)
                try db.execute(sql: "PRAGMA user_version = \(Self.edition)")
            }
        } else if edition != Self.edition, refuses {
            try pool.close()
            return nil
        }
        return pool
    }
}

extension DatabaseError {
    /// Whether the file itself is at fault.
    fileprivate var isOfTheFile: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}
