import HubCore

/// The calendar of 2026 around Tết, and moments in it.
enum Calendars {
    static let vietnam = make(
        holidays: [
            "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",
            "2026-04-27",
            "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01", "2026-09-02",
        ], makeUp: ["2026-01-10", "2026-08-22"])

    static func make(holidays: [String], makeUp: [String] = []) -> WorkingCalendar {
        WorkingCalendar(
            weekdays: [1, 2, 3, 4, 5], sessions: WorkingCalendar.plainWeek.sessions,
            years: [WorkingCalendar.Year(number: 2026)], holidays: holidays.map { named($0) },
            makeUpDays: makeUp.map { named($0) }) ?? .plainWeek
    }

    static func named(_ date: String) -> WorkingCalendar.NamedDay {
        WorkingCalendar.NamedDay(day: day(date), name: date)
    }

    static func day(_ date: String) -> Int { WorkingCalendar.day(of: at("\(date) 12:00")) }

    /// `2026-02-13 16:50`, local time.
    static func at(_ text: String) -> Timestamp {
        Timestamp(rfc3339: text.replacing(" ", with: "T") + ":00+07:00") ?? Timestamp(milliseconds: 0)
    }
}
