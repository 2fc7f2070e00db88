import Foundation
import HubCore

/// A file of the SHA-1 of breached passwords, one a line in upper-case hex and sorted, each with how often it was seen
/// (`000000005AD76BD555C1D6D771DE417A4B87E4B4:10`): the form of *Have I Been Pwned*. Of its forty gigabytes a look reads a few
/// kilobytes.
struct BreachList: Sendable {
    let path: String

    /// Lines are longer than their digest by a count and a line end.
    private static let longestLine = 64
    private static let digits = 40

    /// Reads from the disk.
    /// - Throws: the system's error when the file cannot be read.
    func holds(sha1: [UInt8]) throws -> Bool {
        let wanted = Array(sha1.hexadecimal.uppercased().utf8)
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        // Lines that begin in `low..<high` are the ones that may be it.
        var (low, high) = (UInt64(0), try file.seekToEnd())
        while low < high {
            let middle = low + (high - low) / 2
            guard let (start, line) = try Self.line(of: file, fromOrAfter: middle), start < high else {
                high = middle
                continue
            }
            if line == wanted { return true }
            if line.lexicographicallyPrecedes(wanted) { low = start + 1 } else { high = middle }
        }
        return false
    }

    /// The first line that begins at an offset or behind it.
    private static func line(
        of file: FileHandle, fromOrAfter offset: UInt64
    ) throws -> (start: UInt64, digest: [UInt8])? {
        // One byte before it tells whether a line begins there.
        let begin = offset == 0 ? 0 : offset - 1
        try file.seek(toOffset: begin)
        let bytes = Array(try file.read(upToCount: 2 * longestLine) ?? Data())
        var first = 0
        if offset > 0 {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            first = end + 1
        }
        let digest = bytes.dropFirst(first).prefix(digits)
        guard digest.count == digits else { return nil }
        return (begin + UInt64(first), digest.map { (0x61...0x66).contains($0) ? $0 - 32 : $0 })
    }
}
