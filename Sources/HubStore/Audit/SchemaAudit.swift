import GRDB
import HubCore

/// Compares what the tables, indexes, views and triggers look like with what this program makes: a trigger that somebody added
/// would change rows later, an index that was dropped lets doubles in.
enum SchemaAudit {
    static func run(_ db: Database, _ flaws: inout AuditFlaws) throws {
        let (fresh, made) = try ours()
        let found = try objects(db)
        for name in Set(fresh.keys).union(found.keys).sorted() where fresh[name] != found[name] {
            flaws.add(.schemaAltered, at: .object(name))
        }
        // As the migrations are called; of a database that another version made, some are missing or unknown.
        let applied = try migrations(db)
        for name in made.symmetricDifference(applied).sorted() {
            flaws.add(.schemaAltered, at: .object("migration \(name)"))
        }
    }

    private static func ours() throws -> (objects: [String: String], migrations: Set<String>) {
        let database = try DatabaseQueue()
        try Schema.migrator.migrate(database)
        let made = try database.read { (try objects($0), try migrations($0)) }
        try database.close()
        return made
    }

    private static func migrations(_ db: Database) throws -> Set<String> {
        Set(try db.rows("SELECT identifier FROM grdb_migrations").map { try $0.required("identifier") })
    }

    /// What makes each object, but for white space and quotes, which versions of SQLite write differently; statistics belong
    /// to whoever gathers them.
    private static func objects(_ db: Database) throws -> [String: String] {
        var objects: [String: String] = [:]
        for row in try db.rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
        {
            let (type, name): (String, String) = (try row.required("type"), try row.required("name"))
            let words = (row.optional("sql") ?? "").split { $0.isWhitespace || $0 == "\"" }
            objects["\(type) \(name)"] = "\(try row.required("tbl_name") as String): \(words.joined(separator: " "))"
        }
        return objects
    }
}
