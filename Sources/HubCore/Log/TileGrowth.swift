/// How the tiles change when leaves are appended.
package enum TileGrowth {
    /// Appends leaves to a tree of `size` leaves, level by level.
    /// - Parameters:
    ///   - leaves: their hashes, one after the other.
    ///   - open: the hashes that a tile which is not full has so far.
    ///   - put: takes each tile that changes, once for each level's last one: all its hashes, old and new.
    package static func append<Failure: Error>(
        _ leaves: [UInt8], toTreeOf size: Int64, open: (Tile) throws(Failure) -> [UInt8],
        put: (Tile, [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var (level, filled, hashes) = (0, size, leaves)
        while !hashes.isEmpty {
            var number = filled / Int64(Tile.fullWidth)
            var bytes: [UInt8] = []
            if filled % Int64(Tile.fullWidth) > 0 { bytes = try open(Tile(level: level, number: number)) }
            bytes += hashes
            var roots: [UInt8] = []
            var start = 0
            while start < bytes.count {
                let end = min(start + fullLength, bytes.count)
                let piece = start == 0 && end == bytes.count ? bytes : Array(bytes[start..<end])
                try put(Tile(level: level, number: number), piece)
                if piece.count == fullLength { roots += TreeHash.root(ofPerfect: piece[...]) }
                (start, number) = (end, number + 1)
            }
            (level, filled, hashes) = (level + 1, filled >> Int64(Tile.height), roots)
        }
    }

    private static let fullLength = Tile.fullWidth * Tile.hashLength
}
