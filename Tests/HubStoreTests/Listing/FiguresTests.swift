import Foundation
import HubCore
import HubStore
import Testing

@Suite struct `A leader's figures` {
    private let morning = DutyRig.morning
    private var today: Int { WorkingCalendar.day(of: morning) }

    private func ask(_ agency: String, by grouping: FiguresQuery.Grouping = .month) -> FiguresQuery {
        FiguresQuery(agency: agency, from: today - 2, to: today + 30, by: grouping)
    }

    @Test func `count what was sent and received, in time and late, by an agency and those below it`() async throws {
        let rig = try await ListingRig()
        try await rig.letter("1/A", to: ["H24.01", "H24.02", "G22"]) {
            ($0.typeName, $0.certificate) = ("Công văn", "c")
        }
        try await rig.letter("2/A", from: "H24.01", to: ["H24.02"], at: morning.minutes(1)) { $0.typeName = "Báo cáo" }
        for (agency, at) in [("H24.01", morning.minutes(64)), ("H24.02", morning.minutes(6 * 1440))] {
            try await rig.store.take(rig.rig.status("03", by: agency, document: "1/A", at: at), at: at)
        }
        try await rig.listing.follow()
        let whole = try await rig.listing.figures(ask("H24"))
        #expect(whole.parts.map(\.key) == ["2026-11"])
        let total = whole.total
        #expect((total[.sent], total[.sentSigned], total[.received], total[.receivedSigned]) == (2, 1, 3, 2))
        #expect((total[.receiptInTime], total[.receiptLate], total[.receiptOpen]) == (1, 1, 1))
        #expect(total[.processingOpen] == 3 && total[.processingLate] == 0)
        #expect(total.times[1].count == 2)
        let median = try #require(total.times[1].median)
        #expect((50...75).contains(median / 60_000))
        #expect(try await rig.listing.figures(ask("H24", by: .agency)).parts.map(\.key) == ["H24", "H24.01", "H24.02"])
        let levels = try await rig.listing.figures(ask("H24", by: .level)).parts
        #expect(levels.map(\.key) == ["1", "2"] && levels.map(\.figures[.sent]) == [1, 1])
        let kinds = try await rig.listing.figures(ask("H24", by: .kind)).parts
        #expect(kinds.map(\.key) == ["Báo cáo", "Công văn"] && kinds.map(\.figures[.received]) == [1, 2])
        var own = ask("H24")
        own.withSubordinates = false
        #expect(try await rig.listing.figures(own).total[.received] == 0)
        own.typeNames = ["Công văn"]
        #expect(try await rig.listing.figures(own).total[.sent] == 1)
        #expect(try await rig.listing.figures(ask("H2")).total == Figures())
        try await rig.close()
    }

    @Test(arguments: 11...14 as ClosedRange<UInt64>)
    func `are the sums of the rows, whatever happened`(seed: UInt64) async throws {
        let history = try await RandomHistory(seed: seed)
        let listing = try SQLiteListing(of: history.store, folder: history.rig.folder)
        for _ in 0..<6 {
            try await history.go(40)
            try await listing.follow(limit: 9)
        }
        let folder = history.rig.folder + "/anew"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let anew = try SQLiteListing(of: history.store, folder: folder)
        try await anew.follow()
        for agency in ["H24", "H24.01"] {
            for grouping in FiguresQuery.Grouping.allCases {
                let kept = try await listing.figures(ask(agency, by: grouping))
                #expect(try await anew.figures(ask(agency, by: grouping)) == kept, "\(grouping)")
            }
        }
        let total = try await listing.figures(ask("H24", by: .day)).total
        let agencies = ["H24", "H24.01", "H24.02"]
        let sent = try await listing.all(ListingQuery(.sent, of: agencies), now: history.now)
        let received = try await listing.all(ListingQuery(.received, of: agencies), now: history.now)
        #expect((total[.sent], total[.received]) == (sent.count, received.count))
        #expect(total[.sentReturned] == sent.filter { $0.progress[.returned] > 0 }.count)
        #expect(total[.receivedReturned] == received.filter { $0.state == .returned }.count)
        #expect(total[.receivedRecalled] == received.filter { $0.state == .recalled }.count)
        #expect(total[.receiptOpen] == received.filter { $0.due?.duty == .receipt }.count)
        #expect(total.times[4].count >= received.filter { $0.state == .done }.count)
        for end in [listing, anew] { try await end.close() }
        try await history.store.close()
    }

    @Test func `have medians that are a fifth wrong at most, and add up`() {
        var (spread, other) = (TimeSpread(), TimeSpread())
        for minutes in 1...999 { spread.add(1, at: TimeSpread.bucket(of: Int64(minutes) * 60_000)) }
        #expect((400...600).contains((spread.median ?? 0) / 60_000))
        for _ in 0..<2000 { other.add(1, at: TimeSpread.bucket(of: 86_400_000)) }
        other.add(spread)
        #expect(other.count == 2999)
        #expect((1200...1700).contains((other.median ?? 0) / 60_000))
        #expect(TimeSpread().median == nil)
        #expect(TimeSpread.bucket(of: -5) == 0 && TimeSpread.bucket(of: .max) == TimeSpread.last)
    }
}
