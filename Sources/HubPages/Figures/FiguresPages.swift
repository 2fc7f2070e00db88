import EdXML
import HTTPTypes
import HubCore
import HubService
import HubStore
import Hummingbird
import NIOCore

/// The figures of a unit and of those below it, for who leads it.
struct FiguresPages: Sendable {
    let desk: PageDesk

    func add(to pages: PageRouter) {
        pages.get("figures", for: .leader) { page in page.answer(page.figures(try await view(page))) }
        pages.get("figures.csv", for: .leader) { page in
            let view = try await view(page)
            let table = FiguresTable(view.query.grouping)
            let lines =
                [table.heads(in: page.language)] + view.report.parts.map { table.cells($0, named: view.name(of: $0)) }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/csv; charset=utf-8",
                    .contentDisposition: ContentDisposition.attachment("thong-ke-\(view.query.agency).csv"),
                ],
                body: .init(byteBuffer: ByteBuffer(string: "\u{FEFF}" + CommaSeparated.text(lines))))
        }
    }

    private func view(_ page: PageContext) async throws -> FiguresView {
        let own = page.visitor?.account.agencies(as: .leader) ?? []
        // A leader asks about the own unit and about those below it, never about another's.
        let stated = page.query["agency"]?.canonicalIdentifier
        let agency =
            stated.flatMap { stated in own.contains { stated.isUnit(orBelow: $0) } ? stated : nil } ?? own.first
        guard let agency else { throw PageRefusal.notFound }
        let today = WorkingCalendar.day(of: desk.clock.now())
        let period = Period(page.query, today: today)
        let query = FiguresQuery(
            agency: agency, withSubordinates: page.query["alone"] == nil, from: period.from, to: period.to,
            by: page.query["by"].flatMap(FiguresQuery.Grouping.init(rawValue:)) ?? period.grouping)
        let report = try await desk.listing.figures(query)
        let keys = query.grouping == .agency ? report.parts.map(\.key) : []
        let names = try await desk.store.agencies(own + [agency] + keys).mapValues(\.name)
        return FiguresView(query: query, own: own, names: names, report: report, today: today)
    }

    /// From when to when; by itself from the first of the month before this one.
    private struct Period {
        let from: Int
        let to: Int

        init(_ query: Form, today: Int) {
            to = query["to"].flatMap(ListAddress.day) ?? today
            let month = ListAddress.text(today).prefix(8)
            let first = ListAddress.day("\(month)01") ?? today
            let before = ListAddress.day("\(ListAddress.text(first - 1).prefix(8))01") ?? first
            from = min(query["from"].flatMap(ListAddress.day) ?? before, to)
        }

        /// Days for a quarter, months beyond it.
        var grouping: FiguresQuery.Grouping { to - from <= 92 ? .day : .month }
    }
}

extension String {
    /// Whether the identifier is of `unit` or of one below it: `H24.01.05` below `H24.01`.
    fileprivate func isUnit(orBelow unit: String) -> Bool { self == unit || hasPrefix(unit + ".") }
}

/// All that the page of figures shows.
struct FiguresView: Sendable {
    let query: FiguresQuery
    /// The units that the person leads.
    let own: [String]
    let names: [String: String]
    let report: FiguresReport
    let today: Int

    func name(of id: String) -> String { names[id] ?? id }

    func name(of part: FiguresPart) -> String {
        switch query.grouping {
        case .agency: name(of: part.key)
        case .day, .month: part.key.split(separator: "-").reversed().joined(separator: "/")
        case .level, .kind: part.key
        }
    }

    /// The same with something else.
    func address(_ change: (inout [String: String]) -> Void = { _ in }, path: String = "/figures") -> String {
        var fields = [
            "agency": query.agency, "from": ListAddress.text(query.from), "to": ListAddress.text(query.to),
            "by": query.grouping.rawValue,
        ]
        if !query.withSubordinates { fields["alone"] = "1" }
        change(&fields)
        return path + "?"
            + fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.percentEncoded)" }.joined(separator: "&")
    }
}

/// What shares of documents must be signed, by level: 1 for a province, and down.
enum SignedTarget {
    /// In hundredths. (QĐ 28/2018/QĐ-TTg, Điều 3; the plans of most provinces.)
    static let byLevel = [1: 80, 2: 80, 3: 60, 4: 30]
}
