import CZlib

/// Whole values as raw deflate data (RFC 1951).
package enum Deflate {
    /// How hard zlib tries.
    package enum Effort: Sendable {
        case usual
        /// For what has to be as short as can be.
        case utmost
    }

    /// `nil` when zlib is out of memory.
    package static func compressed(_ bytes: [UInt8], effort: Effort = .usual) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var zlib = [UInt8](repeating: 0, count: Int(length))
        let level = effort == .utmost ? Z_BEST_COMPRESSION : Z_DEFAULT_COMPRESSION
        guard compress2(&zlib, &length, bytes, uLong(bytes.count), level) == Z_OK else { return nil }
        // The data lie between zlib's header of two bytes and its sum of four (RFC 1950).
        return Array(zlib[2..<(Int(length) - 4)])
    }

    /// `nil` when they are not deflate data from beginning to end, or would be longer than `limit` bytes.
    package static func inflated(_ bytes: [UInt8], atMost limit: Int) -> [UInt8]? {
        guard let inflater = try? Inflater() else { return nil }
        var result: [UInt8] = []
        let (used, outcome) = inflater.inflate(bytes.span.bytes) { piece in
            guard result.count + piece.byteCount <= limit else { return false }
            piece.withUnsafeBytes { result.append(contentsOf: $0) }
            return true
        }
        guard case .ended = outcome, used == bytes.count else { return nil }
        return result
    }
}
