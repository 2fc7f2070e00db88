/// The tiles of a tree as its leaves come, tile by tile: one open tile for each level is all that is in memory.
package struct TileLadder: Sendable {
    /// Leaves so far.
    package private(set) var size: Int64 = 0
    /// The hashes of each level's last tile, while it is not full.
    private var open: [[UInt8]] = []

    package init() {}

    /// Takes the leaves of the next tile; only the last tile may have fewer than 256.
    /// - Parameter full: told each tile that is full by it, the lowest first.
    package mutating func append<Failure: Error>(
        _ leaves: [UInt8], full: (Tile, [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var levels = open
        try TileGrowth.append(leaves, toTreeOf: size) { (tile) throws(Failure) in
            levels[tile.level]
        } put: { (tile, hashes) throws(Failure) in
            if levels.count == tile.level { levels.append([]) }
            let isFull = hashes.count == Tile.fullWidth * Tile.hashLength
            levels[tile.level] = isFull ? [] : hashes
            if isFull { try full(tile, hashes) }
        }
        open = levels
        size += Int64(leaves.count / Tile.hashLength)
    }

    /// The tiles that are not full, the lowest first.
    package var edge: [(tile: Tile, hashes: [UInt8])] {
        open.enumerated().filter { !$1.isEmpty }.map { level, hashes in
            (Tile(level: level, number: size >> Int64((level + 1) * Tile.height)), hashes)
        }
    }

    /// The right edge of the tree, and of the one that has `more` leaves after these.
    package func frontier(with more: ArraySlice<UInt8> = []) -> MerkleFrontier {
        var nodes: [UInt8] = []
        for hashes in open.reversed() {
            var start = 0
            while start < hashes.count {
                let left = (hashes.count - start) / Tile.hashLength
                let end = start + Tile.hashLength << (left.bitWidth - 1 - left.leadingZeroBitCount)
                nodes += TreeHash.root(ofPerfect: hashes[start..<end])
                start = end
            }
        }
        // The levels' hashes are those of the size's bits: the edge always fits it.
        var frontier = MerkleFrontier(size: size, bytes: nodes) ?? MerkleFrontier()
        for start in stride(from: more.startIndex, to: more.endIndex, by: Tile.hashLength) {
            frontier.append(Array(more[start..<(start + Tile.hashLength)]))
        }
        return frontier
    }
}
