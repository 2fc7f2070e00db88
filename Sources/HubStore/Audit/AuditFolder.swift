import Foundation
import HubCore

/// A folder with a journal in it, to be looked at and never changed: a hub's data folder, whether the hub runs or not, a copy of
/// one, or a backup.
package struct AuditFolder: Sendable {
    package let path: String
    /// Of a backup; `nil` of a data folder.
    let backup: Backup?
    /// The database's name in the folder.
    let database: String

    struct Backup: Sendable {
        /// `nil` when it is missing or cannot be read.
        let manifest: BackupManifest?
    }

    package var isBackup: Bool { backup != nil }

    /// The key that a backup names; a file cannot vouch for itself, so an auditor brings his own.
    package var statedKey: NoteKey? { backup?.manifest.flatMap { NoteKey($0.key) } }

    /// - Throws: ``StoreError/Code/inconsistent`` when the folder holds neither a database of a hub nor a backup.
    package init(_ path: String) throws(StoreError) {
        self.path = path
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw StoreError(.inconsistent, "the folder \(path) cannot be read", cause: error)
        }
        if names.contains("hub.sqlite") {
            (backup, database) = (nil, "hub.sqlite")
            return
        }
        let copies = names.filter { $0.hasPrefix("database-") && $0.hasSuffix(".sqlite") }
        guard names.contains(BackupManifest.fileName) || !copies.isEmpty else {
            throw StoreError(.inconsistent, "\(path) holds neither a hub's database nor a backup")
        }
        let manifest: BackupManifest?
        do { manifest = try BackupManifest(ofBackup: path) } catch { manifest = nil }
        backup = Backup(manifest: manifest)
        database = manifest?.database ?? copies.last ?? ""
    }

    var databasePath: String { "\(path)/\(database)" }

    func file(ofPayload sha256: String) -> String { "payloads/\(PayloadFolder.name(of: sha256))" }
}
