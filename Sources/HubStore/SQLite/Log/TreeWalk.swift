import Foundation
import GRDB
import HubCore

/// Walks the journal's entries, makes their tree anew, and compares each tile with the one that is kept.
struct TreeWalk {
    private let db: Database
    /// The size at which the head is noted.
    private let size: Int64
    /// The edge reached.
    private var edge: MerkleFrontier
    /// The head passed at ``size``.
    private var noted: TreeHead?
    /// Recomputed tiles that are not full.
    private var open: [Tile: [UInt8]] = [:]
    /// The first that is not as it should be, and the first hash in it.
    private var differing: (tile: Tile, hash: Int64)?

    /// Begins at the last full tile at or before `start`, or as near to it as the tiles lead.
    init(_ db: Database, from start: Int64, noting size: Int64) throws {
        self.db = db
        self.size = size
        let start = max(0, start) / Int64(Tile.fullWidth) * Int64(Tile.fullWidth)
        edge = try db.frontier(ofFirst: start)
        if edge.size == size { noted = edge.head }
    }

    /// Walks to the end.
    /// - Throws: ``StoreError/Code/lost`` when an entry is missing on the way.
    mutating func run() throws {
        let entries = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT idx, entry FROM journal WHERE idx >= ? ORDER BY idx"),
            arguments: [edge.size])
        var leaves: [UInt8] = []
        while let row = try entries.next() {
            let index: Int64 = try row.required("idx")
            guard index == edge.size else { throw StoreError(.lost, "journal entry \(edge.size) is missing") }
            let leaf = MerkleFrontier.leafHash(of: Array((try row.required("entry") as String).utf8))
            edge.append(leaf)
            leaves += leaf
            if edge.size == size { noted = edge.head }
            if edge.size % Int64(Tile.fullWidth) == 0 {
                try compare(leaves)
                leaves = []
            }
        }
        try compare(leaves)
    }

    /// Whether everything fits together, and with what was promised.
    func isRight(head: MerkleFrontier, promised: TreeHead) -> Bool {
        edge == head && noted == promised && differing == nil
    }

    /// What is wrong, and where. Says the truth only of a walk from the first entry on.
    func explanation(promised: TreeHead, headPath: String, databasePath: String) -> String {
        if let (tile, hash) = differing {
            let isTrueToPromise = noted == promised && (tile.level > 0 || hash < promised.size)
            return tile.level > 0 || isTrueToPromise
                ? "tile \(tile.level)/\(tile.number) of the journal's tree was altered, from its hash \(hash) on"
                : "journal entry \(hash) was altered"
        }
        return "the first \(promised.size) journal entries in \(databasePath) are not those that its head file "
            + "\(headPath) promises"
    }

    /// Grows the recomputed tree by leaves that have been walked.
    private mutating func compare(_ leaves: [UInt8]) throws {
        let start = edge.size - Int64(leaves.count / Tile.hashLength)
        var (open, differing) = (open, differing)
        try TileGrowth.append(leaves, toTreeOf: start) { tile in
            let width = tile.width(inTreeOf: start)
            return try open.removeValue(forKey: tile) ?? Array(db.hashes(of: tile).prefix(width * Tile.hashLength))
        } put: { tile, hashes in
            if hashes.count < Tile.fullWidth * Tile.hashLength { open[tile] = hashes }
            // The last tile of a level may be at its end later only.
            let kept = try db.hashes(of: tile).prefix(hashes.count)
            if differing == nil,
                let byte = zip(hashes, kept).enumerated().first(where: { $1.0 != $1.1 })?.offset
                    ?? (kept.count < hashes.count ? kept.count : nil)
            {
                differing = (tile, tile.number * Int64(Tile.fullWidth) + Int64(byte / Tile.hashLength))
            }
        }
        (self.open, self.differing) = (open, differing)
    }
}
