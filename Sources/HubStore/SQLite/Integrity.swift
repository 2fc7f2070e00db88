import GRDB
import HubCore

/// Whether the journal on the disk, and the tree over it, are the ones that were promised.
enum Integrity {
    /// The edge at the head.
    static func frontier(in db: Database) throws -> MerkleFrontier { try db.frontier(ofFirst: db.treeSize()) }

    /// Recomputes the tree over the newest entries from the nearest full tile on, and compares it with the tiles that are kept
    /// and with the promised head. Whatever does not fit is looked for from the first entry on, so that its place is named.
    ///
    /// - Parameter newest: how many entries at least; the promised head is reached in any case.
    /// - Throws: ``StoreError/Code/lost``, with an explanation that names both sides.
    static func check(
        _ db: Database, newest: Int64, promised: TreeHead?, headPath: String, databasePath: String
    ) throws {
        let size = try db.journalSize()
        let head = try frontier(in: db)
        let promised = promised ?? head.head
        guard promised.size <= size else {
            throw StoreError(
                .lost,
                "the database \(databasePath) has \(size) journal entries and its head file \(headPath) promises "
                    + "\(promised.size): \(promised.size - size) committed entries are missing. Restore the newest "
                    + "database; or, if it is known and accepted that they are lost, open the store adopting its "
                    + "journal as it is")
        }
        guard head.size == size else {
            throw StoreError(
                .lost, "the journal in \(databasePath) has \(size) entries and its tree \(head.size) leaves")
        }
        var walk = try TreeWalk(db, from: min(size - newest, promised.size), noting: promised.size)
        try walk.run()
        if walk.isRight(head: head, promised: promised) { return }
        walk = try TreeWalk(db, from: 0, noting: promised.size)
        try walk.run()
        throw StoreError(.lost, walk.explanation(promised: promised, headPath: headPath, databasePath: databasePath))
    }
}

extension Database {
    /// One more than the last entry's index.
    func journalSize() throws -> Int64 { (try number("SELECT max(idx) FROM journal") ?? -1) + 1 }
}
