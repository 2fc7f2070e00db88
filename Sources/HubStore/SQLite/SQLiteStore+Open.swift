import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    /// One writer that also makes all checkpoints, and readers with snapshots of their own. No memory mapping.
    static func openPool(at path: String) throws -> DatabasePool {
        var configuration = GRDB.Configuration()
        configuration.maximumReaderCount = 4
        // Somebody may look into the database with a program of their own, and hold its lock for a moment.
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA foreign_keys = ON")
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL once the connection is prepared, so FULL comes after it, and is made sure of.
            let synchronous = try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                // 16 MiB: a page of an index that many documents touch is copied into the database once for all of them.
                try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                // 32 MiB, so that a large transaction is not written out before its time, and the indexes that documents
                // fall into anywhere stay in memory.
                try db.execute(sql: "PRAGMA cache_size = -32768")
                // What a savepoint would take back is kept in memory, and not in a temporary file written page by page.
                try db.execute(sql: "PRAGMA temp_store = MEMORY")
                return try Int.fetchOne(db, sql: "PRAGMA synchronous")
            }
            guard synchronous == 2 else {
                throw StoreError(.broken, "the database does not take synchronous = FULL")
            }
            try Schema.migrator.migrate(pool)
            return pool
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the database \(path) cannot be opened", cause: error)
        }
    }

    /// Readers alone, of a database that another process may have open.
    static func openPoolToRead(at path: String) throws -> DatabasePool {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            guard try pool.read({ try Schema.migrator.hasCompletedMigrations($0) }) else {
                throw StoreError(.inconsistent, "the tables in \(path) are of another version; start the hub once")
            }
            return pool
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the database \(path) cannot be read", cause: error)
        }
    }

    /// Ends the leases of a process that is no more: nobody else has the folder, so nobody else holds any.
    static func endLeases(in pool: some DatabaseWriter) throws {
        do {
            try pool.write { db in
                try db.run("UPDATE delivery SET due_at = 0 WHERE lease_owner IS NOT NULL")
                try db.run(
                    "UPDATE webhook_message SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL")
            }
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the leases of the last run could not be ended", cause: error)
        }
    }

    static func openHeadFile(_ configuration: Configuration, journal: MerkleFrontier) throws -> HeadFile {
        let path = "\(configuration.folder)/journal-head"
        let exists = FileManager.default.fileExists(atPath: path)
        if configuration.adoptsJournal {
            if exists { try FileManager.default.removeItem(atPath: path) }
            let file = try HeadFile(path: path, signer: configuration.signer)
            try file.write(journal.head, by: configuration.signer)
            return file
        }
        guard exists || journal.size == 0 else {
            throw StoreError(
                .lost,
                "the journal has \(journal.size) entries and its head file \(path) is missing; "
                    + "find out why, then open the store adopting its journal as it is")
        }
        return try HeadFile(path: path, signer: configuration.signer)
    }
}
