import Crypto
import Foundation
import Glibc
import HubCore

/// Files that are on the disk, name and bytes, when the call returns.
package enum DurableFile {
    static func create(_ path: String, holding bytes: Data) throws(StoreError) {
        do {
            try bytes.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            try synchronize(path)
            try synchronize(folder(of: path))
        } catch {
            throw StoreError(writing: path, failed: error)
        }
    }

    /// Gives a complete file its lasting name: its bytes are on the disk before the name is, and the name is before this
    /// returns. A file that is already there under the name, or comes to be there meanwhile, holds the same bytes and stays.
    static func keep(_ temporary: String, as path: String) throws(StoreError) {
        do {
            if FileManager.default.fileExists(atPath: path) {
                try FileRemoval.remove(temporary)
            } else {
                try synchronize(temporary)
                CrashPoint.payloadSynced.pass()
                try move(temporary, to: path)
                CrashPoint.payloadNamed.pass()
            }
            try synchronize(folder(of: path))
        } catch {
            throw StoreError(writing: path, failed: error)
        }
    }

    private static func move(_ temporary: String, to path: String) throws {
        do {
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            // The same bytes came twice at once, and the others were faster.
            try FileRemoval.remove(temporary)
        }
    }

    /// Writes a file in the place of another, or of none: whoever looks, also after a crash, finds the one or the other whole.
    package static func replace(_ path: String, with bytes: Data) throws(StoreError) {
        let temporary = path + ".part"
        do {
            try bytes.write(to: URL(fileURLWithPath: temporary))
            try synchronize(temporary)
            guard unsafe Glibc.rename(temporary, path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            try synchronize(folder(of: path))
        } catch {
            throw StoreError(writing: path, failed: error)
        }
    }

    /// Gives a file that is on the disk the name of another, in one step.
    static func rename(_ file: String, over path: String) throws(StoreError) {
        do {
            guard unsafe Glibc.rename(file, path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            try synchronize(folder(of: path))
        } catch {
            throw StoreError(writing: path, failed: error)
        }
    }

    /// SHA-256 of a file, lower-case hex, read a piece at a time.
    package static func sha256(of path: String) throws(StoreError) -> String {
        var hasher = SHA256()
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hasher.update(data: piece) }
            try file.close()
        } catch {
            throw StoreError(.broken, "\(path) cannot be read", cause: error)
        }
        return hasher.finalize().hexadecimal
    }

    /// `nil` when there is none.
    static func size(of path: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.int64Value
    }

    static func createFolder(_ path: String) throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(writing: path, failed: error)
        }
    }

    /// fsync of a file, or of a folder's names.
    static func synchronize(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
        try handle.synchronize()
        try handle.close()
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
}
