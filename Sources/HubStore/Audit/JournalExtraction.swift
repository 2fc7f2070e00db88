import Foundation
import GRDB
import HubCore

/// Reads a journal for an auditor's pack: one moment of it, entry by entry.
package struct JournalExtraction: Sendable {
    private let folder: AuditFolder

    package init(_ folder: AuditFolder) { self.folder = folder }

    /// Does a piece of work on a thread of its own, and ends it when the task is cancelled.
    package func run<Value: Sendable>(_ work: @escaping @Sendable (JournalSnapshot) throws -> Value) async throws
        -> Value
    {
        try await Halt.apart { [folder] halt in
            let database = try ReplaySource(path: folder.databasePath).open()
            halt.onCall { database.interrupt() }
            let value = try database.read { db in
                try work(JournalSnapshot(db: db, folder: folder, size: try db.treeSize(), halt: halt))
            }
            try database.close()
            return value
        }
    }
}

/// A journal at one moment.
package struct JournalSnapshot {
    let db: Database
    let folder: AuditFolder
    /// Entries.
    package let size: Int64
    let halt: Halt

    package struct Entry {
        package let index: Int64
        package let at: Timestamp
        package let kind: String
        /// Canonical JSON: the bytes under the leaf.
        package let bytes: [UInt8]
        package let leaf: [UInt8]
    }

    /// The entries from the first of the period to the last: by the clock that the hub had, which may have been set back.
    package func entries(from: Timestamp, before end: Timestamp) throws -> Range<Int64> {
        let first =
            try db.number(
                "SELECT idx FROM journal WHERE at >= ? ORDER BY idx LIMIT 1", [from.milliseconds]) ?? size
        let last =
            try db.number(
                "SELECT idx + 1 FROM journal WHERE at < ? ORDER BY idx DESC LIMIT 1", [end.milliseconds]) ?? 0
        return first..<max(first, last)
    }

    /// The edge of the tree of the first entries.
    package func frontier(ofFirst count: Int64) throws -> MerkleFrontier { try db.frontier(ofFirst: count) }

    package func consistencyProof(from older: Int64, to newer: Int64) throws -> [[UInt8]] {
        var tree = db.tree(ofFirst: newer)
        return try tree.consistencyProof(from: older)
    }

    /// Goes through entries in their order.
    /// - Throws: ``StoreError/Code/lost`` when one is missing, or is not the one that its tile names.
    package func forEachEntry(in range: Range<Int64>, _ work: (Entry) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT idx, at, kind, CAST(entry AS BLOB) AS entry FROM journal WHERE idx >= ? AND idx < ? ORDER BY idx
                """, arguments: [range.lowerBound, range.upperBound])
        var (next, tile, hashes) = (range.lowerBound, Int64(-1), [UInt8]())
        while let row = try rows.next() {
            let index: Int64 = try row.required("idx")
            if index / Int64(Tile.fullWidth) != tile {
                try halt.check()
                tile = index / Int64(Tile.fullWidth)
                hashes = try db.hashes(of: Tile(level: 0, number: tile))
            }
            let bytes = Array(try row.required("entry") as Data)
            let leaf = MerkleFrontier.leafHash(of: bytes)
            let start = Int(index % Int64(Tile.fullWidth)) * Tile.hashLength
            guard index == next, hashes.dropFirst(start).starts(with: leaf) else {
                throw StoreError(.lost, "journal entry \(next) is not the one that its tile names")
            }
            next += 1
            try work(
                Entry(index: index, at: try row.time("at"), kind: try row.required("kind"), bytes: bytes, leaf: leaf))
        }
        guard next == range.upperBound else { throw StoreError(.lost, "journal entry \(next) is missing") }
    }

    // MARK: Whom an entry concerns

    /// An agency's identifier in the register, and all that it bears or bore; `nil` when the register does not know it.
    package func agency(_ name: String) throws -> (id: String, identifiers: Set<String>)? {
        let name = name.canonicalIdentifier
        guard
            let id = try db.text(
                """
                SELECT id FROM agency WHERE id = ?1
                UNION ALL SELECT agency FROM agency_identifier WHERE identifier = ?1 LIMIT 1
                """, [name])
        else { return nil }
        let others = try db.rows("SELECT identifier FROM agency_identifier WHERE agency = ?", [id])
        return (id, Set([id] + (try others.map { try $0.required("identifier") })))
    }

    package func sender(of document: DocumentID) throws -> String? {
        try db.text("SELECT sender FROM document WHERE id = ?", [document.text])
    }

    package func recipient(of delivery: DeliveryID) throws -> String? {
        try db.text("SELECT recipient FROM delivery WHERE id = ?", [delivery.text])
    }

    // MARK: Documents

    /// The packet that an entry accepted, a piece at a time; it is not judged here.
    /// - Returns: false when its bytes are not kept any more.
    package func readPayload(ofEntry index: Int64, _ take: (Data) throws -> Void) throws -> Bool {
        guard
            let row = try db.row(
                "SELECT lower(hex(sha256)) AS sha256, bytes FROM payload WHERE position = ? AND retired_at IS NULL",
                [index])
        else { return false }
        if let bytes = row["bytes"] as Data? {
            try take(bytes)
            return true
        }
        let path = "\(folder.path)/\(folder.file(ofPayload: try row.required("sha256")))"
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { try take(piece) }
        try file.close()
        return true
    }
}
