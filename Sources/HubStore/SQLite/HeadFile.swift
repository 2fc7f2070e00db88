import Foundation
import HubCore
import Synchronization

/// The journal's signed head, in a small file of its own beside the database: a database that has lost committed rows is
/// told by it.
///
/// Two slots of 512 bytes, written in turn and fsynced, so that a torn write leaves the head before it. Each slot is a
/// checkpoint note padded with line feeds.
final class HeadFile: Sendable {
    private struct State {
        let handle: FileHandle
        var next = 0
        var note: String
    }

    static let slot = 512

    let path: String
    private let state: Mutex<State>

    /// Opens the file; makes it, with the head of the empty journal, when it is not there.
    /// - Throws: ``StoreError`` when it cannot be read, or holds no head signed by this hub's key.
    init(path: String, signer: HubSigner) throws {
        self.path = path
        if !FileManager.default.fileExists(atPath: path) { try HeadFile.make(at: path, by: signer) }
        guard let handle = FileHandle(forUpdatingAtPath: path) else {
            throw StoreError(.broken, "the journal's head file \(path) cannot be opened")
        }
        let bytes = try handle.readToEnd() ?? Data()
        let slots = stride(from: 0, to: bytes.count, by: HeadFile.slot).map { start in
            String(decoding: bytes[start..<min(start + HeadFile.slot, bytes.count)], as: UTF8.self)
        }
        let heads = slots.enumerated().compactMap { position, text in
            HeadFile.head(in: text, key: signer.publicKey).map { (position: position, head: $0, note: trimmed(text)) }
        }
        guard let newest = heads.max(by: { $0.head.size < $1.head.size }) else {
            throw StoreError(
                .lost,
                "the journal's head file \(path) holds no head signed by the key \(signer.publicKey.text); "
                    + "if the hub's key or name was changed on purpose, open the store adopting its journal as it is")
        }
        state = Mutex(State(handle: handle, next: (newest.position + 1) % 2, note: newest.note))
    }

    /// The newest head that was written.
    func head(key: NoteKey) -> TreeHead? { HeadFile.head(in: note, key: key) }

    /// The newest signed note that was written.
    var note: String { state.withLock { $0.note } }

    /// Writes a head; it is on the disk when this returns.
    func write(_ head: TreeHead, by signer: HubSigner) throws {
        let note = try Checkpoint.note(head, by: signer)
        try state.withLock { state in
            do {
                try state.handle.seek(toOffset: UInt64(state.next * HeadFile.slot))
                try state.handle.write(contentsOf: try HeadFile.padded(note))
                CrashPoint.headWritten.pass()
                try state.handle.synchronize()
            } catch {
                throw StoreError(.broken, "the journal's head file \(path) could not be written", cause: error)
            }
            state.next = (state.next + 1) % 2
            state.note = note
        }
    }

    private static func make(at path: String, by signer: HubSigner) throws {
        try make(at: path, holding: try Checkpoint.note(MerkleFrontier().head, by: signer))
    }

    /// A new file that promises what a signed note says.
    static func make(at path: String, holding note: String) throws {
        try DurableFile.create(path, holding: try padded(note) + Data(repeating: 0x0A, count: slot))
    }

    private static func padded(_ note: String) throws -> Data {
        let bytes = Data(note.utf8)
        guard bytes.count < slot else {
            throw StoreError(.inconsistent, "the hub's name is too long for a checkpoint of \(slot) bytes")
        }
        return bytes + Data(repeating: 0x0A, count: slot - bytes.count)
    }

    private static func head(in text: String, key: NoteKey) -> TreeHead? {
        Checkpoint.verify(trimmed(text), with: key)?.head
    }
}

/// Without the padding.
private func trimmed(_ slot: String) -> String {
    var text = Substring(slot)
    while text.hasSuffix("\n\n") { text = text.dropLast() }
    return String(text)
}
