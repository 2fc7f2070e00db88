import Foundation
import GRDB
import HubCore

extension Schema {
    /// The journal's tree as the tiles in which it is served. They are all there is of it: a leaf's hash stands in its tile of
    /// level 0, and the tree's size and edge follow from the tiles that are not full. What is written anew for each transaction is
    /// the last tile of level 0; above it something changes once in 256 entries.
    static func tiles(_ db: Database) throws {
        try db.execute(sql: makeTiles)
        let former = try db.row("SELECT size, edge FROM journal_head")
        let (size, edge): (Int64, Data) = (try former?.required("size") ?? 0, try former?.required("edge") ?? Data())
        try db.execute(sql: "DROP TABLE journal_head; DROP TABLE journal_tile; \(makeHead)")
        let rows = try Row.fetchCursor(db, sql: "SELECT leaf FROM journal ORDER BY idx")
        var (start, leaves): (Int64, [UInt8]) = (0, [])
        func write() throws {
            try db.append(leaves: leaves, toTreeOf: start)
            (start, leaves) = (start + Int64(leaves.count / Tile.hashLength), [])
        }
        while let row = try rows.next() {
            leaves += Array(try row.required("leaf") as Data)
            if leaves.count == 64 * Tile.fullWidth * Tile.hashLength { try write() }
        }
        try write()
        guard try db.treeSize() == size, try db.frontier(ofFirst: size).bytes == Array(edge) else {
            throw StoreError(.lost, "the journal's leaves do not give the edge of its tree")
        }
        try db.execute(sql: "ALTER TABLE journal DROP COLUMN leaf")
    }

    private static let makeTiles = """
        CREATE TABLE tile (
            level INTEGER NOT NULL CHECK (level >= 0),
            number INTEGER NOT NULL CHECK (number >= 0),
            hashes BLOB NOT NULL CHECK (length(hashes) % 32 = 0 AND length(hashes) BETWEEN 32 AND 8192),
            PRIMARY KEY (level, number)
        ) STRICT;
        """

    /// How long the journal is, for whoever looks into the database.
    private static let makeHead = """
        CREATE VIEW journal_head AS
        SELECT ifnull((
            SELECT number * 256 + length(hashes) / 32 FROM tile WHERE level = 0 ORDER BY number DESC LIMIT 1
        ), 0) AS size
        """
}
