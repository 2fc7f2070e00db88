import HubCore
import HubService
import HubStore
import Hummingbird
import Hypertext

/// Looking for a document wherever it lies: among what came and what went, of all the person's agencies.
struct SearchPages: Sendable {
    let desk: PageDesk

    /// Rows shown of each box.
    private static let rows = 25

    func add(to pages: PageRouter) {
        pages.get("search", for: .clerk) { page in
            let own = page.visitor?.account.agencies(as: .clerk) ?? []
            let text = String((page.query["q"] ?? "").prefix(200))
            guard !text.isEmpty else { return page.leadOn(to: "/") }
            let (came, went) = (try await found(text, .received, own), try await found(text, .sent, own))
            let documents = Set((came.found.rows + went.found.rows).map(\.document))
            // Who types a code wants that document, and no list of one.
            if documents.count == 1, let only = documents.first { return page.leadOn(to: "/documents/\(only.text)") }
            return page.answer(page.found(text, [came, went]))
        }
    }

    private func found(_ text: String, _ tray: Tray, _ own: [String]) async throws -> ListView {
        var query = ListingQuery(tray, of: own)
        query.text = text
        let now = desk.clock.now()
        let names = try await desk.store.agencies(own).mapValues(\.name)
        return ListView(
            address: ListAddress(tray, of: own, Form("q=\(text.percentEncoded)")),
            own: own.map { .init(id: $0, name: names[$0] ?? "") },
            found: try await desk.listing.listed(query, .first, limit: Self.rows, now: now), counts: TrayCounts(),
            choices: ListingChoices(typeNames: [], counterparts: []),
            standing: try await desk.listing.listingStanding(), plan: desk.plan, now: now)
    }
}

extension PageContext {
    fileprivate func found(_ text: String, _ boxes: [ListView]) -> HTMLDocument {
        page(say("Tìm “\(text)”", "Search “\(text)”"), class: "lists") {
            for box in boxes {
                h2 { say(Wording.tray(box.tray)) }
                rows(box)
            }
        }
    }
}
