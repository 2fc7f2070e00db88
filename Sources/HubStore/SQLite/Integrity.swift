import Foundation
import GRDB
import HubCore

/// Whether the journal on the disk is the one that was promised.
enum Integrity {
    /// The edge at the head.
    static func frontier(in db: Database) throws -> MerkleFrontier {
        guard let row = try db.row("SELECT size, edge FROM journal_head") else {
            throw StoreError(.lost, "the journal has no head")
        }
        return try edge(row)
    }

    /// Recomputes the newest entries from the nearest full tile on, and compares them with the head in the database and
    /// with the promised one.
    ///
    /// - Parameter newest: how many entries at least; the promised head is reached in any case.
    /// - Throws: ``StoreError/Code/lost``, with an explanation that names both sides.
    static func check(
        _ db: Database, newest: Int64, promised: TreeHead?, headPath: String, databasePath: String
    ) throws {
        let head = try frontier(in: db)
        let promised = promised ?? head.head
        guard promised.size <= head.size else {
            throw StoreError(
                .lost,
                "the database \(databasePath) has \(head.size) journal entries and its head file \(headPath) promises "
                    + "\(promised.size): \(promised.size - head.size) committed entries are missing. Restore the newest "
                    + "database; or, if it is known and accepted that they are lost, open the store adopting its "
                    + "journal as it is")
        }
        let recomputed = try recompute(db, from: min(head.size - newest, promised.size), noting: promised.size)
        guard recomputed.edge == head else {
            throw StoreError(.lost, "the entries of the journal in \(databasePath) do not give the root of its head")
        }
        guard recomputed.noted == promised else {
            throw StoreError(
                .lost,
                "the first \(promised.size) journal entries in \(databasePath) are not those that its head file "
                    + "\(headPath) promises")
        }
    }

    /// Walks the entries from the last full tile at or before `start` to the end.
    /// - Returns: the edge reached, and the head it passed at `size`.
    private static func recompute(
        _ db: Database, from start: Int64, noting size: Int64
    ) throws -> (edge: MerkleFrontier, noted: TreeHead?) {
        guard
            let tile = try db.row(
                "SELECT size, edge FROM journal_tile WHERE size <= ? ORDER BY size DESC LIMIT 1", [max(0, start)])
        else { throw StoreError(.lost, "the journal has no tiles") }
        var edge = try edge(tile)
        var noted = edge.size == size ? edge.head : nil
        let entries = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT idx, entry, leaf FROM journal WHERE idx >= ? ORDER BY idx"),
            arguments: [edge.size])
        while let row = try entries.next() {
            let index: Int64 = try row.required("idx")
            guard index == edge.size else { throw StoreError(.lost, "journal entry \(edge.size) is missing") }
            let leaf = MerkleFrontier.leafHash(of: Array((try row.required("entry") as String).utf8))
            guard leaf == Array(try row.required("leaf") as Data) else {
                throw StoreError(.lost, "journal entry \(index) was altered")
            }
            edge.append(leaf)
            if edge.size == size { noted = edge.head }
        }
        return (edge, noted)
    }

    private static func edge(_ row: Row) throws -> MerkleFrontier {
        let bytes: Data = try row.required("edge")
        guard let edge = MerkleFrontier(size: try row.required("size"), bytes: Array(bytes)) else {
            throw StoreError(.lost, "the edge of the journal's tree is unreadable")
        }
        return edge
    }
}
