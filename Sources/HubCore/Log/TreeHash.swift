import Crypto

/// Hashes made of many at once (RFC 6962 §2.1).
package enum TreeHash {
    /// The root over the hashes of a perfect subtree: 32 bytes each, a power of two of them.
    package static func root(ofPerfect hashes: ArraySlice<UInt8>) -> [UInt8] {
        var row = Array(hashes)
        while row.count > Tile.hashLength {
            var above: [UInt8] = []
            above.reserveCapacity(row.count / 2)
            for start in stride(from: 0, to: row.count, by: 2 * Tile.hashLength) {
                above.append(contentsOf: MerkleFrontier.nodeHash(row[start..<(start + 2 * Tile.hashLength)]))
            }
            row = above
        }
        return row
    }
}
