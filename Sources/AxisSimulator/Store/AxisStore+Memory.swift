import Foundation
import GRDB

/// Losing what was remembered since a backup: what a restored server has forgotten. The history is not part of it.
extension AxisStore {
    private var backupPath: String { "\(path).backup" }

    /// Keeps a copy of everything the axis remembers now, in place of the one before.
    func backUp() async throws {
        let fresh = "\(backupPath).new"
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: fresh + suffix) {
            try FileManager.default.removeItem(atPath: fresh + suffix)
        }
        let copy = try DatabaseQueue(path: fresh)
        try pool.backup(to: copy)
        // Into one file, so that the file alone can be moved.
        try await copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
        if FileManager.default.fileExists(atPath: backupPath) { try FileManager.default.removeItem(atPath: backupPath) }
        try FileManager.default.moveItem(atPath: fresh, toPath: backupPath)
    }

    /// Forgets what has happened since the backup. The agencies played here have not: what they said since, and the axis does
    /// not know any more, they say again, word for word.
    /// - Throws: ``ControlRefusal`` when there is none.
    func restore() async throws {
        guard FileManager.default.fileExists(atPath: backupPath) else { throw ControlRefusal("there is no backup") }
        let copy = try DatabaseQueue(path: backupPath)
        try copy.backup(to: pool)
        try copy.close()
        try await pool.write { db in
            try db.execute(
                sql: "UPDATE history.answer SET given = NULL WHERE given NOT IN (SELECT docID FROM main.packet)")
        }
    }
}
