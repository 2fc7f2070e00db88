import Crypto
import Foundation
import HubCore

/// What a backup holds: written last, so that a folder with a manifest holds all that it names.
package struct BackupManifest: Sendable, Hashable, Codable {
    package static let fileName = "manifest.json"
    static let currentFormat = 2

    package let format: Int
    /// The hub's name, and the key that signs its journal's heads (C2SP signed-note).
    package let hub: String
    package let key: String
    /// When the copy was begun: everything acknowledged before is in it.
    package let takenAt: Timestamp
    /// The database's copy, in the backup's folder.
    package let database: String
    /// Lower-case hex.
    package let databaseSHA256: String
    package let databaseBytes: Int64
    /// The journal's head in that copy, signed.
    package let checkpoint: String
    package let documents: Int64
    /// The payloads that are files of their own; the copy of the database names each.
    package let payloadFiles: Int64
    package let payloadBytes: Int64
    /// Ed25519 by ``key`` over the canonical JSON (RFC 8785) of the manifest with an empty text in this place; standard base64.
    package private(set) var signature: String

    /// The journal's length in the copy; `nil` when the head is not signed by the key named here.
    package var head: TreeHead? {
        NoteKey(key).flatMap { Checkpoint.verify(checkpoint, with: $0)?.head }
    }

    /// Reads the manifest of a backup.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is none, or not one that this version reads.
    package init(ofBackup folder: String) throws(StoreError) {
        let path = "\(folder)/\(Self.fileName)"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw StoreError(.inconsistent, "\(folder) holds no backup: there is no \(Self.fileName)")
        }
        do {
            self = try JSONDecoder().decode(BackupManifest.self, from: bytes)
        } catch {
            throw StoreError(.inconsistent, "\(path) cannot be read", cause: error)
        }
        guard format == Self.currentFormat, !database.contains("/") else {
            throw StoreError(.inconsistent, "\(path) is of another version")
        }
    }

    /// - Throws: what the cryptography throws.
    init(
        takenAt: Timestamp, database: String, databaseSHA256: String, databaseBytes: Int64,
        checkpoint: String, contents: BackupContents, by signer: HubSigner
    ) throws {
        format = Self.currentFormat
        (hub, key, self.takenAt) = (signer.origin, signer.publicKey.text, takenAt)
        (self.database, self.databaseSHA256, self.databaseBytes) = (database, databaseSHA256, databaseBytes)
        self.checkpoint = checkpoint
        documents = contents.documents
        payloadFiles = contents.payloadFiles
        payloadBytes = contents.payloadBytes
        signature = ""
        signature = try signer.sign(statement).base64EncodedString()
    }

    /// Whether a hub's key has signed it as it stands.
    package func isSigned(by key: NoteKey) -> Bool {
        guard let statement = try? statement else { return false }
        return key.signed(statement, base64: signature)
    }

    private var statement: [UInt8] {
        get throws {
            var unsigned = self
            unsigned.signature = ""
            return try CanonicalJSON.encode(unsigned)
        }
    }

    /// Gives the backup its manifest, in one step: until then the one before is in force.
    func write(to folder: String) throws(StoreError) {
        do {
            let path = "\(folder)/\(Self.fileName)"
            try DurableFile.replace(path, with: Data(try CanonicalJSON.encode(self)))
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.broken, "the manifest cannot be written", cause: error)
        }
    }
}

/// What a copy of the database says that there is.
struct BackupContents {
    var documents: Int64 = 0
    var payloadFiles: Int64 = 0
    var payloadBytes: Int64 = 0
}
