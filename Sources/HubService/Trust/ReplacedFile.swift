import Foundation
import SystemPackage

/// A file that is replaced as a whole: who reads it finds the old bytes or the new ones, after a power cut too.
enum ReplacedFile {
    /// Durable when this returns.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let temporary = "\(path).part"
        let file = try FileDescriptor.open(
            FilePath(temporary), .writeOnly, options: [.create, .truncate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try file.closeAfter {
            try file.writeAll(bytes)
            try FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: false).synchronize()
        }
        guard unsafe rename(temporary, path) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        let directory = try FileDescriptor.open(FilePath(folder), .readOnly, options: [.closeOnExec])
        try directory.closeAfter {
            try FileHandle(fileDescriptor: directory.rawValue, closeOnDealloc: false).synchronize()
        }
    }
}
