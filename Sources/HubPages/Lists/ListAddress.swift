import HubCore
import HubService

/// A list as an address names it: everything by which it is filtered stands there, so that it can be kept as a bookmark and
/// sent to a colleague.
///
/// `/incoming?q=ngan+sach&state=received&late=1&after=-812.812.3`
struct ListAddress: Sendable, Hashable {
    var query: ListingQuery
    var turn = ListingTurn.first
    /// Only one of the person's agencies.
    var agency: String?

    /// Where the tray's list is.
    static func path(of tray: Tray) -> String {
        switch tray {
        case .toDo: "/"
        case .received: "/incoming"
        case .sent: "/outgoing"
        case .unsent: "/outgoing/unsent"
        case .failed: "/outgoing/failed"
        case .returned: "/outgoing/returned"
        case .lateThere: "/outgoing/late"
        case .lateHere: "/incoming/late"
        }
    }

    /// - Parameter own: the agencies whose lists the person may see: another's, asked for, is as if it were not asked for.
    init(_ tray: Tray, of own: [String], _ form: Form) {
        agency = form["agency"].map(\.canonicalIdentifier).flatMap { own.contains($0) ? $0 : nil }
        query = ListingQuery(tray, of: agency.map { [$0] } ?? own)
        query.text = String((form["q"] ?? "").prefix(200))
        query.states = Set(form.all("state").compactMap(ListedState.init(rawValue:)))
        query.priorities = Set(form.all("urgency").compactMap { Int($0) })
        query.businessTypes = Set(form.all("type").compactMap { Int($0) })
        query.typeNames = Set(form.all("kind").prefix(20))
        query.counterpart = form["with"].map(\.canonicalIdentifier)
        query.from = form["from"].flatMap(Self.day)
        query.to = form["to"].flatMap(Self.day)
        query.isOverdue = form["late"] != nil
        if let place = form["after"].flatMap(ListingPlace.init(text:)) { turn = .after(place) }
        if let place = form["before"].flatMap(ListingPlace.init(text:)) { turn = .before(place) }
    }

    /// The same list elsewhere.
    func turned(_ turn: ListingTurn) -> ListAddress {
        var other = self
        other.turn = turn
        return other
    }

    /// The same list with another filter, from its beginning.
    func with(_ change: (inout ListingQuery) -> Void) -> ListAddress {
        var other = turned(.first)
        change(&other.query)
        return other
    }

    var path: String { Self.path(of: query.tray) }
    var text: String { Self.joined(path, fields) }

    /// The address of the same rows as a file.
    func export(as format: String) -> String {
        Self.joined("/export/\(query.tray.rawValue).\(format)", turned(.first).fields)
    }

    private static func joined(_ path: String, _ fields: [(String, String)]) -> String {
        fields.isEmpty
            ? path : path + "?" + fields.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
    }

    /// Names and values, each where it is stated.
    var fields: [(String, String)] {
        var fields: [(String, String)] = []
        func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { fields.append((name, value)) } }
        add("agency", agency)
        add("q", query.text)
        for state in query.states.sorted(by: { $0.number < $1.number }) { add("state", state.rawValue) }
        for priority in query.priorities.sorted() { add("urgency", "\(priority)") }
        for type in query.businessTypes.sorted() { add("type", "\(type)") }
        for name in query.typeNames.sorted() { add("kind", name) }
        add("with", query.counterpart)
        add("from", query.from.map(Self.text))
        add("to", query.to.map(Self.text))
        if query.isOverdue { add("late", "1") }
        switch turn {
        case .first: break
        case .after(let place): add("after", place.text)
        case .before(let place): add("before", place.text)
        }
        return fields
    }

    /// Whether anything narrows the tray.
    var isFiltered: Bool { !turned(.first).fields.filter { $0.0 != "agency" }.isEmpty }

    // MARK: Days as `<input type=date>` writes them

    static func day(_ text: String) -> Int? {
        Timestamp(rfc3339: "\(text)T00:00:00.000+07:00").map { WorkingCalendar.day(of: $0) }
    }

    static func text(_ day: Int) -> String {
        Timestamp(milliseconds: Int64(day) * 86_400_000).localDay
    }
}
