import Crypto
import Foundation
import HubCore

/// Takes in one body of unknown size, piece by piece: the first 64 KiB in memory, what is longer in a temporary file.
/// The digest is computed as it goes. Nothing is durable yet.
///
/// One body, one spool, one task at a time. Dropped without ``finish()``, it leaves nothing behind.
package final class Spool {
    /// Bodies up to this many bytes stay in memory, and later go into the database.
    package static let inlineLimit = 65_536

    private let path: String
    private var memory: [UInt8] = []
    private var file: FileHandle?
    private var hasher = SHA256()
    /// How much of the file is on the disk.
    private var settled: Int64 = 0
    private static let settledAtOnce: Int64 = 4 << 20
    /// Bytes taken so far.
    package private(set) var size: Int64 = 0

    /// - Parameter path: where the temporary file goes if one is needed; in the folder of the payloads, so that it can be
    ///   renamed.
    package init(path: String) { self.path = path }

    deinit { discard() }

    /// - Throws: ``StoreError`` when the disk is full or fails.
    package func write(_ piece: some DataProtocol) throws(StoreError) {
        hasher.update(data: piece)
        size += Int64(piece.count)
        do {
            if let file {
                try file.write(contentsOf: piece)
                CrashPoint.spooled.pass()
                try settle(file)
            } else if memory.count + piece.count <= Spool.inlineLimit {
                memory.append(contentsOf: piece)
            } else {
                let opened = try openFile()
                try opened.write(contentsOf: memory)
                try opened.write(contentsOf: piece)
                memory = []
            }
        } catch {
            throw StoreError(writing: "the spool", failed: error)
        }
    }

    /// Ends the body. Its bytes stay in the temporary file until they are accepted or the payload is discarded.
    package func finish() throws(StoreError) -> SpooledPayload {
        let sha256 = hasher.finalize().hexadecimal
        guard let file else { return SpooledPayload(sha256: sha256, size: size, content: .bytes(memory)) }
        self.file = nil
        do { try file.close() } catch { throw StoreError(writing: "the spool", failed: error) }
        return SpooledPayload(sha256: sha256, size: size, content: .file(path: path))
    }

    /// Drops what was taken. Harmless after ``finish()``.
    package func discard() {
        memory = []
        guard let file else { return }
        self.file = nil
        // What cannot be removed now is swept at the next start.
        try? file.close()
        try? FileRemoval.remove(path)
    }

    /// Brings what has come to the disk, a few megabytes at a time. The fsync of two hundred at the end would hold up all other
    /// fsyncs of the file system, the commits' among them, for as long as it takes.
    private func settle(_ file: FileHandle) throws {
        guard size - settled >= Self.settledAtOnce else { return }
        guard fdatasync(file.fileDescriptor) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        settled = size
    }

    private func openFile() throws -> FileHandle {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        file = handle
        return handle
    }
}
