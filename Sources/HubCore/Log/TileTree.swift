/// A tree of so many leaves, read out of its tiles: any node of it, and the proofs made of them (RFC 6962 §2.1.1, §2.1.2).
///
/// A proof in a tree of five million leaves reads six tiles. The tiles may have grown since: what is beyond the size is not
/// looked at.
package struct TileTree {
    package let size: Int64
    private let read: (Tile) throws -> [UInt8]
    private var tiles: [Tile: [UInt8]] = [:]

    /// The tiles do not have what a tree of this size has.
    package struct Incomplete: Error, CustomStringConvertible {
        package let tile: Tile
        package var description: String { "tile \(tile.level)/\(tile.number) is missing, or too short" }
    }

    /// - Parameter read: the hashes of a tile as far as there are any; none of one that is not there.
    package init(size: Int64, read: @escaping (Tile) throws -> [UInt8]) {
        self.size = size
        self.read = read
    }

    /// What shows that a leaf is in this tree, from the leaf up.
    /// - Parameter index: below ``size``.
    package mutating func inclusionProof(of index: Int64) throws -> [[UInt8]] {
        var (path, range): ([[UInt8]], Range<Int64>) = ([], 0..<size)
        guard range.contains(index) else { return [] }
        while range.count > 1 {
            let (left, right) = TileTree.halves(range)
            if left.contains(index) {
                path.append(try root(of: right))
                range = left
            } else {
                path.append(try root(of: left))
                range = right
            }
        }
        return path.reversed()
    }

    /// What shows that this tree continues the one of its first `older` leaves; empty when that is empty, or this one itself.
    package mutating func consistencyProof(from older: Int64) throws -> [[UInt8]] {
        var (path, range): ([[UInt8]], Range<Int64>) = ([], 0..<size)
        guard older > 0, older < size else { return [] }
        // Whether the older tree's own root is the node where the walk ends: its verifier has that already.
        while range.upperBound != older {
            let (left, right) = TileTree.halves(range)
            if older <= left.upperBound {
                path.append(try root(of: right))
                range = left
            } else {
                path.append(try root(of: left))
                range = right
            }
        }
        if range.lowerBound > 0 { path.append(try root(of: range)) }
        return path.reversed()
    }

    /// The right edge of the tree of the first `size` leaves.
    package mutating func frontier() throws -> MerkleFrontier {
        guard let frontier = MerkleFrontier(size: size, hashes: try nodes(over: 0..<size)) else {
            throw Incomplete(tile: Tile(level: 0, number: size / Int64(Tile.fullWidth)))
        }
        return frontier
    }

    /// The root over a range that begins where a subtree of its size may begin.
    private mutating func root(of range: Range<Int64>) throws -> [UInt8] {
        let nodes = try nodes(over: range)
        return nodes.dropLast().reversed().reduce(nodes.last ?? []) { MerkleFrontier.nodeHash($1, $0) }
    }

    /// The perfect subtrees that a range falls into, largest first.
    private mutating func nodes(over range: Range<Int64>) throws -> [[UInt8]] {
        var (nodes, start): ([[UInt8]], Int64) = ([], range.lowerBound)
        while start < range.upperBound {
            let height = (range.upperBound - start).bitWidth - 1 - (range.upperBound - start).leadingZeroBitCount
            nodes.append(try node(height: height, index: start >> Int64(height)))
            start += 1 << Int64(height)
        }
        return nodes
    }

    /// A node whose subtree is complete.
    private mutating func node(height: Int, index: Int64) throws -> [UInt8] {
        let (level, above) = height.quotientAndRemainder(dividingBy: Tile.height)
        let first = index << Int64(above)
        let tile = Tile(level: level, number: first / Int64(Tile.fullWidth))
        let start = Int(first % Int64(Tile.fullWidth)) * Tile.hashLength
        let end = start + Tile.hashLength << above
        let hashes = try hashes(of: tile)
        guard end <= hashes.count else { throw Incomplete(tile: tile) }
        return TreeHash.root(ofPerfect: hashes[start..<end])
    }

    private mutating func hashes(of tile: Tile) throws -> [UInt8] {
        if let known = tiles[tile] { return known }
        let hashes = try read(tile)
        tiles[tile] = hashes
        return hashes
    }

    /// Left of the split as many as the largest power of two below the range's length (RFC 6962 §2.1).
    private static func halves(_ range: Range<Int64>) -> (left: Range<Int64>, right: Range<Int64>) {
        let length = Int64(range.count - 1)
        let split = range.lowerBound + (1 << Int64(length.bitWidth - 1 - length.leadingZeroBitCount))
        return (range.lowerBound..<split, split..<range.upperBound)
    }
}
