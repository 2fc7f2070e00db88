import Foundation

/// A file that can be read from its beginning as often as need be, whatever it came from.
final class RereadableFile {
    /// What the standard input, or another pipe, may bring; it is copied to a temporary file.
    static let pipeLimit = 4 << 30

    private let file: FileHandle

    /// - Parameters:
    ///   - path: `-` for the standard input. What cannot be read twice is copied first.
    ///   - pipeLimit: bytes.
    /// - Throws: the error of opening, reading or copying; ``SignedXMLError`` is not among them.
    init(_ path: String, pipeLimit: Int = RereadableFile.pipeLimit) throws {
        let opened = path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
        file = Self.canGoBack(opened) ? opened : try Self.copy(of: opened, limit: pipeLimit)
    }

    /// Hands over the bytes from the beginning, 64 KiB at a time, until it is told `false` or there are no more.
    func readPieces(_ body: (RawSpan) -> Bool) throws {
        try file.seek(toOffset: 0)
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty {
            guard body(piece.bytes) else { return }
        }
    }

    /// Pipes and terminals cannot (lseek(2), `ESPIPE`).
    private static func canGoBack(_ file: FileHandle) -> Bool {
        do {
            try file.seekToEnd()
            return true
        } catch {
            return false
        }
    }

    /// A copy that goes when it is closed: it loses its name as soon as it has been opened.
    private static func copy(of file: FileHandle, limit: Int) throws -> FileHandle {
        let path = FileManager.default.temporaryDirectory.appending(path: "lienthong-\(UUID().uuidString)")
        try Data().write(to: path, options: .withoutOverwriting)
        let copy = try FileHandle(forUpdating: path)
        try FileManager.default.removeItem(at: path)
        var size = 0
        while let piece = try file.read(upToCount: 65_536), !piece.isEmpty {
            size += piece.count
            guard size <= limit else { throw PipeTooLong(limit: limit) }
            try copy.write(contentsOf: piece)
        }
        return copy
    }

    /// More came through a pipe than is copied.
    struct PipeTooLong: Error, CustomStringConvertible {
        let limit: Int
        var description: String { "hơn \(limit) byte qua đường ống · more than \(limit) bytes through a pipe" }
    }
}
