import Foundation
import GRDB
import HubCore

/// Compares the tables of a database with those that its journal makes, row by row in the order of their keys.
///
/// SQLite does it: of millions of rows only those that differ ever leave it.
struct ViewComparison {
    let db: Database
    /// Differences that are looked for; then it ends.
    let limit: Int
    let halt: Halt
    /// The database with the tables that are compared; the other one is `main`.
    var held = "live"

    /// So many keys are compared at once, where they are numbers.
    private static let stretch: Int64 = 200_000

    /// - Parameter compared: told which table it is, and how many rows of all it has been, now and then.
    func run(compared: (String, Int64) -> Void) throws -> (rows: Int64, differences: [ViewDifference]) {
        var (rows, found): (Int64, [ViewDifference]) = (0, [])
        for table in ViewTable.all {
            guard found.count < limit else { break }
            compared(table.name, rows)
            found += try differences(in: table, atMost: limit - found.count) { compared(table.name, rows + $0) }
            rows += try count(held, table)
        }
        return (rows, found)
    }

    private func differences(
        in table: ViewTable, atMost limit: Int, compared: (Int64) -> Void
    ) throws -> [ViewDifference] {
        var found = try stretches(of: table).reduce(into: [ViewDifference]()) { found, stretch in
            try halt.check()
            guard found.count < limit else { return }
            found += try table.heldRows(db, held, in: stretch, limit: limit - found.count)
            compared(stretch.map { $0.upperBound } ?? 0)
        }
        let isComplete = !found.contains { $0.kind == .invented }
        if found.count < limit, try !isComplete || count(held, table) != count("main", table) {
            found += try table.missingRows(db, held, limit: limit - found.count)
        }
        return found
    }

    private func count(_ schema: String, _ table: ViewTable) throws -> Int64 {
        try db.number("SELECT count(*) FROM \(schema).\(table.name)") ?? 0
    }

    /// The whole in one piece where keys are texts: such tables are small, or nearly.
    private func stretches(of table: ViewTable) throws -> [ClosedRange<Int64>?] {
        guard let key = table.key.first, ["journal_index", "position"].contains(key) else { return [nil] }
        let bounds = try db.row("SELECT min(\(key)) AS first, max(\(key)) AS last FROM \(held).\(table.name)")
        guard let first: Int64 = bounds?["first"], let last: Int64 = bounds?["last"] else { return [] }
        return stride(from: first, through: last, by: Int64.Stride(Self.stretch)).map {
            $0...min($0 + Self.stretch - 1, last)
        }
    }
}

extension ViewTable {
    /// Rows that the journal does not make so, or not at all.
    fileprivate func heldRows(
        _ db: Database, _ held: String, in stretch: ClosedRange<Int64>?, limit: Int
    ) throws -> [ViewDifference] {
        let compared = columns.filter(\.isCompared)
        let values = compared.flatMap { column in
            ["l", "s"].map { "\(column.value(of: $0)) AS \"\($0).\(column.name)\"" }
        }
        let bounds = stretch.map { "l.\(key[0]) BETWEEN \($0.lowerBound) AND \($0.upperBound) AND" } ?? ""
        let sql = """
            SELECT \((key.map { "l.\($0) AS \"k.\($0)\"" } + subjects("l") + values).joined(separator: ", ")),
                s.\(key[0]) IS NULL AS "is.invented"
            FROM \(held).\(name) l LEFT JOIN main.\(name) s ON \(sameKey)
            WHERE \(bounds) (\((["s.\(key[0]) IS NULL"] + compared.map(\.differs)).joined(separator: " OR ")))
            ORDER BY \(key.map { "l.\($0)" }.joined(separator: ", ")) LIMIT \(limit)
            """
        return try Row.fetchAll(db, sql: sql).map { try difference($0, db, compared) }
    }

