import Foundation
import GRDB
import HubCore

/// What somebody may do to the entries.
extension TamperedStore {
    package func flipEntry(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let index = dice.number(0..<(try db.treeSize()))
            let (bytes, offset) = try entry(index, db).flipped(using: &dice)
            try put(bytes, at: index, db)
            return Touched("entry \(index): a bit of byte \(offset)", .entry(index))
        }
    }

    package func dropEntry(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let index = dice.number(0..<(try db.treeSize()))
            try db.run("DELETE FROM journal WHERE idx = ?", [index])
            return Touched("entry \(index) dropped", .entry(index))
        }
    }

    package func swapEntries(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let size = try db.treeSize()
            let (one, other) = (dice.number(0..<size), dice.number(0..<size))
            guard try entry(one, db) != entry(other, db) else { return nil }
            for (from, to) in [(one, -1), (other, one), (-1, other)] {
                try db.run("UPDATE journal SET idx = ? WHERE idx = ?", [to, from])
            }
            return Touched("entries \(one) and \(other) swapped", .entry(one), .entry(other))
        }
    }

    /// Between two others: all that follow move on by one.
    package func insertEntry(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let size = try db.treeSize()
            let (index, model) = (dice.number(0..<(size + 1)), dice.number(0..<size))
            let copy = try entry(model, db)
            guard try index == size || entry(index, db) != copy else { return nil }
            try db.run("UPDATE journal SET idx = -idx - 1 WHERE idx >= ?", [index])
            try db.run("UPDATE journal SET idx = -idx WHERE idx < 0")
            let source = model < index ? model : model + 1
            try db.run(
                """
                INSERT INTO journal (idx, at, kind, document, entry)
                SELECT ?, at, kind, document, entry FROM journal WHERE idx = ?
                """, [index, source])
            return Touched("an entry inserted at \(index)", .entry(index))
        }
    }

    package func truncateEntries(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let size = try db.treeSize()
            let index = dice.number(max(0, size - 300)..<size)
            try db.run("DELETE FROM journal WHERE idx >= ?", [index])
            return Touched("entries cut from \(index) on", .entries(index...(size - 1)))
        }
    }

    /// Entries, tree and all: as if the last of them had never been.
    package func rollBack(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let size = try db.treeSize()
            let index = dice.number(max(0, size - 300)..<size)
            try db.run("DELETE FROM journal WHERE idx >= ?", [index])
            try plantTree(db)
            return Touched("journal and tree rolled back to \(index)", .entries(index...(size - 1)))
        }
    }

    package func misfileEntry(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let index = dice.number(0..<(try db.treeSize()))
            let changes = ["at = at + 1", "kind = kind || 'x'", "document = ifnull(document, '') || 'x'"]
            try db.run("UPDATE journal SET \(changes[Int(dice.number(0..<3))]) WHERE idx = ?", [index])
            return Touched("entry \(index) filed under something else", .entry(index))
        }
    }

    /// With the hash in its tile or, where `everything` is so, with the whole tree above it, but for the signature.
    package func alterEntryWithTree(
        everything: Bool, using dice: inout some RandomNumberGenerator
    ) throws -> Touched? {
        try alter { db in
            let index = dice.number(0..<(try db.treeSize()))
            let (bytes, _) = try entry(index, db).flipped(using: &dice)
            try put(bytes, at: index, db)
            if everything {
                try plantTree(db)
            } else {
                let tile = Tile(level: 0, number: index / Int64(Tile.fullWidth))
                var hashes = try db.hashes(of: tile)
                let start = Int(index % Int64(Tile.fullWidth)) * Tile.hashLength
                hashes.replaceSubrange(start..<(start + Tile.hashLength), with: MerkleFrontier.leafHash(of: bytes))
                try put(hashes, of: tile, db)
            }
            return Touched("entry \(index) altered with \(everything ? "the whole tree" : "its hash")", .entry(index))
        }
    }

    /// One that the hub did not write, with its hash in the tree.
    package func appendEntry(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let size = try db.treeSize()
            let bytes = try entry(dice.number(0..<size), db)
            try db.run(
                "INSERT INTO journal (idx, at, kind, document, entry) SELECT ?, at, kind, document, ? FROM journal WHERE idx = 0",
                [size, String(decoding: bytes, as: UTF8.self)])
            try db.append(leaves: MerkleFrontier.leafHash(of: bytes), toTreeOf: size)
            return Touched("an entry appended with its hash", .entry(size))
        }
    }

    private func entry(_ index: Int64, _ db: Database) throws -> [UInt8] {
        let row = try db.row("SELECT CAST(entry AS BLOB) AS entry FROM journal WHERE idx = ?", [index])
        return try row.map { Array(try $0.required("entry") as Data) } ?? []
    }

    private func put(_ bytes: [UInt8], at index: Int64, _ db: Database) throws {
        try db.run("UPDATE journal SET entry = CAST(? AS TEXT) WHERE idx = ?", [Data(bytes), index])
    }
}

