import HubCore
import HubStore
import SeededRandom
import Testing

@Suite struct `What recipients owe` {
    private let duty = DutyRig()
    private var rig: Rig { duty.rig }
    private let morning = DutyRig.morning

    @Test func `is kept behind the journal, from when each can have the document until it is done`() async throws {
        let store = try await duty.open()
        try await store.follow()
        let receipt = try await store.take(duty.letter(dueDate: "2026/11/24"), at: morning)
        #expect(try await store.owed().isEmpty)
        try await store.follow()
        #expect(
            try await store.owed() == [
                "H24.01 receipt 2026-11-20T17:00", "H24.02 receipt 2026-11-20T17:00",
                "H24.01 processing 2026-11-24T17:00", "H24.02 processing 2026-11-24T17:00",
            ])
        try await store.take(rig.status("03", by: "H24.01", at: morning.minutes(5)), at: morning.minutes(6))
        try await store.take(rig.status("06", by: "H24.02", at: morning.minutes(5)), at: morning.minutes(6))
        try await store.makeOut(receipt.documentID, at: DutyRig.at("2026-11-20T18:00"))
        try await store.follow()
        #expect(
            try await store.owed() == [
                "G22 receipt 2026-11-23T11:30", "H24.01 processing 2026-11-24T17:00", "G22 processing 2026-11-24T17:00",
            ])
        #expect(try await store.dutyCounts(now: DutyRig.at("2026-11-24T09:00")).map(\.owed) == [1, 2])
        #expect(try await store.dutyCounts(now: DutyRig.at("2026-11-24T09:00")).map(\.overdue) == [1, 0])
    }

    @Test func `is nothing for what was returned, taken back, asked back or replaced`() async throws {
        let store = try await duty.open()
        let letter = try await store.take(
            rig.message("letter", to: ["H24.01"], at: morning) { $0.documentID = "H24,2026/11/02,12/QĐ-UBND" },
            at: morning)
        let other = try await store.take(
            rig.message("other", code: "13/QĐ-UBND", to: ["H24.02"], at: morning), at: morning)
        try await store.makeOut(other.documentID, at: morning)
        let third = try await store.take(
            rig.message("third", code: "14/QĐ-UBND", to: ["H24.01"], at: morning), at: morning)
        try await store.follow()
        #expect(try await store.owed().count == 6)
        try await store.take(
            rig.replacement("15/QĐ-UBND", of: "H24,2026/11/02,12/QĐ-UBND", heldBy: ["H24.01"], to: ["H24.01"]),
            at: morning)
        try await store.take(rig.recall(of: "13/QĐ-UBND", from: ["H24.02"], at: morning), at: morning)
        try await store.take(rig.status("02", by: "H24.01", document: "14/QĐ-UBND", at: morning), at: morning)
        try await store.follow()
        let owed = try await store.duties(DutyQuery(), by: DutyRig.plan, after: nil, limit: 100)
        #expect(owed.map(\.code) == ["15/QĐ-UBND", "15/QĐ-UBND"])
        let declined = rig.status("16", by: "H24.02", document: "13/QĐ-UBND", at: morning.minutes(1))
        try await store.take(declined, at: morning.minutes(1))
        try await store.follow()
        #expect(try await store.owed(DutyQuery(.agencies(["H24.02"]))).count == 2)
        for nothing in [letter, third] {
            let shown = try await store.duties(of: nothing.documentID, by: DutyRig.plan)
            #expect(shown.values.flatMap { $0 }.isEmpty)
        }
    }

    /// Following in stretches of any length comes to the same as reckoning everything anew.
    @Test(arguments: 1...6) func `comes to the same by following as by reckoning anew`(_ seed: UInt64) async throws {
        let store = try await duty.open()
        var random = SplitMix(seed)
        var (now, codes) = (morning, [String]())
        for number in 1...40 {
            now = now.minutes(Int64(random.number(1...400)))
            if codes.isEmpty || random.once(in: 3) {
                codes.append("\(number)/QĐ-UBND")
                try await store.take(duty.letter(codes[codes.count - 1], at: now), at: now)
            } else {
                let status = rig.status(
                    random.pick(["01", "02", "03", "05", "06"]), by: random.pick(["H24.01", "H24.02"]),
                    document: random.pick(codes), at: now.minutes(-1))
                try await store.take(status, at: now)
            }
            if random.once(in: 4) { try await store.look(at: now) }
        }
        try await store.look(at: now)
        let followed = try rig.sqlite3("SELECT * FROM duty ORDER BY place, duty")
        let longer = DutyPlan(
            calendar: .plainWeek, terms: DutyRig.plan.terms,
            ladder: Ladder(
                DutyRig.plan.ladder.steps + [Ladder.Step("+300d", tells: [.operators], by: [.page])].compactMap(\.self))
        )
        try await store.follow(longer, at: now)
        try await store.follow(DutyRig.plan, limit: 3, at: now)
        #expect(!followed.isEmpty)
        #expect(try rig.sqlite3("SELECT * FROM duty ORDER BY place, duty") == followed)
    }

    @Test func `is listed by pages, for whom it concerns`() async throws {
        let store = try await duty.open()
        for number in 1...5 {
            try await store.take(duty.letter("\(number)/QĐ-UBND", at: morning.minutes(Int64(number))), at: morning)
        }
        try await store.follow()
        var (listed, place): (Int, DutyPlace?) = (0, nil)
        repeat {
            let page = try await store.duties(DutyQuery(), by: DutyRig.plan, after: place, limit: 3)
            listed += page.count
            place = page.last.map { DutyPlace(dueAt: $0.clock.dueAt, place: $0.place, duty: $0.clock.duty) }
        } while place != nil
        #expect(listed == 20)
        #expect(try await store.owed(DutyQuery(.agencies(["H24.01"]))).count == 10)
        #expect(try await store.owed(DutyQuery(.agencies(["H24.01"]), duty: .receipt)).count == 5)
        #expect(try await store.owed(DutyQuery(.centre("00.24.H24"))).count == 20)
        #expect(try await store.owed(DutyQuery(.everybody, dueBy: DutyRig.at("2026-11-20T17:00"))).count == 10)
        #expect(try await store.owed(DutyQuery(.agencies(["H24"]))).isEmpty)
    }
}
