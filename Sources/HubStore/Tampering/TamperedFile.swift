import Foundation
import HubCore

/// A file in somebody's hands.
package struct TamperedFile {
    package let path: String

    package init(_ path: String) { self.path = path }

    private var bytes: [UInt8] {
        get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    private func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// One bit of it.
    /// - Returns: the offset; `nil` of an empty file.
    package func flip(using dice: inout some RandomNumberGenerator) throws -> Int? {
        let bytes = try bytes
        guard !bytes.isEmpty else { return nil }
        let (other, offset) = bytes.flipped(using: &dice)
        try put(other)
        return offset
    }

    /// - Returns: how many bytes are left; `nil` of an empty file.
    package func truncate(using dice: inout some RandomNumberGenerator) throws -> Int? {
        let bytes = try bytes
        guard !bytes.isEmpty else { return nil }
        let left = Int.random(in: 0..<bytes.count, using: &dice)
        try put(Array(bytes.prefix(left)))
        return left
    }

    package func drop() throws { try FileManager.default.removeItem(atPath: path) }

    package func swap(with other: TamperedFile) throws {
        let (mine, others) = (try bytes, try other.bytes)
        try put(others)
        try other.put(mine)
    }

    /// Takes bytes out, or puts some in.
    /// - Returns: the offset; `nil` of an empty file.
    package func shift(using dice: inout some RandomNumberGenerator) throws -> Int? {
        var bytes = try bytes
        guard !bytes.isEmpty else { return nil }
        let offset = Int.random(in: 0..<bytes.count, using: &dice)
        if Bool.random(using: &dice) {
            bytes.remove(at: offset)
        } else {
            bytes.insert(UInt8.random(in: .min ... .max, using: &dice), at: offset)
        }
        try put(bytes)
        return offset
    }

    /// Overwrites a piece, as a lost sector is.
    package func blank(_ length: Int, using dice: inout some RandomNumberGenerator) throws -> Int? {
        var bytes = try bytes
        guard bytes.count >= length else { return nil }
        let offset = Int.random(in: 0..<(bytes.count / length), using: &dice) * length
        bytes.replaceSubrange(offset..<(offset + length), with: [UInt8](repeating: 0, count: length))
        try put(bytes)
        return offset
    }
}
