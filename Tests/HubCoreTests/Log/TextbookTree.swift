import HubCore

/// RFC 6962 §2.1, word for word: slow, and easy to believe.
enum TextbookTree {
    /// MTH(D[n]), of leaf hashes.
    static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.isEmpty { return MerkleFrontier().root }
        if leaves.count == 1, let only = leaves.first { return only }
        let (left, right) = halves(leaves)
        return MerkleFrontier.nodeHash(root(left), root(right))
    }

    /// PATH(m, D[n]), §2.1.1.
    static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count == 1 { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(index, left) + [root(right)] : path(index - left.count, right) + [root(left)]
    }

    /// PROOF(m, D[n]), §2.1.2.
    static func proof(_ older: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        subproof(older, leaves, isWhole: true)
    }

    private static func subproof(_ older: Int, _ leaves: ArraySlice<[UInt8]>, isWhole: Bool) -> [[UInt8]] {
        if older == leaves.count { return isWhole ? [] : [root(leaves)] }
        let (left, right) = halves(leaves)
        return older <= left.count
            ? subproof(older, left, isWhole: isWhole) + [root(right)]
            : subproof(older - left.count, right, isWhole: false) + [root(left)]
    }

    private static func halves(
        _ leaves: ArraySlice<[UInt8]>
    ) -> (ArraySlice<[UInt8]>, ArraySlice<[UInt8]>) {
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return (leaves.prefix(split), leaves.dropFirst(split))
    }
}

/// Tiles kept in a dictionary.
final class TileBox {
    private(set) var tiles: [Tile: [UInt8]] = [:]
    private(set) var size: Int64 = 0
    private(set) var reads = 0

    func append(_ leaves: some Sequence<[UInt8]>) throws {
        let hashes = Array(leaves.joined())
        try TileGrowth.append(hashes, toTreeOf: size) { tile in
            try read(tile)
        } put: {
            tiles[$0] = $1
        }
        size += Int64(hashes.count / Tile.hashLength)
    }

    /// The same with the edge at hand, each node hashed once.
    func take(_ growth: TreeGrowth) throws {
        try growth.tiles(open: read) { tiles[$0] = $1 }
        size = growth.frontier.size
    }

    func read(_ tile: Tile) throws -> [UInt8] {
        reads += 1
        return tiles[tile] ?? []
    }

    func tree(_ size: Int64? = nil) -> TileTree { TileTree(size: size ?? self.size, read: read) }

    func spoil(_ tile: Tile, byte: Int) { tiles[tile]?[byte] ^= 1 }

    func cut(_ tile: Tile, to hashes: Int) { tiles[tile] = Array((tiles[tile] ?? []).prefix(hashes * Tile.hashLength)) }
}
