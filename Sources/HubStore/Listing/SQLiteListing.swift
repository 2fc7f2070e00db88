import GRDB
import HubCore

/// The lists over an embedded store, in a file of their own beside its database.
///
/// The file is the lists' alone, so that making their rows takes nothing from the one writer of the store, and no sync of theirs holds
/// up a document's. It is written with `synchronous = NORMAL`: a power cut may take the newest stretches away, and the place reached with
/// them. A file that is damaged, of another edition, or of another journal is thrown away and made anew.
package final class SQLiteListing: Sendable {
    let store: SQLiteStore
    let pool: DatabasePool
    let broadcast = ListingBroadcast()

    /// - Parameter folder: the store's data folder.
    /// - Throws: ``StoreError``.
    package init(of store: SQLiteStore, folder: String) throws {
        self.store = store
        do {
            pool = try ListingTables.open("\(folder)/listing.sqlite")
            try Self.leaveOthersJournal(of: store, in: pool)
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the lists' file in \(folder) cannot be opened", cause: error)
        }
    }

    /// Ends it, before its store is closed.
    package func close() async throws {
        broadcast.silence()
        // So that the file alone is whole: what is damaged in it is then noticed.
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
    }

    func read<T: Sendable>(_ query: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(query)
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the lists could not be read", cause: error)
        }
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.write(work)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw StoreError(.full, "the disk is full; the lists stay as they are", cause: error)
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the lists could not be written", cause: error)
        }
    }

    /// Empties lists that have followed another journal than the store's: one before a restore from a backup.
    private static func leaveOthersJournal(of store: SQLiteStore, in pool: DatabasePool) throws {
        let progress = try pool.read { try $0.listingProgress() }
        guard progress.followed > 0 else { return }
        let leaf = try store.pool.read { try $0.leafHash(before: progress.followed) }
        guard leaf == nil || leaf != progress.leaf else { return }
        try pool.write { db in
            try db.execute(sql: "INSERT INTO word (word) VALUES ('delete-all')")
            for table in ["listed", "figure", "figure_time", "day_span", "choice", "found", "agency", "type_name"] {
                try db.execute(sql: "DELETE FROM \(table)")
            }
            try db.note(ListingProgressMade(plan: "", followed: -1, leaf: nil, unmade: nil))
        }
    }
}
