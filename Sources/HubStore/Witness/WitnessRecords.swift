import Crypto
import Foundation
import HubCore

/// What a witness remembers, in a folder that one process has to itself: of each log the head it cosigned last, and the heads
/// that contradict it.
///
/// One file for each, named by SHA-256 of the log's origin, as the log signed it: an operator can read them. Not safe against
/// callers at once; whoever owns it takes turns.
package final class WitnessRecords {
    private let folder: String
    private let lock: FolderLock

    /// Pieces of evidence that are kept of one log; who sends more has been found out.
    private static let mostEvidence = 200

    /// - Throws: ``StoreError``; `busy` while another process has the folder.
    package init(folder: String) throws {
        self.folder = folder
        try DurableFile.createFolder(folder)
        try DurableFile.createFolder(folder + "/evidence")
        lock = try FolderLock(folder: folder)
    }

    package func close() { lock.release() }

    /// The note that was cosigned last; `nil` when none ever was.
    /// - Throws: ``StoreError/Code/broken`` when it is there and cannot be read.
    package func last(of origin: String) throws -> String? {
        let path = path(of: origin)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        } catch {
            throw StoreError(.broken, "\(path) cannot be read", cause: error)
        }
    }

    /// From now on this note is the last one; it is on the disk when this returns.
    package func keep(_ note: String, of origin: String) throws {
        try DurableFile.replace(path(of: origin), with: Data(note.utf8))
    }

    /// Keeps what shows that a log shows two trees, once.
    /// - Parameters:
    ///   - kind: the beginning of the file's name.
    ///   - text: whatever an outsider needs to see it for himself.
    /// - Returns: the file; `nil` when there is more than enough of the log already.
    package func keepEvidence(_ kind: String, _ text: String, of origin: String) throws -> String? {
        let bytes = Data(text.utf8)
        let digest = Array(SHA256.hash(data: bytes)).hexadecimal.prefix(16)
        let name = "\(kind)-\(Self.name(of: origin))-\(digest).txt"
        let path = "\(folder)/evidence/\(name)"
        guard !FileManager.default.fileExists(atPath: path) else { return path }
        let others = try FileManager.default.contentsOfDirectory(atPath: folder + "/evidence")
            .filter { $0.hasPrefix("\(kind)-\(Self.name(of: origin))-") }
        guard others.count < Self.mostEvidence else { return nil }
        try DurableFile.replace(path, with: bytes)
        return path
    }

    private func path(of origin: String) -> String { "\(folder)/\(Self.name(of: origin)).checkpoint" }

    private static func name(of origin: String) -> String {
        Array(SHA256.hash(data: Data(origin.utf8)).prefix(16)).hexadecimal
    }
}
