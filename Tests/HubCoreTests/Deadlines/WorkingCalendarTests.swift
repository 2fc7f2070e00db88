import HubCore
import SeededRandom
import Testing

@Suite struct `A working calendar` {
    private let calendar = Calendars.vietnam
    private func at(_ text: String) -> Timestamp { Calendars.at(text) }

    @Test func `knows office hours, weekends, holidays and days worked instead`() {
        for working in [
            "2026-11-20 07:30", "2026-11-20 11:29", "2026-11-20 13:30", "2026-01-10 08:00", "2026-08-22 16:59",
        ] {
            #expect(calendar.isWorkingTime(at(working)), "\(working)")
        }
        for free in [
            "2026-11-20 07:29", "2026-11-20 11:30", "2026-11-20 17:00", "2026-11-21 09:00", "2026-02-17 09:00",
        ] {
            #expect(!calendar.isWorkingTime(at(free)), "\(free)")
        }
    }

    @Test func `counts days over Tết`() {
        #expect(calendar.workingDays(from: Calendars.day("2026-02-13"), to: Calendars.day("2026-02-23")) == 1)
        #expect(calendar.workingDays(from: Calendars.day("2026-02-23"), to: Calendars.day("2026-02-13")) == -1)
        #expect(calendar.workingDays(from: Calendars.day("2026-02-17"), to: Calendars.day("2026-02-17")) == 0)
        #expect(calendar.day(1, workingDaysAfter: Calendars.day("2026-02-13")) == Calendars.day("2026-02-23"))
        #expect(calendar.day(-1, workingDaysAfter: Calendars.day("2026-02-23")) == Calendars.day("2026-02-13"))
    }

    @Test func `adds work across nights, weekends and holidays, both ways`() {
        #expect(calendar.moment(3_600_000, ofWorkAfter: at("2026-02-13 16:30")) == at("2026-02-23 08:00"))
        #expect(calendar.moment(-3_600_000, ofWorkAfter: at("2026-02-23 08:00")) == at("2026-02-13 16:30"))
        #expect(calendar.moment(0, ofWorkAfter: at("2026-02-17 03:00")) == at("2026-02-17 03:00"))
        #expect(calendar.moment(1, workingDaysAfter: at("2026-02-13 17:00")) == at("2026-02-23 17:00"))
    }

    /// What the sums are, counted minute by minute and day by day.
    @Test(arguments: 1...40) func `agrees with a naive count`(_ seed: UInt64) {
        var random = SplitMix(seed)
        let base = Calendars.day("2026-01-01")
        func some(_ count: Int) -> [WorkingCalendar.NamedDay] {
            (0..<count).map { _ in WorkingCalendar.NamedDay(day: base + random.number(0...60), name: "") }
        }
        let sessions = [WorkingCalendar.Session(from: 420, to: 690), WorkingCalendar.Session(from: 800, to: 1010)]
        let weekdays = Set((1...random.number(1...6)).map { _ in random.number(1...7) })
        // One name for a day, as a file has it.
        let (holidays, makeUp) = (unique(some(random.number(0...12))), unique(some(random.number(0...5))))
        guard
            let calendar = WorkingCalendar(
                weekdays: weekdays, sessions: sessions, years: [], holidays: holidays, makeUpDays: makeUp)
        else { return }
        let start = WorkingCalendar.midnight(of: base).adding(milliseconds: Int64(random.number(0...40_000)) * 60_000)
        let minutes = random.number(0...40_000)
        let end = start.adding(milliseconds: Int64(minutes) * 60_000)

        let worked = (0..<minutes).filter { calendar.isWorkingTime(start.adding(milliseconds: Int64($0) * 60_000)) }
        #expect(calendar.work(from: start, to: end) == Int64(worked.count) * 60_000)
        #expect(calendar.work(from: end, to: start) == -Int64(worked.count) * 60_000)
        if let last = worked.last {
            let reached = calendar.moment(Int64(worked.count) * 60_000, ofWorkAfter: start)
            #expect(reached == start.adding(milliseconds: Int64(last + 1) * 60_000))
            let back = calendar.moment(-Int64(worked.count) * 60_000, ofWorkAfter: end)
            #expect(back == start.adding(milliseconds: Int64(worked[0]) * 60_000))
        }
        let (first, last) = (WorkingCalendar.day(of: start), WorkingCalendar.day(of: end))
        let days = (first..<last).filter { calendar.isWorkingDay($0 + 1) }.count
        #expect(calendar.workingDays(from: first, to: last) == days)
    }

    private func unique(_ days: [WorkingCalendar.NamedDay]) -> [WorkingCalendar.NamedDay] {
        Dictionary(days.map { ($0.day, $0) }) { first, _ in first }.values.sorted { $0.day < $1.day }
    }

    @Test func `a far day costs no more than a near one`() {
        let far = Calendars.day("2026-01-01") + 2_900_000
        #expect(calendar.workingDays(from: Calendars.day("2026-01-01"), to: far) > 2_000_000)
    }

    @Test func `is not made of nothing, nor of sessions that overlap`() {
        func made(_ weekdays: Set<Int>, _ sessions: [String]) -> WorkingCalendar? {
            WorkingCalendar(
                weekdays: weekdays, sessions: sessions.compactMap { WorkingCalendar.Session($0) }, years: [],
                holidays: [],
                makeUpDays: [])
        }
        #expect(made([], ["07:30-11:30"]) == nil && made([1], []) == nil && made([8], ["07:30-11:30"]) == nil)
        #expect(made([1], ["07:30-11:30", "11:00-12:00"]) == nil)
        #expect(made([1], ["07:30-11:30", "11:30-12:00"]) != nil)
        for wrong in ["7:30-11:30", "11:30-07:30", "07:30", "07:60-11:30", "24:01-24:30", "-07:30-11:30"] {
            #expect(WorkingCalendar.Session(wrong) == nil, "\(wrong)")
        }
    }
}
