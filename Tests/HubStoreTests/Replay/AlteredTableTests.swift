import Foundation
import GRDB
import HubCore
import HubStore
import Testing

@testable import HubStore

@Suite struct `A table that is not what the journal makes` {
    /// A hub that has lived, stands still, and was altered by somebody's SQL.
    private func found(_ sql: String, limit: Int = 1) async throws -> [ViewDifference] {
        let history = try await RandomHistory(seed: 3)
        try await history.go(120)
        try await history.store.close()
        _ = try history.rig.sqlite3(sql)
        return try await Replay(ReplaySource(dataFolder: history.rig.folder)).compare(limit: limit).differences
    }

    @Test func `is told by the column, both values, and the last entry`() async throws {
        let difference = try #require(
            try await found("UPDATE delivery SET recipient = 'H99' WHERE position = 4").first)
        #expect(difference.kind == .changed && difference.table == "delivery" && difference.key == "position = 4")
        #expect(difference.column == "recipient" && difference.held == "H99")
        #expect(difference.folded?.hasPrefix("H24") == true || difference.folded?.hasPrefix("G") == true)
        #expect(difference.entry != nil && difference.subject?.count == 36)
    }

    @Test func `is told by a row that is gone, and by one that was invented`() async throws {
        let gone = try #require(
            try await found("DELETE FROM axis_item WHERE doc_id = (SELECT min(doc_id) FROM axis_item)").first)
        #expect(gone.kind == .missing && gone.table == "axis_item" && gone.column == nil)
        let invented = try #require(
            try await found("INSERT INTO pause VALUES ('G77', 1, 'ai đó', 'không rõ')").first)
        #expect(invented.kind == .invented && invented.key == "destination = G77" && invented.entry == nil)
    }

    @Test func `never shows what people wrote`() async throws {
        let difference = try #require(
            try await found("UPDATE status SET description = 'điều bịa đặt'").first)
        #expect(difference.column == "description" && difference.held?.hasPrefix("sha256 ") == true)
        #expect(difference.held?.contains("bịa") == false)
    }

    @Test func `is told column by column, whatever the table`() async throws {
        let history = try await RandomHistory(seed: 9)
        try await history.go(200)
        try await history.store.close()
        let (database, whole) = (history.rig.database, history.rig.database + "-whole")
        try FileManager.default.copyItem(atPath: database, toPath: whole)
        let rows = try rows(history)
        var left = ViewTable.all.map { (table: $0, columns: $0.comparedColumns[...]) }
        var untold: [String] = []
        // As many columns of a table at once as it has rows, each in a row of its own.
        while left.contains(where: { !$0.columns.isEmpty }) {
            let altered = left.flatMap { table, columns in
                columns.prefix(max(1, rows[table.name] ?? 0)).enumerated().map { (table, $0, $1) }
            }
            left = left.map { ($0, $1.dropFirst(max(1, rows[$0.name] ?? 0))) }
            try history.replaceDatabase(by: whole)
            let changes = altered.map { "UPDATE \($0.alteration(of: $2, inRow: $1))" }.joined(separator: ";")
            _ = try history.rig.sqlite3("PRAGMA ignore_check_constraints = ON; \(changes)")
            let told = try await Replay(ReplaySource(dataFolder: history.rig.folder)).compare(limit: 1000).differences
            untold += altered.filter { table, _, column in
                !told.contains { $0.table == table.name && $0.column == column.name }
            }.map { "\($0.name).\($2.name)" }
        }
        #expect(untold.isEmpty, "not told: \(untold)")
    }

    private func rows(_ history: RandomHistory) throws -> [String: Int] {
        let counts = ViewTable.all.map { table in
            let isFree = table.name == "delivery" ? " WHERE state <> 'leased'" : ""
            return "SELECT '\(table.name)', count(*) FROM \(table.name)\(isFree)"
        }
        let lines = try history.rig.sqlite3(counts.joined(separator: " UNION ALL ")).split(separator: "\n")
        return Dictionary(
            uniqueKeysWithValues: lines.map { line in
                let parts = line.split(separator: "|")
                return (String(parts[0]), Int(parts[1]) ?? 0)
            })
    }

    @Test func `is told in the order of its keys`() async throws {
        let all = try await found("UPDATE document SET accepted_at = accepted_at + 1", limit: 5)
        #expect(all.count == 5 && Set(all.map(\.column)) == ["accepted_at"])
        let keys = all.compactMap { $0.key.split(separator: " ").last.flatMap { Int($0) } }
        #expect(keys.count == 5 && keys == keys.sorted())
    }

    @Test func `is not told by what the journal does not make`() async throws {
        let quiet = """
            UPDATE payload SET bytes = NULL; UPDATE webhook_progress SET failures = 9; DELETE FROM credential;
            UPDATE delivery SET is_held = 1; DELETE FROM duty; DELETE FROM webhook_message;
            """
        #expect(try await found(quiet).isEmpty)
    }
}

extension ViewTable {
    fileprivate var comparedColumns: [ViewColumn] {
        columns.filter { if case .apart = $0.standing { false } else { true } }
    }

    /// Changes one row, whatever its column holds.
    fileprivate func alteration(of column: ViewColumn, inRow row: Int) -> String {
        let keys = "(\(key.joined(separator: ", ")))"
        let isFree = name == "delivery" ? " WHERE state <> 'leased'" : ""
        return """
            \(name) SET \(column.name) = CASE typeof(\(column.name)) WHEN 'integer' THEN \(column.name) + 1000
                WHEN 'text' THEN \(column.name) || 'x' WHEN 'blob' THEN zeroblob(32)
                ELSE (SELECT CASE type WHEN 'TEXT' THEN 'x' ELSE 7 END FROM pragma_table_info('\(name)')
                    WHERE name = '\(column.name)') END
            WHERE \(keys) = (SELECT \(key.joined(separator: ", ")) FROM \(name)\(isFree)
                ORDER BY \(key.map { "\($0) DESC" }.joined(separator: ", ")) LIMIT 1 OFFSET \(row))
            """
    }
}

extension RandomHistory {
    fileprivate func replaceDatabase(by copy: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: rig.database + suffix) {
            try FileManager.default.removeItem(atPath: rig.database + suffix)
        }
        try FileManager.default.copyItem(atPath: copy, toPath: rig.database)
    }
}
