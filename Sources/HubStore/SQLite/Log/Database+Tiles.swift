import Foundation
import GRDB
import HubCore

/// The tiles of the journal's tree, as they are kept.
extension Database {
    /// How many leaves the tree has.
    func treeSize() throws -> Int64 { try number("SELECT size FROM journal_head") ?? 0 }

    /// All hashes that a tile has so far; none when it is not there.
    func hashes(of tile: Tile) throws -> [UInt8] {
        let row = try row("SELECT hashes FROM tile WHERE level = ? AND number = ?", [tile.level, tile.number])
        return try row.map { Array(try $0.required("hashes") as Data) } ?? []
    }

    /// Writes what a tree's growth changes: once for each transaction, since the last tile is written anew each time.
    func write(_ growth: TreeGrowth) throws { try growth.tiles(open: hashes(of:), put: put) }

    /// The same for leaves whose tree nobody has the edge of.
    func append(leaves: [UInt8], toTreeOf size: Int64) throws {
        try TileGrowth.append(leaves, toTreeOf: size, open: hashes(of:), put: put)
    }

    private func put(_ tile: Tile, holding hashes: [UInt8]) throws {
        try run(
            """
            INSERT INTO tile (level, number, hashes) VALUES (?, ?, ?)
            ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
            """, [tile.level, tile.number, Data(hashes)])
    }

    /// The tree of the first `size` leaves, to be asked for nodes and proofs within this snapshot.
    func tree(ofFirst size: Int64) -> TileTree { TileTree(size: size, read: hashes(of:)) }

    /// - Throws: ``StoreError/Code/lost`` when the tiles do not have them.
    func frontier(ofFirst size: Int64) throws -> MerkleFrontier {
        do {
            var tree = tree(ofFirst: size)
            return try tree.frontier()
        } catch let error as TileTree.Incomplete {
            throw StoreError(.lost, "the journal's tree is not whole: \(error)", cause: error)
        }
    }
}
