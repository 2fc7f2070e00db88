import Crypto
import Foundation
import GRDB
import HubCore
import Synchronization

/// The embedded store: one SQLite database in WAL mode with `synchronous = FULL`, a folder of large payloads, and the
/// journal's head in a file of its own, all in one data folder that one process has to itself.
package final class SQLiteStore: Sendable {
    let pool: DatabasePool
    let committer: Committer
    let payloads: PayloadFolder
    let headFile: HeadFile
    let bell: Bell
    /// Rings when the journal has grown.
    let growth = Bell()
    let memory = RegisterMemory()
    let signer: HubSigner
    let sealing: SymmetricKey
    package let witnesses: WitnessQuorum
    package let writeQueue: WriteQueue
    /// `nil` of a store that only reads.
    private let lock: FolderLock?

    /// How a store is opened.
    package struct Configuration: Sendable {
        /// The data folder; made when missing.
        package var folder: String
        /// The hub's name and key, for receipts and heads.
        package var signer: HubSigner
        /// 32 bytes; seals the centres' secrets.
        package var sealing: SymmetricKey
        /// Who counts as a witness of the journal.
        package var witnesses = WitnessQuorum.none
        /// How many of the newest journal entries are recomputed at every start.
        package var checkedEntries: Int64 = 4096
        /// Takes the journal as it is, though the head file promises another one (after a restore from a backup, or when
        /// the hub's key was changed). Otherwise that stops the start.
        package var adoptsJournal = false
        /// How much may wait to be written.
        package var writeQueue = WriteQueue.Limits()
        /// Who is told what is committed.
        package var observer: (any StoreObserver)?

        package init(folder: String, signer: HubSigner, sealing: SymmetricKey) {
            self.folder = folder
            self.signer = signer
            self.sealing = sealing
        }
    }

    /// Opens the store, brings its tables up to date, and checks what it promised to keep.
    /// - Throws: ``StoreError``; with ``StoreError/Code/lost`` when the journal is not the one its head file promises.
    package init(_ configuration: Configuration) throws {
        let folder = configuration.folder
        try DurableFile.createFolder(folder)
        lock = try FolderLock(folder: folder)
        signer = configuration.signer
        sealing = configuration.sealing
        witnesses = configuration.witnesses
        bell = Bell()
        writeQueue = WriteQueue(limits: configuration.writeQueue)
        payloads = try PayloadFolder(path: "\(folder)/payloads")
        pool = try SQLiteStore.openPool(at: "\(folder)/hub.sqlite")
        let frontier = try pool.read { try Integrity.frontier(in: $0) }
        headFile = try SQLiteStore.openHeadFile(configuration, journal: frontier)
        try pool.read { [headFile, signer] db in
            try Integrity.check(
                db, newest: configuration.checkedEntries, promised: headFile.head(key: signer.publicKey),
                headPath: headFile.path, databasePath: "\(folder)/hub.sqlite")
        }
        try SQLiteStore.endLeases(in: pool)
        committer = Committer(
            pool: pool, signer: signer, headFile: headFile, bell: bell, growth: growth, memory: memory,
            frontier: frontier, observer: configuration.observer)
    }

    /// Opens a store that another process may have open, to read from it: whatever would write fails.
    /// - Throws: ``StoreError``; `inconsistent` when its tables are of another version.
    package init(readingOnly configuration: Configuration) throws {
        let folder = configuration.folder
        lock = nil
        signer = configuration.signer
        sealing = configuration.sealing
        witnesses = configuration.witnesses
        bell = Bell()
        writeQueue = WriteQueue(limits: configuration.writeQueue)
        payloads = PayloadFolder(reading: "\(folder)/payloads")
        pool = try SQLiteStore.openPoolToRead(at: "\(folder)/hub.sqlite")
        guard FileManager.default.fileExists(atPath: "\(folder)/journal-head") else {
            throw StoreError(.lost, "the journal's head file in \(folder) is missing")
        }
        headFile = try HeadFile(path: "\(folder)/journal-head", signer: signer)
        committer = Committer(
            pool: pool, signer: signer, headFile: headFile, bell: bell, growth: growth, memory: memory,
            frontier: try pool.read { try Integrity.frontier(in: $0) })
    }

    /// Ends a store that only reads.
    package func closeReading() async throws {
        await committer.finish()
        try pool.close()
    }

    /// Ends the store when all that was begun is done. Nothing may be asked of it after.
    package func close() async throws {
        bell.silence()
        growth.silence()
        await committer.finish()
        // So that the database file alone is a whole copy. Where a reader is in the way the log keeps what it holds.
        try await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try pool.close()
        lock?.release()
    }

    /// Reads in a snapshot.
    func read<T: Sendable>(_ query: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await pool.read(query)
        } catch let error as DatabaseError {
            throw StoreError(.broken, "the database could not be read", cause: error)
        }
    }

    /// Writes in the next transaction; durable when it returns.
    func write<T: Sendable>(_ work: @escaping @Sendable (Ledger) throws -> T) async throws -> T {
        writeQueue.enter()
        defer { writeQueue.leave() }
        return try await committer.commit(work)
    }

    /// Writes what came from outside in the next transaction; durable when it returns.
    /// - Parameter bytes: what it holds in memory.
    /// - Throws: ``StoreError/Code/overloaded``, and nothing was written, when too much waits already.
    func write<T: Sendable>(bytes: Int64, _ work: @escaping @Sendable (Ledger) throws -> T) async throws -> T {
        try writeQueue.enter(bytes: bytes)
        defer { writeQueue.leave(bytes: bytes) }
        return try await committer.commit(work)
    }
}
