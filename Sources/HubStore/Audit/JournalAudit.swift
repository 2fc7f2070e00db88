import Foundation
import GRDB
import HubCore

/// Looks at every entry and every tile of a journal: makes the tree of the entries anew, tile by tile, and judges where the two
/// part. Memory is one tile for each level.
///
/// Where an entry and its hash do not fit, the tree above them says which of the two was altered: the hash over 256 leaves in
/// the tile above or, in the last tile, the signed head.
struct JournalAudit {
    private let db: Database
    private let halt: Halt
    /// Entries that the journal should have.
    let size: Int64
    /// The newest signed head.
    private let promised: TreeHead?
    /// Sizes at which the root is wanted, in order.
    private var wanted: [Int64]
    /// Leaves that somebody has proof of, by index.
    private let proven: [Int64: [UInt8]]

    private(set) var flaws: AuditFlaws
    /// Roots at the sizes that were wanted.
    private(set) var roots: [Int64: [UInt8]] = [:]
    private(set) var entries: Int64 = 0
    private(set) var tiles: Int64 = 0
    /// Entries for which another leaf was proven.
    private(set) var disproven: [Int64] = []
    /// The tree that is believed.
    private var ladder = TileLadder()
    /// Hashes above the leaves that are not those of what is below them.
    private var unfitting: [(tile: Tile, hash: Int64)] = []

    init(
        _ db: Database, size: Int64, promised: TreeHead?, noting sizes: Set<Int64>, proven: [Int64: [UInt8]] = [:],
        limit: Int, halt: Halt
    ) {
        (self.db, self.size, self.promised, self.halt) = (db, size, promised, halt)
        self.proven = proven
        wanted = sizes.filter { $0 <= size }.sorted()
        flaws = AuditFlaws(limit: limit)
    }

    private static let width = Int64(Tile.fullWidth)

