import HubCore
import HubService
import HubStore
import Hummingbird

/// The clerk's lists.
struct ListPages: Sendable {
    let desk: PageDesk

    /// Rows of one page.
    static let rows = 50

    func add(to pages: PageRouter) {
        for tray in Tray.allCases where tray != .toDo {
            pages.get(RouterPath(String(ListAddress.path(of: tray).dropFirst())), for: .clerk) { page in
                try await list(tray, page)
            }
        }
        pages.get("", for: .person) { page in
            guard let account = page.visitor?.account else { throw PageRefusal.notFound }
            if account.holds(.clerk) { return try await list(.toDo, page) }
            let room = Room.allCases.first { $0.audience.map(account.holds) ?? true }
            return page.leadOn(to: (room ?? .account).address)
        }
        pages.get("export/:file", for: .clerk) { page in try await export(page) }
    }

    private func list(_ tray: Tray, _ page: PageContext) async throws -> Response {
        let own = page.visitor?.account.agencies(as: .clerk) ?? []
        let address = ListAddress(tray, of: own, page.query)
        let now = desk.clock.now()
        let names = try await desk.store.agencies(own).mapValues(\.name)
        let view = ListView(
            address: address, own: own.map { .init(id: $0, name: names[$0] ?? "") },
            found: try await desk.listing.listed(address.query, address.turn, limit: Self.rows, now: now),
            counts: try await desk.listing.trayCounts(of: address.query.agencies, now: now),
            choices: try await desk.listing.listingChoices(of: address.query.agencies, box: tray.box, limit: 100),
            standing: try await desk.listing.listingStanding(), plan: desk.plan, now: now)
        return page.answer(page.list(view))
    }

    // MARK: As a file

    /// Rows that are read at a time for a file.
    private static let stretch = 500

    /// All rows of the list: `{tray}.csv` for programs, `{tray}.xls.csv` with what spreadsheets need to read Vietnamese.
    private func export(_ page: PageContext) async throws -> Response {
        let name = (page.parameters.get("file") ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        guard name.count == 2, let tray = Tray(rawValue: name[0]), let form = ListFile.Form(rawValue: name[1]) else {
            throw PageRefusal.notFound
        }
        let own = page.visitor?.account.agencies(as: .clerk) ?? []
        let query = ListAddress(tray, of: own, page.query).query
        let file = ListFile(form: form, page: page, plan: desk.plan, now: desk.clock.now())
        return file.response(named: tray.rawValue) { turn in
            try await desk.listing.listed(query, turn, limit: Self.stretch, now: file.now)
        }
    }
}
