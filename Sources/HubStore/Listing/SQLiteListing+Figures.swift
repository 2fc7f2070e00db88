import GRDB
import HubCore

extension SQLiteListing {
    package func figures(_ query: FiguresQuery) async throws -> FiguresReport {
        try await read { db in
            var parts = try db.counted(query)
            // Times are not kept by kind.
            if query.grouping != .kind, query.typeNames.isEmpty { try db.addTimes(query, to: &parts) }
            return FiguresReport(parts.sorted { $0.key < $1.key }.map { FiguresPart(key: $0.key, figures: $0.value) })
        }
    }
}

extension FiguresQuery {
    /// How a row of `figure` or `figure_time` is named by its part.
    fileprivate var key: String {
        switch grouping {
        case .day: "strftime('%Y-%m-%d', f.day * 86400, 'unixepoch')"
        case .month: "strftime('%Y-%m', f.day * 86400, 'unixepoch')"
        case .agency: "a.id"
        case .level: "CAST(f.level AS TEXT)"
        case .kind: "(SELECT name FROM type_name WHERE number = f.type)"
        }
    }

    /// Rows of what is asked about. By agency: the agency's own rows, and those of each just below it, whose rows have what is
    /// below them in them.
    fileprivate var rows: String {
        let own = "(a.id = :agency AND f.level = :level)"
        let agencies =
            switch (grouping, withSubordinates) {
            case (_, false): own
            case (.agency, true):
                "(\(own) OR (a.id > :agency || '.' AND a.id < :agency || '/' AND instr(substr(a.id, length(:agency) + 2), '.') = 0))"
            default: "a.id = :agency"
            }
        return
            "agency a CROSS JOIN \(Self.table) f ON f.agency = a.number WHERE \(agencies) AND f.day BETWEEN :from AND :to"
    }

    /// Stands for the table in ``rows``.
    fileprivate static let table = "{table}"

    fileprivate var needsLevel: Bool { !withSubordinates || grouping == .agency }

    fileprivate func rows(in table: String) -> String { rows.replacing(Self.table, with: table) }

    fileprivate var arguments: [String: any DatabaseValueConvertible] {
        var arguments: [String: any DatabaseValueConvertible] = ["agency": agency, "from": from, "to": to]
        if needsLevel { arguments["level"] = agency.split(separator: ".").count }
        return arguments
    }
}

extension Database {
    fileprivate func counted(_ query: FiguresQuery) throws -> [String: Figures] {
        var (sql, arguments) = (query.rows(in: "figure"), query.arguments)
        if !query.typeNames.isEmpty {
            sql += " AND f.type IN (SELECT number FROM type_name WHERE name IN (SELECT value FROM json_each(:types)))"
            arguments["types"] = try query.typeNames.sorted().columnText()
        }
        let sums = Figures.Count.allCases.map { "sum(f.\($0.rawValue)) AS \($0.rawValue)" }.joined(separator: ", ")
        let found = try rows(
            "SELECT \(query.key) AS key, \(sums) FROM \(sql) GROUP BY 1", StatementArguments(arguments))
        return try found.reduce(into: [:]) { parts, row in
            var figures = Figures()
            for count in Figures.Count.allCases { figures[count] = try row.required(count.rawValue) }
            if figures != Figures() { parts[try row.required("key")] = figures }
        }
    }

    fileprivate func addTimes(_ query: FiguresQuery, to parts: inout [String: Figures]) throws {
        let found = try rows(
            """
            SELECT \(query.key) AS key, f.step, f.bucket, sum(f.count) AS count FROM \(query.rows(in: "figure_time"))
            GROUP BY 1, 2, 3
            """, StatementArguments(query.arguments))
        for row in found {
            let (key, step): (String, Int) = (try row.required("key"), try row.required("step"))
            guard (0..<5).contains(step) else { continue }
            parts[key]?.times[step].add(try row.required("count"), at: try row.required("bucket"))
        }
    }
}