    /// - Parameter report: told how many entries it has been, now and then.
    mutating func run(report: (Int64) -> Void) throws {
        note(upTo: 0, of: [])
        try lookBeyond()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT idx, at, kind, document, CAST(entry AS BLOB) AS entry FROM journal
                WHERE idx >= 0 AND idx < ? ORDER BY idx
                """, arguments: [size])
        var next = try StoredEntry(rows.next())
        for number in 0..<((size + Self.width - 1) / Self.width) {
            try halt.check()
            let range = number * Self.width..<min(size, (number + 1) * Self.width)
            var stretch = [StoredEntry?](repeating: nil, count: range.count)
            while let entry = next, entry.index < range.upperBound {
                if range.contains(entry.index) { stretch[Int(entry.index - range.lowerBound)] = entry }
                next = try StoredEntry(rows.next())
            }
            try take(stretch, as: Tile(level: 0, number: number))
            report(range.upperBound)
        }
        for (tile, hashes) in ladder.edge where tile.level > 0 { try compare(tile, hashes) }
        judgeUnfitting()
    }

    // MARK: A stretch of entries under one tile

    private mutating func take(_ stretch: [StoredEntry?], as tile: Tile) throws {
        let first = tile.number * Self.width
        let kept = try held(tile, atMost: stretch.count)
        let known = kept.count / Tile.hashLength
        if known < stretch.count {
            flaws.add(.tileMissing, at: .tile(tile, hash: known == 0 ? nil : first + Int64(known)))
        }
        var (told, differing): ([UInt8], [Int]) = ([], [])
        told.reserveCapacity(stretch.count * Tile.hashLength)
        for (offset, entry) in stretch.enumerated() {
            let hash = offset < known ? kept.hash(offset) : nil
            let leaf = entry.map { MerkleFrontier.leafHash(of: $0.bytes) }
            if entry == nil { flaws.add(.entryMissing, at: .entry(first + Int64(offset))) }
            if let leaf, let hash, leaf[...] != hash { differing.append(offset) }
            told += leaf ?? hash.map(Array.init) ?? [UInt8](repeating: 0, count: Tile.hashLength)
        }
        entries += Int64(stretch.count { $0 != nil })
        tiles += 1
        var believed = told
        if !differing.isEmpty {
            let other = kept + told.dropFirst(kept.count)
            believed = try judge(stretch, tile, told: told, kept: other, differing)
        }
        for (offset, entry) in stretch.enumerated() {
            if let entry, !differing.contains(offset) { look(at: entry) }
            if let leaf = proven[first + Int64(offset)], leaf[...] != believed.hash(offset) {
                disproven.append(first + Int64(offset))
            }
        }
        note(upTo: first + Int64(stretch.count), of: believed)
        var full: [(Tile, [UInt8])] = []
        ladder.append(believed) { if $0.level > 0 { full.append(($0, $1)) } }
        for (tile, hashes) in full { try compare(tile, hashes) }
    }

    /// Says which side was altered where entries and their hashes differ.
    /// - Returns: the leaves that are believed.
    private mutating func judge(
        _ stretch: [StoredEntry?], _ tile: Tile, told: [UInt8], kept: [UInt8], _ differing: [Int]
    ) throws -> [UInt8] {
        let first = tile.number * Self.width
        switch (try fits(told, tile), try fits(kept, tile)) {
        case (true, false):
            flaws.add(.tileAltered, at: .tile(tile, hash: first + Int64(differing[0])))
            return told
        case (false, true):
            for offset in differing {
                flaws.add(.entryAltered, at: .entry(first + Int64(offset), kind: stretch[offset]?.kind))
            }
            return kept
        default:
            for offset in differing {
                flaws.add(
                    .leafUnclear, at: .entry(first + Int64(offset), kind: stretch[offset]?.kind),
                    "tile 0/\(tile.number)")
            }
            return told
        }
    }

    /// Whether leaves are those that the tree above them is of.
    private func fits(_ leaves: [UInt8], _ tile: Tile) throws -> Bool {
        if leaves.count == Tile.fullWidth * Tile.hashLength {
            let (number, offset) = tile.number.quotientAndRemainder(dividingBy: Self.width)
            let above = try held(Tile(level: 1, number: number), atMost: Tile.fullWidth)
            if above.count >= (Int(offset) + 1) * Tile.hashLength {
                return TreeHash.root(ofPerfect: leaves[...])[...] == above.hash(Int(offset))
            }
        }
        guard let promised, case let under = promised.size - tile.number * Self.width, under > 0,
            Int(under) * Tile.hashLength <= leaves.count
        else { return false }
        return ladder.frontier(with: leaves[..<(Int(under) * Tile.hashLength)]).root == promised.root
    }

    private mutating func look(at entry: StoredEntry) {
        do {
            let read = try JournalEntry(canonical: entry.bytes)
            guard read.at.milliseconds == entry.at, read.fact.kind == entry.kind,
                read.fact.document?.text == entry.document
            else {
                return flaws.add(.entryMisfiled, at: .entry(entry.index, kind: read.fact.kind))
            }
        } catch {
            flaws.add(.entryUnreadable, at: .entry(entry.index, kind: entry.kind))
        }
    }

    /// Notes the roots that are wanted within a stretch.
    private mutating func note(upTo end: Int64, of leaves: [UInt8]) {
        while let size = wanted.first, size <= end {
            wanted.removeFirst()
            let more = Int(size - ladder.size) * Tile.hashLength
            roots[size] = ladder.frontier(with: leaves[..<max(0, more)]).root
        }
    }

    // MARK: Above the leaves

    /// Compares a tile with the one that is kept.
    private mutating func compare(_ tile: Tile, _ hashes: [UInt8]) throws {
        tiles += 1
        let width = hashes.count / Tile.hashLength
        let kept = try held(tile, atMost: width)
        let known = kept.count / Tile.hashLength
        let first = tile.number * Self.width
        if known < width {
            flaws.add(.tileMissing, at: .tile(tile, hash: known == 0 ? nil : first + Int64(known)))
        }
        for offset in 0..<known where hashes.hash(offset) != kept.hash(offset) {
            unfitting.append((tile, first + Int64(offset)))
        }
    }

    /// A hash that does not fit what is below it was altered itself where what is below leads to the signed head; otherwise
    /// the entries under it were exchanged together with their hashes.
    private mutating func judgeUnfitting() {
        let isTrue = promised.map { roots[$0.size] == $0.root } ?? true
        for (tile, hash) in unfitting {
            if isTrue {
                flaws.add(.tileAltered, at: .tile(tile, hash: hash))
            } else {
                let height = Int64(tile.level * Tile.height)
                let end = min(size, (hash + 1) << height)
                flaws.add(
                    .stretchRewritten, at: .entries((hash << height)...(end - 1)), "tile \(tile.level)/\(tile.number)")
            }
        }
    }

    private mutating func lookBeyond() throws {
        for row in try db.rows("SELECT idx, kind FROM journal WHERE idx >= ? OR idx < 0 ORDER BY idx LIMIT 100", [size])
        {
            flaws.add(.entryBeyond, at: .entry(try row.required("idx"), kind: row.optional("kind")))
        }
        let rows = try Row.fetchCursor(db, sql: "SELECT level, number, length(hashes) / 32 AS width FROM tile")
        while let row = try rows.next() {
            let tile = Tile(level: Int(try row.required("level") as Int64), number: try row.required("number"))
            let width = tile.level < 8 && tile.number >= 0 ? tile.width(inTreeOf: size) : 0
            if try row.required("width") as Int > width {
                flaws.add(.tileBeyond, at: .tile(tile, hash: tile.number * Self.width + Int64(width)))
            }
        }
    }

    /// The hashes that are kept of a tile, as far as they are wanted.
    private func held(_ tile: Tile, atMost width: Int) throws -> [UInt8] {
        let hashes = try db.hashes(of: tile)
        return Array(hashes.prefix(min(width, hashes.count / Tile.hashLength) * Tile.hashLength))
    }
}

/// An entry as it is kept, with what it is filed under.
private struct StoredEntry {
    let index: Int64
    let at: Int64
    let kind: String
    let document: String?
    let bytes: [UInt8]

    init?(_ row: Row?) throws {
        guard let row else { return nil }
        index = try row.required("idx")
        at = try row.required("at")
        kind = try row.required("kind")
        document = row.optional("document")
        bytes = Array(try row.required("entry") as Data)
    }
}

extension [UInt8] {
    /// The hash at a place among hashes that stand one after the other.
    fileprivate func hash(_ offset: Int) -> ArraySlice<UInt8> {
        self[(offset * Tile.hashLength)..<((offset + 1) * Tile.hashLength)]
    }
}
