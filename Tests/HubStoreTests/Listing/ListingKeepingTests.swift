import Foundation
import HubCore
import HubStore
import Testing

@Suite struct `The keeping of lists` {
    private let morning = DutyRig.morning

    /// Everything that the lists show of the register's agencies.
    private func everything(_ listing: SQLiteListing, now: Timestamp) async throws -> [ListingRow] {
        let agencies = Rig.agencies.map(\.id)
        let sent = try await listing.all(ListingQuery(.sent, of: agencies), limit: 20, now: now)
        let received = try await listing.all(ListingQuery(.received, of: agencies), limit: 20, now: now)
        // Of one document those come in the order of numbers that each file gives as it meets them.
        return (sent + received).map(\.everywhere)
            .sorted { ($0.place.place, $0.box.rawValue, $0.agency) < ($1.place.place, $1.box.rawValue, $1.agency) }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `comes to the same, whatever happened, as making them anew`(seed: UInt64) async throws {
        let history = try await RandomHistory(seed: seed)
        var listing = try SQLiteListing(of: history.store, folder: history.rig.folder)
        for round in 0..<8 {
            try await history.go(30)
            try await listing.follow(limit: round % 2 == 0 ? 3 : 50)
            guard round == 4 else { continue }
            try await listing.close()
            listing = try SQLiteListing(of: history.store, folder: history.rig.folder)
        }
        let kept = try await everything(listing, now: history.now)
        try await listing.close()
        let folder = history.rig.folder + "/anew"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let anew = try SQLiteListing(of: history.store, folder: folder)
        try await anew.follow(limit: 4)
        #expect(try await everything(anew, now: history.now) == kept)
        #expect(kept.count > 30)
        try await anew.close()
        try await history.store.close()
    }

    @Test(arguments: 7...10 as ClosedRange<UInt64>)
    func `counts in each tray as many as its list has`(seed: UInt64) async throws {
        let history = try await RandomHistory(seed: seed)
        let listing = try SQLiteListing(of: history.store, folder: history.rig.folder)
        try await history.go(200)
        try await listing.follow(limit: 40)
        for agencies in [["H24"], ["H24.01"], ["H24.01", "H24.02", "H24"], ["G22"], ["X99"], []] {
            let counts = try await listing.trayCounts(of: agencies, now: history.now)
            for tray in Tray.counted {
                let rows = try await listing.all(ListingQuery(tray, of: agencies), limit: 7, now: history.now)
                #expect(counts[tray] == rows.count, "\(tray) of \(agencies)")
                #expect(Set(rows.map(\.place)).count == rows.count)
            }
        }
        let counts = try await listing.trayCounts(of: ["H24", "H24.01", "H24.02"], now: history.now)
        #expect(counts[.toDo] > 0 && counts[.unsent] + counts[.failed] + counts[.returned] + counts[.lateHere] > 3)
        try await listing.close()
        try await history.store.close()
    }

    @Test func `begins anew where the file is damaged, or followed another journal`() async throws {
        let rig = try await ListingRig()
        try await rig.letter(to: ["H24.01"])
        try await rig.listing.follow()
        try await rig.listing.close()
        let path = rig.rig.folder + "/listing.sqlite"
        try Data("no database at all, but a text".utf8).write(to: URL(fileURLWithPath: path))
        var listing = try SQLiteListing(of: rig.store, folder: rig.rig.folder)
        #expect(try await listing.listingStanding().isBeingMade)
        try await listing.follow()
        #expect(try await listing.states(.received, of: "H24.01") == ["12/QĐ-UBND untouched"])
        #expect(try await listing.listingStanding() == rig.upToDate)
        try await listing.close()
        let other = try await ListingRig()
        try await other.letter("13/QĐ-UBND", to: ["H24.02"])
        try await other.listing.close()
        try FileManager.default.removeItem(atPath: other.rig.folder + "/listing.sqlite")
        try FileManager.default.copyItem(atPath: path, toPath: other.rig.folder + "/listing.sqlite")
        listing = try SQLiteListing(of: other.store, folder: other.rig.folder)
        #expect(try await listing.states(.received, of: "H24.01").isEmpty)
        try await listing.follow()
        #expect(try await listing.states(.received, of: "H24.02") == ["13/QĐ-UBND untouched"])
        try await listing.close()
        try await other.store.close()
        try await rig.store.close()
    }

    @Test func `tells whose lists have changed, and what was not heard together with what comes`() async throws {
        let rig = try await ListingRig()
        try await rig.listing.follow()
        let news = rig.listing.listingNews()
        try await rig.letter("1/A", to: ["H24.01"])
        try await rig.listing.follow()
        try await rig.letter("2/A", from: "H24.02", to: ["G22"])
        try await rig.listing.follow()
        var heard = news.makeAsyncIterator()
        #expect(await heard.next() == ["H24", "H24.01", "H24.02"])
        let growths = rig.listing.journalGrowths()
        var grown = growths.makeAsyncIterator()
        await grown.next()
        try await rig.letter("3/A", to: ["H24.01"])
        await grown.next()
        try await rig.listing.follow()
        #expect(await heard.next() == ["H24", "H24.01"])
        try await rig.close()
        #expect(await heard.next() == nil)
    }
}

extension ListingRig {
    fileprivate var upToDate: ListingStanding { ListingStanding(behind: 0, isBeingMade: false) }
}
