import Foundation
import GRDB
import HubCore

/// Tables made of a journal alone, in a database that ends with the connection. The journal itself is not copied: what the
/// fold reads of it, it reads from `live`, which is attached and cannot be written.
///
/// Everything happens in one transaction, so that both sides are of one moment whatever the hub does meanwhile.
struct FoldedViews {
    let db: Database

    /// Opens empty tables, and does `work` with them.
    /// - Parameter path: a file that is to become a whole database: it gets a copy of the journal, too, and all indexes.
    ///   Without one the tables end with the work.
    static func with<Value>(
        _ source: ReplaySource, halt: Halt, in path: String? = nil, _ work: (FoldedViews) throws -> Value
    ) throws -> Value {
        // A database without a name is a temporary file, which the system removes however the process ends.
        let database = try DatabaseQueue(path: path ?? "")
        halt.onCall { database.interrupt() }
        try Schema.migrator.migrate(database)
        let value = try database.writeWithoutTransaction { db in
            let indexes = try prepare(db)
            try db.execute(sql: "ATTACH DATABASE ? AS live", arguments: [source.readOnlyURI])
            var value: Value?
            try db.inTransaction(.deferred) {
                let views = FoldedViews(db: db)
                if path == nil { try views.dropJournal() } else { try views.copyJournal() }
                value = try work(views)
                if path != nil { for sql in indexes { try db.execute(sql: sql) } }
                return .commit
            }
            return value
        }
        try database.close()
        guard let value else { throw StoreError(.broken, "a fold ended without its result") }
        return value
    }

    /// - Returns: what makes the indexes that are left out: no fact needs them to be applied.
    private static func prepare(_ db: Database) throws -> [String] {
        let indexes = try db.rows(
            """
            SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
                AND tbl_name IN ('document', 'payload', 'delivery', 'axis_item', 'duty')
            """)
        for index in indexes { try db.execute(sql: "DROP INDEX \(try index.required("name") as String)") }
        // Nobody needs these tables after a crash.
        try db.execute(
            sql: """
                PRAGMA journal_mode = OFF;
                PRAGMA synchronous = OFF;
                PRAGMA cache_size = -131072;
                PRAGMA foreign_keys = OFF;
                PRAGMA ignore_check_constraints = ON;
                """)
        return try indexes.map { try $0.required("sql") }
    }

    private static let journal = ViewTable.apart.filter { $0.value == .journal }.keys.sorted()

    /// From here on the journal's name means that of `live`.
    private func dropJournal() throws {
        try db.execute(sql: "DROP VIEW main.journal_head")
        for name in Self.journal { try db.execute(sql: "DROP TABLE main.\(name)") }
    }

    private func copyJournal() throws {
        for name in Self.journal {
            let columns = try db.columns(in: name).map(\.name).joined(separator: ", ")
            try db.execute(sql: "DELETE FROM main.\(name)")
            try db.execute(sql: "INSERT INTO main.\(name) (\(columns)) SELECT \(columns) FROM live.\(name)")
        }
    }

    /// How many entries there are. The first look at `live`: from here on it is of this moment.
    func size() throws -> Int64 { try db.number("SELECT size FROM live.journal_head") ?? 0 }

    /// Folds entries.
    /// - Parameter folded: told how many it has been, now and then.
    func fold(_ reading: JournalReading, folded: (Int64) -> Void) throws {
        let conveyor = try reading.begin()
        defer { conveyor.abandon() }
        let ledger = Ledger(folding: db)
        var count: Int64 = 0
        while let batch = try conveyor.take() {
            try reading.halt.check()
            for entry in batch {
                do {
                    try ledger.fold(entry)
                } catch {
                    throw StoreError(
                        .inconsistent, "journal entry \(entry.index) does not go with those before it: \(error)",
                        cause: error)
                }
            }
            count += Int64(batch.count)
            folded(count)
        }
    }
}
