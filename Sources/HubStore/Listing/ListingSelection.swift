import GRDB
import HubCore

/// A query as SQL, for one agency at a time: each agency's rows lie together, in the order of their trays, and what several
/// agencies have is merged after it.
struct ListingSelection {
    private let query: ListingQuery
    private let order: Order
    private let source: String
    private let conditions: [String]
    private let arguments: [String: any DatabaseValueConvertible]
    private let asked: [SearchWords.Asked]
    private let counterpart: Int64?

    /// By what a tray is ordered, and from which column that comes.
    private enum Order {
        /// The newest first.
        case place
        /// What is due first.
        case due(String)
    }

    /// - Returns: `nil` when nothing can be found.
    init?(_ query: ListingQuery, now: Timestamp, in db: Database) throws {
        self.query = query
        asked = SearchWords.asked(by: query.text)
        if asked.isEmpty, query.text.contains(where: { !$0.isWhitespace }) { return nil }
        var counterpart: Int64?
        if let named = query.counterpart {
            guard let number = try db.number("SELECT number FROM agency WHERE id = ?", [named]) else { return nil }
            counterpart = number
        }
        self.counterpart = counterpart
        let isSearched = counterpart != nil || !asked.isEmpty
        let isAlong = isSearched && (query.tray == .sent || query.tray == .received)
        var filters = ListingFilters(places: isAlong ? "word.rowid" : "listed.place")
        try filters.add(query, now: now, in: db)
        switch query.tray {
        case .sent, .received:
            order = .place
            source = isAlong ? Self.alongWords : "listed"
        case .toDo: (order, source) = (.due("to_do_rank"), "listed INDEXED BY listed_to_do")
        case .unsent: (order, source) = (.place, "listed INDEXED BY listed_unsent")
        case .failed: (order, source) = (.place, "listed INDEXED BY listed_failed")
        case .returned: (order, source) = (.place, "listed INDEXED BY listed_returned")
        case .lateThere, .lateHere: (order, source) = (.due("receipt_due"), "listed INDEXED BY listed_late")
        }
        if isSearched {
            filters.conditions.append(
                isAlong ? "word MATCH :match" : "place IN (SELECT rowid FROM word WHERE word MATCH :match)")
        }
        if let condition = query.tray.condition { filters.conditions.append(condition) }
        if query.tray == .lateThere || query.tray == .lateHere { filters.arguments["late"] = now.milliseconds }
        (conditions, arguments) = (filters.conditions, filters.arguments)
    }

    /// Goes along the index of words, the newest first, and looks at the row of each document that it finds.
    private static let alongWords = """
        word CROSS JOIN listed ON listed.agency = :agency AND listed.box = :box AND listed.place = word.rowid
        """

    /// Rows of one agency, in the order of the tray, or, before a place, in the opposite one.
    func rows(
        of agency: (number: Int64, id: String), _ turn: ListingTurn, limit: Int, in db: Database
    ) throws -> [ListedRow] {
        var (arguments, conditions) = (arguments, conditions)
        arguments["agency"] = agency.number
        arguments["box"] = query.tray.box.number
        arguments["limit"] = limit
        conditions += ["listed.agency = :agency", "listed.box = :box"]
        if counterpart != nil || !asked.isEmpty { arguments["match"] = match(agency.number) }
        bound(turn, of: agency.number, &conditions, &arguments)
        let isBackward = if case .before = turn { true } else { false }
        let sql = """
            SELECT listed.*, \(rank) AS rank, (SELECT id FROM agency WHERE number = counterpart) AS counterpart_id
            FROM \(source) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(sorting(isBackward)) LIMIT :limit
            """
        return try db.rows(sql, StatementArguments(arguments)).map { try ListedRow($0, agency: agency) }
    }

    /// By what a ``ListingPlace`` rises down the list.
    private var rank: String {
        switch order {
        case .place: "-listed.place"
        case .due(let column): column
        }
    }

    private func sorting(_ isBackward: Bool) -> String {
        switch order {
        case .place: "\(placeColumn) \(isBackward ? "ASC" : "DESC")"
        case .due(let column): isBackward ? "\(column) DESC, place DESC" : "\(column), place"
        }
    }

    private var placeColumn: String { source == Self.alongWords ? "word.rowid" : "place" }

