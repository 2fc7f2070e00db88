/// A tree that is appended to, and the hashes that its tiles get by that, level by level. Each node is hashed once: the edge needs
/// every one of them, and those that complete a tile are the hashes of the level above.
package struct TreeGrowth: Sendable {
    /// The edge as it is now.
    package private(set) var frontier: MerkleFrontier
    /// How many leaves there were before.
    package let start: Int64
    /// The hashes that each level of tiles gets, one after the other; of the leaves first.
    package private(set) var rows: [[UInt8]] = [[]]

    package init(from frontier: MerkleFrontier) {
        self.frontier = frontier
        start = frontier.size
    }

    /// Appends a leaf by its hash.
    package mutating func append(_ leaf: [UInt8]) {
        rows[0] += leaf
        frontier.append(leaf) { height, root in
            let (level, rest) = height.quotientAndRemainder(dividingBy: Tile.height)
            guard rest == 0 else { return }
            if level == rows.count { rows.append([]) }
            rows[level] += root
        }
    }

    /// Gives what the tiles are to hold from now on.
    /// - Parameters:
    ///   - open: the hashes that a tile which is not full has so far.
    ///   - put: takes each tile that changes: all its hashes, old and new.
    package func tiles<Failure: Error>(
        open: (Tile) throws(Failure) -> [UInt8], put: (Tile, [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        for (level, row) in rows.enumerated() where !row.isEmpty {
            let filled = start >> Int64(level * Tile.height)
            var number = filled / Int64(Tile.fullWidth)
            var hashes = row
            if filled % Int64(Tile.fullWidth) > 0 { hashes = try open(Tile(level: level, number: number)) + row }
            for place in stride(from: 0, to: hashes.count, by: Self.fullLength) {
                let end = min(place + Self.fullLength, hashes.count)
                try put(Tile(level: level, number: number), Array(hashes[place..<end]))
                number += 1
            }
        }
    }

    private static let fullLength = Tile.fullWidth * Tile.hashLength
}