    /// Rows that the journal makes and the table has not.
    fileprivate func missingRows(_ db: Database, _ held: String, limit: Int) throws -> [ViewDifference] {
        let sql = """
            SELECT \((key.map { "s.\($0) AS \"k.\($0)\"" } + subjects("s")).joined(separator: ", "))
            FROM main.\(name) s LEFT JOIN \(held).\(name) l ON \(sameKey) WHERE l.\(key[0]) IS NULL
            ORDER BY \(key.map { "s.\($0)" }.joined(separator: ", ")) LIMIT \(limit)
            """
        return try Row.fetchAll(db, sql: sql).map { try difference($0, db, kind: .missing) }
    }

    private var sameKey: String { key.map { "s.\($0) = l.\($0)" }.joined(separator: " AND ") }

    private func subjects(_ row: String) -> [String] {
        switch subject {
        case .document(let column), .delivery(let column), .other(let column, _): ["\(row).\(column) AS \"is.about\""]
        case .none: []
        }
    }

    private func difference(_ row: Row, _ db: Database, _ compared: [ViewColumn]) throws -> ViewDifference {
        let isInvented: Bool = try row.required("is.invented")
        guard !isInvented, let column = compared.first(where: { $0.isDifferent(in: row) }) else {
            return try difference(row, db, kind: .invented)
        }
        let (held, folded) = (Self.text(row["l.\(column.name)"]), Self.text(row["s.\(column.name)"]))
        let shown =
            column.isWords
            ? (ViewDifference.hashed(held), ViewDifference.hashed(folded)) : ViewDifference.shown(held, folded)
        return try difference(row, db, kind: .changed, column.name, shown)
    }

    private func difference(
        _ row: Row, _ db: Database, kind: ViewDifference.Kind, _ column: String? = nil,
        _ values: (held: String, folded: String)? = nil
    ) throws -> ViewDifference {
        let about: String? = row["is.about"]
        return ViewDifference(
            kind: kind, table: name, key: key.map { "\($0) = \(Self.text(row["k.\($0)"]))" }.joined(separator: ", "),
            column: column, held: values?.held, folded: values?.folded, subject: about,
            entry: try about.flatMap { try db.lastEntry(telling: $0, subject) })
    }

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "NULL"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text): text
        case .blob(let bytes): Array(bytes).hexadecimal
        }
    }
}

extension ViewColumn {
    fileprivate var isCompared: Bool { if case .apart = standing { false } else { true } }
    fileprivate var isWords: Bool { if case .words = standing { true } else { false } }

    fileprivate func value(of row: String) -> String {
        switch standing {
        case .derivedAs(let sql): sql.replacingOccurrences(of: "{t}", with: row)
        // Of a leased delivery the fold's value is taken for the table's.
        case .whileNotLeased where row == "l": "CASE WHEN l.state = 'leased' THEN s.\(name) ELSE l.\(name) END"
        default: "\(row).\(name)"
        }
    }

    fileprivate var differs: String { "\(value(of: "l")) IS NOT \(value(of: "s"))" }

    fileprivate func isDifferent(in row: Row) -> Bool {
        let (held, folded): (DatabaseValue, DatabaseValue) = (row["l.\(name)"], row["s.\(name)"])
        return held != folded
    }
}

extension Database {
    /// The last entry that tells of something.
    fileprivate func lastEntry(telling about: String, _ subject: ViewTable.Subject) throws -> Int64? {
        switch subject {
        case .document:
            return try number("SELECT max(idx) FROM live.journal WHERE document = ?", [about])
        case .delivery:
            let document =
                try text("SELECT document FROM live.delivery WHERE id = ?", [about])
                ?? text("SELECT document FROM main.delivery WHERE id = ?", [about])
            return try number(
                "SELECT max(idx) FROM live.journal WHERE document = ? AND instr(entry, ?) > 0", [document, about])
        case .other(_, let kinds):
            return try number(
                """
                SELECT max(idx) FROM live.journal
                WHERE kind IN (SELECT value FROM json_each(?)) AND instr(entry, ?) > 0
                """, [try kinds.columnText(), "\"\(about)\""])
        case .none: return nil
        }
    }
}
