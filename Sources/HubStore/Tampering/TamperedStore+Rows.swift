import Foundation
import GRDB
import HubCore

/// What somebody may do to the tables that the journal makes, and to what they are made of.
extension TamperedStore {
    package func changeRow(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            guard let (table, row) = try someRow(db, using: &dice) else { return nil }
            let columns = table.comparedColumns
            let column = columns[Int(dice.number(0..<Int64(columns.count)))]
            do {
                try db.execute(
                    sql: "UPDATE \(table.name) SET \(column) = \(table.altered(column)) WHERE \(table.isRow(row))")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return nil
            }
            let what = "\(table.name).\(column) of \(table.name(of: row))"
            return Touched(what, .row(table: table.name, key: table.name(of: row), column: column))
        }
    }

    package func dropRow(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            guard let (table, row) = try someRow(db, using: &dice) else { return nil }
            try db.execute(sql: "DELETE FROM \(table.name) WHERE \(table.isRow(row))")
            return Touched(
                "\(table.name): row \(table.name(of: row)) dropped", .row(table: table.name, key: table.name(of: row)))
        }
    }

    /// A copy of a row under another key.
    package func insertRow(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            guard let (table, row) = try someRow(db, using: &dice) else { return nil }
            let columns = try db.columns(in: table.name).map(\.name)
            let unique: Set = ["id", "sha256", "recipient", "request", "message", "number"]
            let values = columns.map { column in
                let isKey = table.key.contains(column) || unique.contains(column)
                return isKey ? table.altered(column) : column
            }
            let keys = table.key.map { "\(table.altered($0)) AS \($0)" }.joined(separator: ", ")
            let key = try Row.fetchOne(db, sql: "SELECT \(keys) FROM \(table.name) WHERE \(table.isRow(row))")
            do {
                try db.execute(
                    sql: """
                        INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
                        SELECT \(values.joined(separator: ", ")) FROM \(table.name) WHERE \(table.isRow(row))
                        """)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return nil
            }
            let name = key.map(table.name) ?? ""
            return Touched("\(table.name): row \(name) invented", .row(table: table.name, key: name))
        }
    }

    /// One column of two rows.
    package func swapRows(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            guard let (table, one) = try someRow(db, using: &dice) else { return nil }
            let columns = table.comparedColumns.filter { !table.key.contains($0) }
            guard !columns.isEmpty else { return nil }
            let column = columns[Int(dice.number(0..<Int64(columns.count)))]
            let all = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM \(table.name) WHERE NOT (\(table.isRow(one))) AND \(column) IS NOT
                        (SELECT \(column) FROM \(table.name) WHERE \(table.isRow(one))) \(table.isFree)
                    """)
            guard !all.isEmpty else { return nil }
            let other = all[Int(dice.number(0..<Int64(all.count)))]
            let (value, otherValue): (DatabaseValue, DatabaseValue) = (one[column], other[column])
            do {
                try table.set(column, to: otherValue, in: one, db)
                try table.set(column, to: value, in: other, db)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                try table.set(column, to: value, in: one, db)
                return nil
            }
            let names = [one, other].map(table.name)
            return Touched(
                "\(table.name).\(column) of \(names[0]) and \(names[1]) swapped",
                .row(table: table.name, key: names[0], column: column),
                .row(table: table.name, key: names[1], column: column))
        }
    }

    /// The signature on a document's receipt.
    package func forgeReceipt(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let rows = try db.rows("SELECT journal_index, receipt FROM document ORDER BY journal_index")
            guard !rows.isEmpty else { return nil }
            let row = rows[Int(dice.number(0..<Int64(rows.count)))]
            let (index, text): (Int64, String) = (try row.required("journal_index"), try row.required("receipt"))
            let receipt = try JSONDecoder().decode(Receipt.self, from: Data(text.utf8))
            let (bytes, _) = Array(Data(base64Encoded: receipt.signature) ?? Data()).flipped(using: &dice)
            try db.run(
                "UPDATE document SET receipt = json_set(receipt, '$.signature', ?) WHERE journal_index = ?",
                [Data(bytes).base64EncodedString(), index])
            return Touched(
                "the signature of the receipt of entry \(index)",
                .row(table: "document", key: "journal_index = \(index)", column: "receipt"))
        }
    }

    package func alterSchema(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let indexes = try db.rows(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
            let name: String = try indexes[Int(dice.number(0..<Int64(indexes.count)))].required("name")
            guard dice.number(0..<2) == 0 else {
                try db.execute(sql: "CREATE TRIGGER \(name)_2 AFTER INSERT ON journal BEGIN DELETE FROM pause; END")
                return Touched("a trigger", .object("trigger \(name)_2"))
            }
            try db.execute(sql: "DROP INDEX \(name)")
            return Touched("index \(name) dropped", .object("index \(name)"))
        }
    }

    /// The bytes of a packet that lie in the database.
    package func flipPayload(using dice: inout some RandomNumberGenerator) throws -> Touched? {
        try alter { db in
            let rows = try db.rows(
                "SELECT position, lower(hex(sha256)) AS sha256, bytes FROM payload WHERE length(bytes) > 0 ORDER BY position"
            )
            guard !rows.isEmpty else { return nil }
            let row = rows[Int(dice.number(0..<Int64(rows.count)))]
            let (bytes, _) = Array(try row.required("bytes") as Data).flipped(using: &dice)
            let position: Int64 = try row.required("position")
            try db.run("UPDATE payload SET bytes = ? WHERE position = ?", [Data(bytes), position])
            return Touched("the packet of entry \(position)", .payload(try row.required("sha256"), entry: position))
        }
    }

    // MARK: Choosing

    private func someRow(_ db: Database, using dice: inout some RandomNumberGenerator) throws -> (ViewTable, Row)? {
        let table = ViewTable.all[Int(dice.number(0..<Int64(ViewTable.all.count)))]
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM \(table.name) WHERE 1 \(table.isFree) ORDER BY \(table.key.joined(separator: ", "))"
        )
        return rows.isEmpty ? nil : (table, rows[Int(dice.number(0..<Int64(rows.count)))])
    }
}

extension ViewTable {
    /// Columns that the journal gives, in every row.
    fileprivate var comparedColumns: [String] {
        columns.filter { if case .apart = $0.standing { false } else { true } }.map(\.name)
    }

    /// A courier's hold is not the journal's.
    fileprivate var isFree: String { name == "delivery" ? "AND state <> 'leased'" : "" }

    fileprivate func isRow(_ row: Row) -> String {
        key.map { "\($0) IS \((row[$0] as DatabaseValue).sqlText)" }.joined(separator: " AND ")
    }

    fileprivate func set(_ column: String, to value: DatabaseValue, in row: Row, _ db: Database) throws {
        try db.execute(sql: "UPDATE \(name) SET \(column) = ? WHERE \(isRow(row))", arguments: [value])
    }

    /// As ``ViewDifference/key`` has it.
    fileprivate func name(of row: Row) -> String {
        key.map { "\($0) = \((row[$0] as DatabaseValue).plainText)" }.joined(separator: ", ")
    }

    /// Another value than a row has, whatever that is.
    fileprivate func altered(_ column: String) -> String {
        """
        CASE typeof(\(column)) WHEN 'integer' THEN \(column) + 1000 WHEN 'text' THEN \(column) || 'x'
            WHEN 'blob' THEN zeroblob(32)
            ELSE (SELECT CASE type WHEN 'TEXT' THEN 'x' ELSE 7 END FROM pragma_table_info('\(name)')
                WHERE name = '\(column)') END
        """
    }
}

extension DatabaseValue {
    fileprivate var plainText: String {
        switch storage {
        case .null: "NULL"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): Array(bytes).hexadecimal
        }
    }

    fileprivate var sqlText: String {
        switch storage {
        case .string(let text): "'\(text.replacingOccurrences(of: "'", with: "''"))'"
        case .blob(let bytes): "x'\(Array(bytes).hexadecimal)'"
        default: plainText
        }
    }
}
