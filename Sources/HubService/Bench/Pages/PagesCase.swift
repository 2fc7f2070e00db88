import HubCore
import HubStore

/// One thing that a page asks of the lists.
struct PagesCase: Sendable {
    let name: String
    let ask: @Sendable (any ListingStore, Request) async throws -> Int

    /// Who asks, and what a person put in.
    struct Request: Sendable {
        let agencies: [String]
        let counterpart: String
        /// From the generator's subjects.
        let word: String
        let number: Int
        let now: Timestamp
    }

    /// Rows of a page.
    private static let page = 50

    private init(_ name: String, _ ask: @escaping @Sendable (any ListingStore, Request) async throws -> Int) {
        (self.name, self.ask) = (name, ask)
    }

    /// The first page of a tray.
    private init(
        _ name: String, _ tray: Tray, _ change: @escaping @Sendable (inout ListingQuery, Request) -> Void = { _, _ in }
    ) {
        self.init(name) { listing, request in
            var query = ListingQuery(tray, of: request.agencies)
            change(&query, request)
            return try await listing.listed(query, .first, limit: Self.page, now: request.now).rows.count
        }
    }

    static let all: [PagesCase] =
        Tray.allCases.map { PagesCase("\($0)", $0) } + filters + searches + [
            PagesCase("counts") { listing, request in
                try await listing.trayCounts(of: request.agencies, now: request.now)[.toDo]
            },
            PagesCase("choices") { listing, request in
                try await listing.listingChoices(of: request.agencies, box: .received, limit: 200).counterparts.count
            },
            PagesCase("ten pages on, and back") { listing, request in
                let query = ListingQuery(.received, of: request.agencies)
                var page = try await listing.listed(query, .first, limit: 500, now: request.now)
                guard let next = page.next else { return 0 }
                page = try await listing.listed(query, .after(next), limit: Self.page, now: request.now)
                guard let previous = page.previous else { return 0 }
                return try await listing.listed(query, .before(previous), limit: Self.page, now: request.now).rows.count
            },
        ]

    private static let filters = [
        PagesCase("state", .received) { query, _ in query.states = [.returned] },
        PagesCase("state: none", .received) { query, _ in query.states = [.waiting] },
        PagesCase("urgent", .received) { query, _ in query.priorities = [3] },
        PagesCase("kind", .sent) { query, _ in query.typeNames = ["Chỉ thị"] },
        PagesCase("business type", .sent) { query, _ in query.businessTypes = [3] },
        PagesCase("counterpart", .received) { query, request in query.counterpart = request.counterpart },
        PagesCase("counterpart, sent", .sent) { query, request in query.counterpart = request.counterpart },
        PagesCase("overdue", .received) { query, _ in query.isOverdue = true },
        PagesCase("a week, long ago", .received) { query, request in
            let day = WorkingCalendar.day(of: request.now) - 300
            (query.from, query.to) = (day, day + 6)
        },
        PagesCase("several", .received) { query, request in
            (query.states, query.typeNames) = ([.done], ["Quyết định", "Kế hoạch"])
            query.priorities = [0]
            query.to = WorkingCalendar.day(of: request.now) - 100
        },
        PagesCase("to do, urgent and overdue", .toDo) { query, _ in
            (query.priorities, query.isOverdue) = ([1, 2, 3], true)
        },
    ]

    private static let searches = [
        PagesCase("search: common words", .received) { query, _ in query.text = "quyết định" },
        PagesCase("search: as typed", .received) { query, request in query.text = String(request.word.dropLast(2)) },
        PagesCase("search: beginning of all", .received) { query, _ in query.text = "th" },
        PagesCase("search: one letter", .received) { query, _ in query.text = "v" },
        PagesCase("search: whole code", .received) { query, request in query.text = "\(request.number)/QĐ-UBND" },
        PagesCase("search: code's number", .sent) { query, request in query.text = "\(request.number)" },
        PagesCase("search: staff", .received) { query, _ in query.text = "nguyễn thị đào" },
        PagesCase("search: counterpart's name", .sent) { query, _ in query.text = "sở tài chính" },
        PagesCase("search: many words", .received) { query, request in
            query.text = "về việc triển khai thực hiện \(request.word) năm 2026"
        },
        PagesCase("search: nothing", .received) { query, _ in query.text = "không có chữ xyzzy" },
        PagesCase("search in what is to do", .toDo) { query, _ in query.text = "việc" },
        PagesCase("search, and a rare state", .received) { query, _ in
            (query.text, query.states) = ("việc", [.recallAsked])
        },
    ]
}
