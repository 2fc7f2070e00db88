import Foundation
import GRDB
import HubCore

/// A copy of a store, into which somebody with the files in his hands puts what he likes: for the campaign that shows that an
/// audit finds it. Never a store that is in use.
///
/// Each act says what was touched, as an audit would name it; `nil` when there was nothing to be touched.
package struct TamperedStore {
    package let folder: String
    /// The database's name in the folder.
    package let database: String

    package init(folder: String, database: String = "hub.sqlite") throws {
        (self.folder, self.database) = (folder, database)
    }

    var path: String { "\(folder)/\(database)" }

    /// Opens the database as it is: no constraint hinders, no migration mends. When it is closed the file alone holds it all.
    func alter<Value>(_ work: (Database) throws -> Value) throws -> Value {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF")
        }
        let value = try queue.write(work)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
        return value
    }

    /// Makes an entry another, grows the tree anew, and signs it with the hub's own key: nothing that lies in the folder tells of
    /// it any more.
    /// - Parameter index: of an acceptance, whose subject is changed, or of something that somebody did.
    /// - Returns: whether the entry could be changed so.
    package func rewrite(entry index: Int64, by signer: HubSigner) throws -> Bool {
        let (isChanged, head) = try alter { db in
            let before = try db.text("SELECT entry FROM journal WHERE idx = ?", [index])
            try db.run(
                """
                UPDATE journal SET entry = CASE kind WHEN 'accepted' THEN replace(entry, '"subject":"', '"subject":"!')
                    ELSE replace(entry, '"by":"', '"by":"!') END WHERE idx = ?
                """, [index])
            let after = try db.text("SELECT entry FROM journal WHERE idx = ?", [index])
            return (before != after, try plantTree(db))
        }
        try FileManager.default.removeItem(atPath: "\(folder)/journal-head")
        try HeadFile.make(at: "\(folder)/journal-head", holding: try Checkpoint.note(head, by: signer))
        return isChanged
    }

    /// Makes all tiles anew from the entries.
    @discardableResult func plantTree(_ db: Database) throws -> TreeHead {
        try db.execute(sql: "DELETE FROM tile")
        let leaves = try db.rows("SELECT CAST(entry AS BLOB) AS entry FROM journal ORDER BY idx").flatMap {
            MerkleFrontier.leafHash(of: Array(try $0.required("entry") as Data))
        }
        try db.append(leaves: leaves, toTreeOf: 0)
        return try Integrity.frontier(in: db).head
    }

    /// What the tables hold of which the journal, or a digest, tells; what makes them, too. Two stores are the same when these
    /// are. `nil` when it cannot be read.
    package func contents() -> [String: [String]]? {
        do {
            let queue = try ReplaySource(path: path).open()
            let contents = try queue.read { db in
                var contents = ["make": try rows(db, "SELECT type, name, tbl_name, sql FROM sqlite_master")]
                for table in ["journal", "tile", "grdb_migrations"] {
                    contents[table] = try rows(db, "SELECT * FROM \(table)")
                }
                for table in ViewTable.all {
                    let columns = table.columns.filter(\.isTold).map(\.name)
                    let all = (table.key + columns).joined(separator: ", ")
                    contents[table.name] = try rows(db, "SELECT \(all) FROM \(table.name)")
                }
                return contents
            }
            try queue.close()
            return contents
        } catch {
            return nil
        }
    }

    private func rows(_ db: Database, _ sql: String) throws -> [String] {
        try Row.fetchAll(db, sql: sql).map { row in row.map { "\($1)" }.joined(separator: "|") }
    }
}

extension ViewColumn {
    /// Whether something tells what stands in it.
    fileprivate var isTold: Bool {
        switch standing {
        case .apart(let reason): reason == .contents
        default: true
        }
    }
}
