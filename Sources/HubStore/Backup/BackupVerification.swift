import Crypto
import Foundation
import GRDB
import HubCore

/// What looking through a whole backup found.
package struct BackupVerification: Sendable {
    package let manifest: BackupManifest
    /// Looked at, and found as they were accepted.
    package let payloads: Int64
    package let payloadBytes: Int64
    /// Entries that were recomputed.
    package let entries: Int64
    /// What is wrong, in the order found; empty when all is well.
    package let problems: [Problem]

    package enum Problem: Sendable, Hashable {
        /// The copy of the database is not the one that the manifest names.
        case databaseAltered
        /// SQLite's own check of its pages.
        case databaseDamaged(String)
        /// The journal does not give the head that the hub signed.
        case journal(String)
        case payloadMissing(sha256: String)
        case payloadAltered(sha256: String)
        /// The manifest counts other things than the copy holds.
        case miscounted
    }

    package var isWhole: Bool { problems.isEmpty }

    /// Looks through a backup: the database's digest and pages, the journal from its first entry to the signed head, every
    /// payload's digest. Changes nothing.
    /// - Throws: ``StoreError`` when there is no backup.
    package static func run(_ folder: String) async throws -> BackupVerification {
        let manifest = try BackupManifest(ofBackup: folder)
        return try await SQLiteStore.apart { try BackupReader(folder: folder, manifest: manifest).verify() }
    }
}

/// Reads a backup from end to end.
private struct BackupReader {
    let folder: String
    let manifest: BackupManifest
    private var problems: [BackupVerification.Problem] = []
    private var payloads: Int64 = 0
    private var bytes: Int64 = 0

    init(folder: String, manifest: BackupManifest) {
        (self.folder, self.manifest) = (folder, manifest)
    }

    mutating func readAll(_ path: String) throws {
        let copy = try SQLiteStore.openCopy(path)
        var (problems, payloads, bytes): ([BackupVerification.Problem], Int64, Int64) = ([], 0, 0)
        try copy.read { db in
            let pages = try db.text("PRAGMA integrity_check(1)")
            if pages != "ok" { problems.append(.databaseDamaged(pages ?? "")) }
            do {
                try Integrity.check(
                    db, newest: .max, promised: manifest.head, headPath: BackupManifest.fileName, databasePath: path)
            } catch let error as StoreError where error.code == .lost {
                problems.append(.journal(error.message))
            }
            let rows = try Row.fetchCursor(
                db, sql: "SELECT lower(hex(sha256)) AS sha256, size, bytes FROM payload WHERE retired_at IS NULL")
            while let row = try rows.next() {
                let (sha256, size): (String, Int64) = (try row.required("sha256"), try row.required("size"))
                if let problem = try problem(withPayload: sha256, size, inline: row["bytes"] as Data?) {
                    problems.append(problem)
                } else {
                    (payloads, bytes) = (payloads + 1, bytes + size)
                }
            }
            let documents = try db.number("SELECT count(*) FROM document")
            if documents != manifest.documents { problems.append(.miscounted) }
        }
        try copy.close()
        self.problems += problems
        (self.payloads, self.bytes) = (payloads, bytes)
    }

    private func problem(
        withPayload sha256: String, _ size: Int64, inline: Data?
    ) throws -> BackupVerification.Problem? {
        if let inline {
            return SHA256.hash(data: inline).hexadecimal == sha256 ? nil : .payloadAltered(sha256: sha256)
        }
        let path = "\(folder)/payloads/\(PayloadFolder.name(of: sha256))"
        guard FileManager.default.fileExists(atPath: path) else { return .payloadMissing(sha256: sha256) }
        return try DurableFile.sha256(of: path) == sha256 ? nil : .payloadAltered(sha256: sha256)
    }

    func verify() throws -> BackupVerification {
        var reader = self
        let path = "\(folder)/\(manifest.database)"
        guard FileManager.default.fileExists(atPath: path),
            try DurableFile.sha256(of: path) == manifest.databaseSHA256
        else { return reader.found(with: .databaseAltered) }
        guard manifest.head != nil else {
            return reader.found(with: .journal("the head is not signed by \(manifest.key)"))
        }
        do {
            try reader.readAll(path)
        } catch let error as DatabaseError {
            return reader.found(with: .databaseDamaged(error.description))
        }
        return reader.found()
    }

    private func found(with problem: BackupVerification.Problem? = nil) -> BackupVerification {
        BackupVerification(
            manifest: manifest, payloads: payloads, payloadBytes: bytes,
            entries: problem == nil ? manifest.head?.size ?? 0 : 0, problems: problems + [problem].compactMap(\.self))
    }
}
