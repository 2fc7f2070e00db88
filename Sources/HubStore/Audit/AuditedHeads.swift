import Foundation
import HubCore

/// The signed heads of a folder, and what is wrong with them.
struct AuditedHeads {
    /// A head that a known key has signed.
    struct Signed: Hashable {
        let head: TreeHead
        let place: AuditPlace
    }

    private(set) var signed: [Signed] = []
    private(set) var flaws = AuditFlaws()

    /// The head that is in force.
    var newest: TreeHead? { signed.map(\.head).max { $0.size < $1.size } }

    init(_ folder: AuditFolder, keys: [NoteKey]) throws {
        if let backup = folder.backup {
            readManifest(backup.manifest, in: folder, keys)
        } else {
            try readHeadFile(in: folder, keys)
        }
    }

    private mutating func readManifest(_ manifest: BackupManifest?, in folder: AuditFolder, _ keys: [NoteKey]) {
        let place = AuditPlace.file(BackupManifest.fileName)
        guard let manifest else {
            let isThere = FileManager.default.fileExists(atPath: "\(folder.path)/\(BackupManifest.fileName)")
            return flaws.add(isThere ? .fileAltered : .fileMissing, at: place, "unreadable")
        }
        if !keys.contains(where: manifest.isSigned) { flaws.add(.fileAltered, at: place, "signature") }
        take(manifest.checkpoint, keys, at: .part("checkpoint", of: BackupManifest.fileName))
    }

    private mutating func readHeadFile(in folder: AuditFolder, _ keys: [NoteKey]) throws {
        let name = "journal-head"
        guard FileManager.default.fileExists(atPath: "\(folder.path)/\(name)") else {
            return flaws.add(.fileMissing, at: .file(name))
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        if bytes.count != 2 * HeadFile.slot { flaws.add(.fileAltered, at: .file(name), "\(bytes.count) bytes") }
        for (number, start) in stride(from: 0, to: bytes.count, by: HeadFile.slot).enumerated() {
            let slot = bytes[start..<min(start + HeadFile.slot, bytes.count)]
            // Nothing has been written there yet.
            if slot.allSatisfy({ $0 == 0x0A }) { continue }
            take(HeadFile.note(in: slot), keys, at: .part("slot \(number)", of: name))
        }
        if signed.isEmpty { flaws.add(.headUnsigned, at: .file(name)) }
    }

    private mutating func take(_ note: String?, _ keys: [NoteKey], at place: AuditPlace) {
        guard let note, let head = Checkpoint.verify(note, with: keys)?.head else {
            return flaws.add(.headUnsigned, at: place)
        }
        signed.append(Signed(head: head, place: place))
    }
}

extension HeadFile {
    /// The note in a slot: everything but the padding; `nil` when something else stands there.
    fileprivate static func note(in slot: Data) -> String? {
        var bytes = slot
        while bytes.suffix(2) == Data([0x0A, 0x0A]) { bytes.removeLast() }
        guard let text = String(data: bytes, encoding: .utf8), Data(text.utf8) == bytes else { return nil }
        // The line feed before the signatures is the only empty line of a note.
        return text.components(separatedBy: "\n\n").count == 2 ? text : nil
    }
}
