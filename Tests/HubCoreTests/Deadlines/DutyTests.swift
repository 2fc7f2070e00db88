import HubCore
import Testing

@Suite struct `A recipient's duties` {
    private let calendar = Calendars.vietnam
    private func at(_ text: String) -> Timestamp { Calendars.at(text) }

    private func due(
        _ duty: Duty, came since: String, priority: Int = 0, dueDate: String? = nil, days: Int? = nil
    ) -> Timestamp? {
        DutyTerms(processingDays: days).clocks(
            of: Charge(since: at(since), priority: priority, dueDate: dueDate), by: calendar
        ).first { $0.duty == duty }?.dueAt
    }

    @Test(arguments: [
        ("2026-11-20 08:00", "2026-11-20 17:00"), ("2026-11-20 05:00", "2026-11-20 17:00"),
        ("2026-11-20 12:15", "2026-11-20 17:00"), ("2026-11-20 16:00", "2026-11-20 17:00"),
        ("2026-11-20 16:50", "2026-11-23 11:30"), ("2026-11-20 17:00", "2026-11-23 11:30"),
        ("2026-11-21 09:00", "2026-11-23 11:30"), ("2026-02-13 18:00", "2026-02-23 11:30"),
        ("2026-01-10 10:00", "2026-01-10 17:00"),
    ]) func `an ordinary document is taken in within the day, or in the next session`(_ came: String, _ due: String) {
        #expect(self.due(.receipt, came: came) == at(due))
    }

    @Test(arguments: [
        (1, "2026-02-17 01:59"), (2, "2026-02-17 00:59"), (3, "2026-02-17 00:29"), (4, "2026-02-17 00:29"),
    ])
    func `an urgent one by the clock, on the night of Tết too`(_ priority: Int, _ due: String) {
        #expect(self.due(.receipt, came: "2026-02-16 23:59", priority: priority) == at(due))
    }

    @Test func `it is dealt with by the day that it states, or the next that is worked`() {
        #expect(due(.processing, came: "2026-11-02 08:00", dueDate: "2026/11/20") == at("2026-11-20 17:00"))
        #expect(due(.processing, came: "2026-11-02 08:00", dueDate: "2026-11-21") == at("2026-11-23 17:00"))
        #expect(due(.processing, came: "2026-02-02 08:00", dueDate: "2026/02/17") == at("2026-02-23 17:00"))
        #expect(due(.processing, came: "2026-11-02 08:00") == nil)
        #expect(due(.processing, came: "2026-02-12 08:00", days: 2) == at("2026-02-23 17:00"))
        #expect(due(.processing, came: "2026-11-02 08:00", dueDate: "ngày mai", days: 1) == at("2026-11-03 17:00"))
    }

    @Test func `nobody has to deal with it before having to take it in`() {
        #expect(due(.processing, came: "2026-11-20 16:50", dueDate: "2026/11/02") == at("2026-11-23 11:30"))
    }

    @Test func `what is done is met, what is lifted is not owed, what has not come is nobody's`() {
        let terms = DutyTerms(processingDays: 5)
        func clocks(_ charge: Charge) -> [DutyClock] { terms.clocks(of: charge, by: calendar) }
        let since = at("2026-11-20 08:00")
        #expect(clocks(Charge(since: nil, priority: 3)).isEmpty)
        #expect(clocks(Charge(since: since, priority: 0, isLifted: true)).isEmpty)
        let taken = clocks(Charge(since: since, priority: 0, receivedAt: at("2026-11-20 17:01")))
        #expect(taken.map { $0.metAt == nil } == [false, true] && taken[0].isLate(now: since))
        let done = clocks(Charge(since: since, priority: 0, completedAt: at("2026-11-20 09:00"), isLifted: true))
        #expect(done.allSatisfy { $0.metAt == at("2026-11-20 09:00") && !$0.isLate(now: at("2027-01-01 00:00")) })
        let backdated = clocks(Charge(since: since, priority: 0, receivedAt: at("2020-01-01 09:00")))
        #expect(backdated.first?.metAt == since)
    }

    @Test func `days left are working days, none on the due day, negative after it`() {
        let plan = DutyPlan(calendar: calendar)
        let clock = DutyClock(
            duty: .processing, since: at("2026-02-02 08:00"), dueAt: at("2026-02-23 17:00"), runsAlways: false)
        #expect(plan.daysLeft(of: clock, now: at("2026-02-12 10:00")) == 2)
        #expect(plan.daysLeft(of: clock, now: at("2026-02-18 10:00")) == 1)
        #expect(plan.daysLeft(of: clock, now: at("2026-02-23 23:59")) == 0)
        #expect(plan.daysLeft(of: clock, now: at("2026-02-24 00:00")) == -1)
        #expect(clock.isLate(now: at("2026-02-23 17:01")) && !clock.isLate(now: at("2026-02-23 17:00")))
    }
}

@Suite struct `A ladder` {
    private let calendar = Calendars.vietnam
    private func at(_ text: String) -> Timestamp { Calendars.at(text) }
    private func clock(_ since: String, _ due: String, always: Bool = false) -> DutyClock {
        DutyClock(duty: .receipt, since: at(since), dueAt: at(due), runsAlways: always)
    }

    @Test func `has its steps in working time, around Tết`() {
        let rungs = Ladder.standard.rungs(of: clock("2026-02-13 08:00", "2026-02-13 17:00"), by: calendar)
        #expect(rungs.map(\.step.name) == ["-4h", "0", "+1d", "+3d"])
        #expect(
            rungs.map(\.at) == [
                at("2026-02-13 11:00"), at("2026-02-13 17:00"), at("2026-02-23 17:00"), at("2026-02-25 17:00"),
            ])
    }

    @Test func `of a clock that always runs has hours and days by the clock, and no step before the duty`() {
        let rungs = Ladder.standard.rungs(of: clock("2026-02-17 00:00", "2026-02-17 00:30", always: true), by: calendar)
        #expect(rungs.map(\.step.name) == ["0", "+1d", "+3d"])
        #expect(rungs.map(\.at) == [at("2026-02-17 00:30"), at("2026-02-18 00:30"), at("2026-02-20 00:30")])
    }

    @Test func `goes on after the furthest step that was raised`() {
        let clock = clock("2026-02-13 08:00", "2026-02-13 17:00")
        func names(_ raised: [String]) -> [String] {
            Ladder.standard.ahead(of: clock, raised: raised, by: calendar).map(\.step.name)
        }
        #expect(names([]) == ["-4h", "0", "+1d", "+3d"])
        #expect(names(["0"]) == ["+1d", "+3d"] && names(["+1d", "-4h"]) == ["+3d"] && names(["+3d"]).isEmpty)
        #expect(names(["a step that the ladder has no more"]).count == 4)
    }

    @Test func `a step names its offset`() {
        for wrong in ["4h", "+0d", "+4x", "+d", "-", "", "+367d", "+1001h", "+1.5h", "+-1h"] {
            #expect(Ladder.Offset(wrong) == nil, "\(wrong)")
        }
        #expect(Ladder.Offset("-30m") == .work(-1_800_000) && Ladder.Offset("+2d") == .days(2))
    }

    @Test func `a plan has one digest, and another when a holiday is added`() throws {
        let plan = DutyPlan(calendar: calendar)
        let again = DutyPlan(calendar: Calendars.vietnam)
        let longer = DutyPlan(calendar: Calendars.make(holidays: ["2026-11-24"]))
        let digests = try [plan, again, longer].map { try $0.digest() }
        #expect(digests[0] == digests[1] && digests[1] != digests[2])
    }
}
