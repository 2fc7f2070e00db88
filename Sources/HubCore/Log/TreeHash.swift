import Crypto

/// Hashes made of many at once (RFC 6962 §2.1).
package enum TreeHash {
    /// The root over the hashes of a perfect subtree: 32 bytes each, a power of two of them.
    package static func root(ofPerfect hashes: ArraySlice<UInt8>) -> [UInt8] {
        var row = Array(hashes)
        var message = [UInt8](repeating: 1, count: 1 + 2 * Tile.hashLength)
        while row.count > Tile.hashLength {
            var above: [UInt8] = []
            above.reserveCapacity(row.count / 2)
            for start in stride(from: 0, to: row.count, by: 2 * Tile.hashLength) {
                message.replaceSubrange(1..., with: row[start..<(start + 2 * Tile.hashLength)])
                above.append(contentsOf: SHA256.hash(data: message))
            }
            row = above
        }
        return row
    }
}
