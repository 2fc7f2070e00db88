import Crypto
import Foundation
import GRDB
import HubCore

extension SQLiteStore {
    /// Copies the whole store into a folder, while it goes on taking documents. Everything acknowledged before the call is in
    /// the copy, and everything in it is of one moment.
    ///
    /// The database is copied page by page from a reader's snapshot, which hinders no writer; then the payload files that the copy
    /// names; the manifest last. A backup that is in the folder already stays whole until then, and what it has of the payloads
    /// is not copied again. A crash leaves the backup before, and files that the next one uses or removes.
    ///
    /// - Throws: ``StoreError``.
    package func backUp(to folder: String, now: Timestamp) async throws -> BackupManifest {
        try DurableFile.createFolder(folder)
        let name = "database-\(now.milliseconds).sqlite"
        let path = "\(folder)/\(name)"
        return try await payloads.whileNothingIsRemoved {
            try SQLiteStore.removeDatabase(at: path)
            try await read { db in try SQLiteStore.copy(db, to: path) }
            let (payloadFolder, signer) = (payloads.path, signer)
            return try await SQLiteStore.apart {
                let (contents, head) = try SQLiteStore.copyPayloads(namedBy: path, from: payloadFolder, to: folder)
                let manifest = try BackupManifest(
                    takenAt: now, database: name,
                    databaseSHA256: try DurableFile.sha256(of: path), databaseBytes: DurableFile.size(of: path) ?? 0,
                    checkpoint: try Checkpoint.note(head, by: signer), contents: contents, by: signer)
                try manifest.write(to: folder)
                try SQLiteStore.removeDatabases(in: folder, but: name)
                return manifest
            }
        }
    }

    private static func copy(_ db: Database, to path: String) throws {
        let copy = try DatabaseQueue(path: path)
        try copy.writeWithoutTransaction { target in
            try db.backup(to: target)
            // So that the file alone is the copy.
            try target.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try copy.close()
        try DurableFile.synchronize(path)
    }

    private static func copyPayloads(
        namedBy database: String, from payloads: String, to folder: String
    ) throws -> (BackupContents, TreeHead) {
        var copies = try PayloadCopies(from: payloads, to: "\(folder)/payloads")
        var contents = BackupContents()
        let copy = try openCopy(database)
        let head = try copy.read { db in
            contents.documents = try db.number("SELECT count(*) FROM document") ?? 0
            let files = try Row.fetchCursor(db, sql: filePayloads)
            while let row = try files.next() {
                let size: Int64 = try row.required("size")
                try copies.take(try row.required("sha256"), size: size)
                contents.payloadFiles += 1
                contents.payloadBytes += size
            }
            return try Integrity.frontier(in: db).head
        }
        try copy.close()
        try copies.finish()
        return (contents, head)
    }

    static let filePayloads =
        "SELECT lower(hex(sha256)) AS sha256, size FROM payload WHERE bytes IS NULL AND retired_at IS NULL"

    /// A database of a backup, to be read and never changed.
    static func openCopy(_ path: String) throws(StoreError) -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        do {
            return try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw StoreError(.inconsistent, "\(path) is no database", cause: error)
        }
    }

    static func removeDatabase(at path: String) throws {
        for file in [path, path + "-journal", path + "-wal", path + "-shm"]
        where FileManager.default.fileExists(atPath: file) {
            try FileManager.default.removeItem(atPath: file)
        }
    }

    private static func removeDatabases(in folder: String, but kept: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix("database-") && !name.hasPrefix(kept) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        try DurableFile.synchronize(folder)
    }

    /// Runs what takes long on a thread of its own: it keeps none of those that serve requests.
    static func apart<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
        }
    }
}