    /// Of rows of one rank and place the agencies' numbers decide: those of this agency at the very place count as after or before.
    private func bound(
        _ turn: ListingTurn, of agency: Int64, _ conditions: inout [String],
        _ arguments: inout [String: any DatabaseValueConvertible]
    ) {
        let (cursor, isAfter): (ListingPlace, Bool)
        switch turn {
        case .first: return
        case .after(let place): (cursor, isAfter) = (place, true)
        case .before(let place): (cursor, isAfter) = (place, false)
        }
        let isIncluded = isAfter ? agency > cursor.agency : agency < cursor.agency
        arguments["place"] = cursor.place
        switch order {
        case .place:
            conditions.append("\(placeColumn) \(isAfter ? "<" : ">")\(isIncluded ? "=" : "") :place")
        case .due(let column):
            arguments["rank"] = cursor.rank
            conditions.append("(\(column), place) \(isAfter ? ">" : "<")\(isIncluded ? "=" : "") (:rank, :place)")
        }
    }

    /// What the index of words is asked for one agency.
    private func match(_ agency: Int64) -> String {
        var parts = [Self.quoted(ListingMark.holder(agency, query.tray.box))]
        if let counterpart { parts.append(Self.quoted(ListingMark.counterpart(counterpart, query.tray.box))) }
        parts += asked.map { word in
            let star = word.isPrefix ? " *" : ""
            return "(\(Self.quoted(word.word))\(star) OR \(Self.quoted(ListingMark.own(agency, word.word)))\(star))"
        }
        return parts.joined(separator: " AND ")
    }

    private static func quoted(_ word: String) -> String { "\"\(word)\"" }
}

extension Tray {
    /// What makes a row lie in it, as its index has it.
    fileprivate var condition: String? {
        switch self {
        case .sent, .received: nil
        case .toDo: "to_do_rank IS NOT NULL"
        case .unsent: "is_unsent = 1"
        case .failed: "is_failed = 1"
        case .returned: "is_returned = 1"
        case .lateThere, .lateHere: "receipt_due IS NOT NULL AND receipt_due < :late"
        }
    }
}

/// What a query asks of each row, beside its tray and its words.
private struct ListingFilters {
    /// The column along which the rows are found.
    let places: String
    var conditions: [String] = []
    var arguments: [String: any DatabaseValueConvertible] = [:]

    init(places: String) { self.places = places }

    mutating func add(_ query: ListingQuery, now: Timestamp, in db: Database) throws {
        add(query.states.map(\.number), "state", as: "states")
        add(Array(query.priorities), "priority", as: "priorities")
        add(Array(query.businessTypes), "business", as: "businesses")
        if !query.typeNames.isEmpty {
            conditions.append(
                "type IN (SELECT number FROM type_name WHERE name IN (SELECT value FROM json_each(:types)))")
            arguments["types"] = try query.typeNames.sorted().columnText()
        }
        if query.isOverdue {
            conditions.append("due_at < :now")
            arguments["now"] = now.milliseconds
        }
        try addPeriod(query, in: db)
    }

    /// One of a few small numbers.
    private mutating func add(_ numbers: [Int], _ column: String, as name: String) {
        guard !numbers.isEmpty else { return }
        conditions.append("(:\(name) >> \(column)) & 1")
        arguments[name] = numbers.filter { (0..<63).contains($0) }.reduce(0) { $0 | Int64(1) << Int64($1) }
    }

    /// The days, and the places between which their documents lie, so that others are not looked at.
    private mutating func addPeriod(_ query: ListingQuery, in db: Database) throws {
        guard query.from != nil || query.to != nil else { return }
        let (from, to) = (query.from ?? Int(Int32.min), query.to ?? Int(Int32.max))
        conditions += ["day BETWEEN :from AND :to", "\(places) BETWEEN :lowest AND :highest"]
        (arguments["from"], arguments["to"]) = (from, to)
        let span = try db.row(
            "SELECT min(first) AS low, max(last) AS high FROM day_span WHERE day BETWEEN ? AND ?", [from, to])
        arguments["lowest"] = span?["low"] as Int64? ?? Int64.max
        arguments["highest"] = span?["high"] as Int64? ?? Int64.min
    }
}
