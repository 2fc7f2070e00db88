import HubCore
import HubStore
import Testing

@Suite struct `A list's filters and pages` {
    private let morning = DutyRig.morning

    /// Forty documents over twenty days, of every kind.
    private func filled() async throws -> ListingRig {
        let rig = try await ListingRig()
        for number in 1...40 {
            let at = morning.minutes(Int64(number) * 720)
            try await rig.letter(
                "\(number)/A", from: number % 4 == 0 ? "H24.02" : "H24",
                to: number % 3 == 0 ? ["H24.01"] : ["H24.01", "G22"], at: at
            ) {
                $0.priority = number % 5
                $0.typeName = ["Công văn", "Quyết định", "Báo cáo"][number % 3]
                $0.subject = number % 2 == 0 ? "Họp giao ban" : "Báo cáo tuần"
            }
            if number % 2 == 0 {
                try await rig.store.take(
                    rig.rig.status(
                        "03", by: "H24.01", about: number % 4 == 0 ? "H24.02" : "H24", document: "\(number)/A", at: at),
                    at: at)
            }
        }
        try await rig.listing.follow(limit: 100)
        return rig
    }

    @Test func `give the rows of which all that is named is so`() async throws {
        let rig = try await filled()
        let later = morning.minutes(40 * 720)
        let all = try await rig.listing.all(.received, of: "H24.01", now: later)
        #expect(all.count == 40)
        let day = WorkingCalendar.day(of: morning)
        let cases: [(name: String, change: (inout ListingQuery) -> Void, holds: (ListingRow) -> Bool)] = [
            ("state", { $0.states = [.received, .done] }, { $0.state == .received }),
            ("priority", { $0.priorities = [3, 4] }, { $0.priority >= 3 }),
            ("kind", { $0.typeNames = ["Quyết định", "Tờ trình"] }, { $0.typeName == "Quyết định" }),
            ("business", { $0.businessTypes = [1, 2] }, { _ in false }),
            ("counterpart", { $0.counterpart = "H24.02" }, { $0.counterpart?.id == "H24.02" }),
            ("unknown counterpart", { $0.counterpart = "X1" }, { _ in false }),
            ("words", { $0.text = "giao" }, { $0.subject == "Họp giao ban" }),
            ("overdue", { $0.isOverdue = true }, { $0.isOverdue(now: later) }),
            (
                "period", { ($0.from, $0.to) = (day + 3, day + 5) },
                { (day + 3...day + 5).contains(WorkingCalendar.day(of: $0.acceptedAt)) }
            ),
            ("since", { $0.from = day + 30 }, { _ in false }),
            (
                "several",
                { ($0.states, $0.counterpart, $0.text, $0.from) = ([.received], "H24.02", "giao ban", day + 9) },
                { $0.counterpart?.id == "H24.02" && WorkingCalendar.day(of: $0.acceptedAt) >= day + 9 }
            ),
        ]
        for (name, change, holds) in cases {
            for tray in [Tray.received, .toDo] {
                let found = try await rig.listing.all(tray, of: "H24.01", now: later, change)
                #expect(Set(found.map(\.document)) == Set(all.filter(holds).map(\.document)), "\(name) in \(tray)")
            }
        }
        let sent = try await rig.listing.all(.sent, of: "H24") { $0.counterpart = "G22" }
        #expect(sent.count == 20 && sent.allSatisfy { $0.recipients == 2 })
        try await rig.close()
    }

    @Test(arguments: [Tray.received, .toDo, .sent, .unsent, .lateHere], ["", "tuần"])
    func `are read page by page in both directions without a gap or a repeat`(tray: Tray, text: String) async throws {
        let rig = try await filled()
        let later = morning.minutes(40 * 720)
        var query = ListingQuery(tray, of: ["H24", "H24.01", "H24.02"])
        query.text = text
        let whole = try await rig.listing.all(query, limit: 1000, now: later)
        #expect(whole.count > 5 && whole.map(\.place) == whole.map(\.place).sorted())
        var (pages, page) = ([[ListingRow]](), try await rig.listing.listed(query, .first, limit: 7, now: later))
        #expect(page.previous == nil)
        pages.append(page.rows)
        while let next = page.next {
            page = try await rig.listing.listed(query, .after(next), limit: 7, now: later)
            pages.append(page.rows)
        }
        #expect(pages.flatMap { $0 } == whole)
        var backward = [page.rows]
        while let previous = page.previous {
            page = try await rig.listing.listed(query, .before(previous), limit: 7, now: later)
            backward.insert(page.rows, at: 0)
        }
        #expect(backward == pages)
        try await rig.close()
    }

    @Test func `offer the kinds and counterparts that there are, those of the newest first`() async throws {
        let rig = try await filled()
        let choices = try await rig.listing.listingChoices(of: ["H24.01"], box: .received, limit: 10)
        #expect(choices.typeNames == ["Quyết định", "Công văn", "Báo cáo"])
        #expect(choices.counterparts.map(\.id) == ["H24.02", "H24"])
        #expect(choices.counterparts.map(\.name) == ["Sở Tài chính", "UBND thành phố Hải Phòng"])
        let few = try await rig.listing.listingChoices(of: ["H24", "H24.02"], box: .sent, limit: 1)
        #expect(few.counterparts.count == 1 && few.typeNames.count == 1)
        #expect(try await rig.listing.listingChoices(of: ["G22"], box: .sent, limit: 10).typeNames.isEmpty)
        try await rig.close()
    }
}
