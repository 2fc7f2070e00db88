import Foundation

/// Files that are on the disk, name and bytes, when the call returns.
enum DurableFile {
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
    /// returns. A file that is already there under the name holds the same bytes and stays.
    static func keep(_ temporary: String, as path: String) throws(StoreError) {
        do {
            if FileManager.default.fileExists(atPath: path) {
                try FileManager.default.removeItem(atPath: temporary)
            } else {
                try synchronize(temporary)
                CrashPoint.payloadSynced.pass()
                try FileManager.default.moveItem(atPath: temporary, toPath: path)
                CrashPoint.payloadNamed.pass()
            }
            try synchronize(folder(of: path))
        } catch {
            throw StoreError(writing: path, failed: error)
        }
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
