import Foundation
import GRDB
import HubCore

/// Puts a backup back in place as the data folder of a hub.
package enum BackupRestoration {
    /// What the restored folder says of itself, until the hub that is started on it has journalled it.
    package struct Mark: Sendable, Codable, Hashable {
        package static let fileName = "restored.json"

        package let by: String
        /// When the backup was taken: what was acknowledged after that is not here.
        package let takenAt: Timestamp
        package let restoredAt: Timestamp
        /// The journal's length.
        package let entries: Int64
    }

    /// Makes a data folder of a backup. The journal's head file promises what the backup holds and no more: that is where the
    /// decision is made that what came later is lost here.
    ///
    /// Keys are in no backup: the hub that is started must have the key that signed the head, and the one that sealed the secrets.
    /// - Throws: ``StoreError/Code/inconsistent`` when `target` holds anything at all.
    package static func run(_ folder: String, to target: String, by: String, now: Timestamp) async throws -> Mark {
        let manifest = try BackupManifest(ofBackup: folder)
        guard let head = manifest.head else {
            throw StoreError(.inconsistent, "the head in \(folder) is not signed by the key named beside it")
        }
        let held =
            FileManager.default.fileExists(atPath: target)
            ? try FileManager.default.contentsOfDirectory(atPath: target) : []
        guard held.isEmpty else {
            throw StoreError(.inconsistent, "\(target) is not empty, and nothing is ever written over")
        }
        let mark = Mark(by: by, takenAt: manifest.takenAt, restoredAt: now, entries: head.size)
        return try await SQLiteStore.apart {
            try restore(manifest, in: folder, to: target, mark)
            return mark
        }
    }

    private static func restore(_ manifest: BackupManifest, in folder: String, to target: String, _ mark: Mark) throws {
        try DurableFile.createFolder(target)
        var copies = try PayloadCopies(from: "\(folder)/payloads", to: "\(target)/payloads")
        let copy = try SQLiteStore.openCopy("\(folder)/\(manifest.database)")
        try copy.read { db in
            for row in try db.rows(SQLiteStore.filePayloads) {
                try copies.take(try row.required("sha256"), size: try row.required("size"))
            }
        }
        try copy.close()
        try copies.finish()
        try DurableFile.create("\(target)/\(Mark.fileName)", holding: Data(try CanonicalJSON.encode(mark)))
        try HeadFile.make(at: "\(target)/journal-head", holding: manifest.checkpoint)
        // Last: a folder without a database is no store.
        let temporary = "\(target)/hub.sqlite.part"
        try FileManager.default.copyItem(atPath: "\(folder)/\(manifest.database)", toPath: temporary)
        try DurableFile.keep(temporary, as: "\(target)/hub.sqlite")
    }

    /// The mark in a data folder; `nil` when it was not restored, or that has been journalled.
    package static func mark(in folder: String) throws -> Mark? {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(Mark.fileName)") else { return nil }
        return try JSONDecoder().decode(Mark.self, from: bytes)
    }

    package static func removeMark(in folder: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(Mark.fileName)")
        try DurableFile.synchronize(folder)
    }
}
