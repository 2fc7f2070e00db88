import EdXML
import HubCore
import SignedXML

/// Answers for the calendar that a configuration names, without asking a hub.
package struct CalendarDesk: Sendable {
    private let plan: DutyPlan
    private let now: Timestamp

    package struct NoDeadlines: Error, CustomStringConvertible {
        package let description =
            "Cấu hình không có nhóm deadlines. / There is no group “deadlines” in the configuration."
    }

    /// - Throws: ``ConfigurationError``, ``NoDeadlines``.
    package init(_ configuration: HubConfiguration, now: Timestamp) throws {
        guard let settings = configuration.deadlines else { throw NoDeadlines() }
        plan = try DeadlineBook(settings).plan
        self.now = now
    }

    /// `2026-11-20 16:50`, local time.
    package static func moment(_ text: String) -> Timestamp? {
        LocalDateTime(text.replacing("-", with: "/") + ":00").map { Timestamp(milliseconds: $0.milliseconds) }
    }

    package var isInOrder: Bool { plan.calendar.lacks(now: now).isEmpty }

    /// The year's named days, a line each.
    package func year(_ year: Int?, in language: Language) -> String {
        let calendar = plan.calendar
        let year = year ?? LocalDate(atMilliseconds: now.milliseconds).year
        func lines(_ days: [WorkingCalendar.NamedDay], _ mark: String) -> [(Int, String)] {
            days.filter { date($0.day).year == year }.map { named in
                (named.day, "\(mark) \(weekday(named.day, language)) \(shown(named.day))  \(named.name)")
            }
        }
        let (free, worked) = language == .vi ? ("nghỉ  ", "làm bù") : ("free  ", "worked")
        let days = lines(calendar.holidays, free) + lines(calendar.makeUpDays, worked)
        let hours = calendar.sessions.map { "\(clock($0.from))–\(clock($0.to))" }.joined(separator: ", ")
        let week = calendar.weekdays.map { Self.weekdays[$0 - 1][language] }.joined(separator: ", ")
        let count = (0...365).count {
            date(first(of: year) + $0).year == year && calendar.isWorkingDay(first(of: year) + $0)
        }
        let total = language == .vi ? "\(count) ngày làm việc" : "\(count) working days"
        let unknown =
            language == .vi ? "Lịch chưa có năm \(year)." : "The calendar does not have the year \(year)."
        return
            (["\(year): \(week); \(hours); \(total)"] + days.sorted { $0.0 < $1.0 }.map(\.1)
            + (calendar.covers(year) ? [] : [unknown])).joined(separator: "\n")
    }

    /// What it lacks now.
    package func check(in language: Language) -> String {
        let lacks = plan.calendar.lacks(now: now)
        let years = plan.calendar.years.map { "\($0.number)" }.joined(separator: ", ")
        guard lacks.isEmpty else { return lacks.map { $0.says[language] }.joined(separator: "\n") }
        return language == .vi ? "Lịch đủ: các năm \(years)." : "The calendar is in order: the years \(years)."
    }

    /// When a document that comes then is due, and when somebody is told.
    package func dues(came: Timestamp, urgency: Int, dueDate: String?, in language: Language) -> String {
        let charge = Charge(since: came, priority: urgency, dueDate: dueDate)
        return plan.clocks(of: charge).flatMap { clock in
            let day = weekday(WorkingCalendar.day(of: clock.dueAt), language)
            let rungs = plan.ladder.rungs(of: clock, by: plan.calendar).map { rung in
                "  \(rung.step.name.filled(to: 5)) \(rung.at.shown)  \(rung.step.tells.map(\.rawValue).joined(separator: ", "))"
            }
            return ["\(clock.duty.name[language]): \(day) \(clock.dueAt.shown)"] + rungs
        }.joined(separator: "\n")
    }

    private static let weekdays = [
        Bilingual(vi: "T2", en: "Mon"), Bilingual(vi: "T3", en: "Tue"), Bilingual(vi: "T4", en: "Wed"),
        Bilingual(vi: "T5", en: "Thu"), Bilingual(vi: "T6", en: "Fri"), Bilingual(vi: "T7", en: "Sat"),
        Bilingual(vi: "CN", en: "Sun"),
    ]

    private func weekday(_ day: Int, _ language: Language) -> String {
        Self.weekdays[WorkingCalendar.weekday(of: day) - 1][language]
    }

    private func date(_ day: Int) -> LocalDate {
        LocalDate(atMilliseconds: WorkingCalendar.midnight(of: day).milliseconds)
    }

    private func first(of year: Int) -> Int { LocalDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0 }

    private func shown(_ day: Int) -> String { WorkingCalendar.midnight(of: day).shownDay }

    private func clock(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
