import GRDB
import Testing

@testable import HubStore

/// The one list of what the journal makes: a table or a column that is added must be put into it.
@Suite struct `The list of views` {
    private func schema() throws -> [String: Set<String>] {
        let database = try DatabaseQueue()
        try Schema.migrator.migrate(database)
        return try database.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            return try tables.reduce(into: [:]) { $0[$1] = Set(try db.columns(in: $1).map(\.name)) }
        }
    }

    @Test func `has every table, once`() throws {
        let (views, apart) = (ViewTable.all.map(\.name), Array(ViewTable.apart.keys))
        #expect(Set(views).count == views.count && Set(views).isDisjoint(with: apart))
        #expect(Set(views + apart) == Set(try schema().keys))
    }

    @Test func `has every column of every view, once`() throws {
        let schema = try schema()
        for table in ViewTable.all {
            let names = table.key + table.columns.map(\.name)
            #expect(Set(names).count == names.count, "\(table.name)")
            #expect(Set(names) == schema[table.name], "\(table.name)")
        }
    }

    @Test func `compares something of every view`() {
        for table in ViewTable.all where table.name != "webhook_progress" {
            let compared = table.columns.filter { if case .apart = $0.standing { false } else { true } }
            #expect(!compared.isEmpty, "\(table.name)")
        }
    }
}
