import HubCore
import HubStore
import Logging
import Testing

@testable import HubService

@Suite struct `The keeper of lists` {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func `follows each commit, and tells whose lists have changed`() async throws {
        let folder = try TemporaryFolder()
        let rig = try await DeadlineRig(in: folder)
        let listing = try SQLiteListing(of: rig.store, folder: folder.path + "/data")
        var heard = listing.listingNews().makeAsyncIterator()
        let keeping = Task { [logger] in
            try await ListingKeeper(listing: listing, book: nil, logger: logger).run()
        }
        #expect(await heard.next() == ["H24", "H24.01", "H24.02"])
        let sent = try await listing.listed(ListingQuery(.sent, of: ["H24"]), .first, limit: 9, now: rig.sent)
        let letter = try #require(sent.rows.first)
        let deliveries = try await rig.store.deliveries(of: letter.document)
        _ = try await rig.store.acknowledge(
            try #require(deliveries.first).id, .fail, description: "hỏng", by: "test", now: rig.sent)
        #expect(await heard.next() == ["H24", "H24.01", "H24.02"])
        let failed = try await listing.listed(ListingQuery(.failed, of: ["H24"]), .first, limit: 9, now: rig.sent)
        #expect(failed.rows.map(\.document) == [letter.document])
        keeping.cancel()
        try await keeping.value
        try await listing.close()
        try await rig.store.close()
    }

    /// A few of the questions of `lienthong bench pages`, which puts them to a million documents.
    @Test func `answers whatever the pages ask`() async throws {
        let (told, tell) = AsyncStream.makeStream(of: PagesBench.Finding.self)
        _ = try await PagesBench(documents: 1500, agencies: 90, rounds: 5).run { tell.yield($0) }
        tell.finish()
        var rows: [String: Int] = [:]
        for await finding in told {
            if case .asked(let name, _, _, let found) = finding { rows[name] = found }
            #expect(!finding.text.isEmpty)
        }
        #expect(rows.count == PagesCase.all.count)
        #expect(rows["search: nothing"] == 0 && rows["state: none"] == 0)
        for name in ["sent", "received", "toDo", "failed", "lateThere", "counts", "kind", "search: common words"] {
            #expect(rows[name] ?? 0 > 0, "\(name)")
        }
    }
}