/// What somebody may do to the tiles.
extension TamperedStore {
    package func flipTile(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let tile = try someTile(db, using: &dice)
            let (hashes, offset) = try db.hashes(of: tile).flipped(using: &dice)
            try put(hashes, of: tile, db)
            let hash = tile.number * Int64(Tile.fullWidth) + Int64(offset / Tile.hashLength)
            return Touched("tile \(tile.level)/\(tile.number): a bit of hash \(hash)", .tile(tile, hash: hash))
        }
    }

    package func dropTile(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let tile = try someTile(db, using: &dice)
            try db.run("DELETE FROM tile WHERE level = ? AND number = ?", [tile.level, tile.number])
            return Touched("tile \(tile.level)/\(tile.number) dropped", .tile(tile))
        }
    }

    package func swapTiles(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let (one, other) = (try someTile(db, using: &dice), try someTile(db, using: &dice))
            let (hashes, others) = (try db.hashes(of: one), try db.hashes(of: other))
            guard hashes != others else { return nil }
            try put(others, of: one, db)
            try put(hashes, of: other, db)
            let names = "tiles \(one.level)/\(one.number) and \(other.level)/\(other.number)"
            return Touched("\(names) swapped", .tile(one), .tile(other))
        }
    }

    package func insertTile(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let tile = Tile(level: Int(dice.number(0..<4)), number: dice.number(3..<300))
            let hashes = try db.hashes(of: someTile(db, using: &dice))
            try db.run(
                "INSERT INTO tile (level, number, hashes) VALUES (?, ?, ?)", [tile.level, tile.number, Data(hashes)])
            return Touched("tile \(tile.level)/\(tile.number) inserted", .tile(tile))
        }
    }

    package func truncateTile(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let tile = try someTile(db, using: &dice)
            let hashes = try db.hashes(of: tile)
            let left = Int(dice.number(0..<Int64(hashes.count / Tile.hashLength)))
            guard left > 0 else { return nil }
            try put(Array(hashes.prefix(left * Tile.hashLength)), of: tile, db)
            return Touched("tile \(tile.level)/\(tile.number) cut to \(left) hashes", .tile(tile))
        }
    }

    private func someTile(_ db: Database, using dice: inout some RandomNumberGenerator) throws -> Tile {
        let tiles = try db.rows("SELECT level, number FROM tile ORDER BY level, number")
        let row = tiles[Int(dice.number(0..<Int64(tiles.count)))]
        return Tile(level: Int(try row.required("level") as Int64), number: try row.required("number"))
    }

    private func put(_ hashes: [UInt8], of tile: Tile, _ db: Database) throws {
        try db.run(
            "UPDATE tile SET hashes = ? WHERE level = ? AND number = ?", [Data(hashes), tile.level, tile.number])
    }
}
