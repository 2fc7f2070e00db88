import EdXML
import HubCore

/// `holidays.yaml`: the working calendar as an operator writes it, read as strictly as the hub's configuration.
package struct CalendarFile: Sendable, Hashable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// - Throws: ``ConfigurationError`` with everything wrong in it, each with its line.
    package func read() throws(ConfigurationError) -> WorkingCalendar {
        try ConfigurationReader(file: path, prefix: "LIENTHONG_CALENDAR", environment: [:]).read(Self.calendar)
    }

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func calendar(_ top: ConfigurationSection) -> WorkingCalendar {
        let weekdays = top.texts("weekdays").compactMap { word in
            let number = Self.weekdays.firstIndex(of: word).map { $0 + 1 }
            if number == nil {
                let words = Self.weekdays.joined(separator: " ")
                top.reject("weekdays", vi: "“\(word)” không hợp lệ; cần \(words)", en: "“\(word)” is none of \(words)")
            }
            return number
        }
        let sessions = top.texts("hours").compactMap { text in
            let session = WorkingCalendar.Session(text)
            if session == nil {
                top.reject(
                    "hours", vi: "“\(text)” không hợp lệ; cần như 07:30-11:30", en: "“\(text)” is not like 07:30-11:30")
            }
            return session
        }
        let years = top.sections("years").map(Year.init)
        let numbers = years.map(\.year.number)
        if let twice = numbers.first(where: { number in numbers.filter { $0 == number }.count > 1 }) {
            top.reject("years", vi: "năm \(twice) có hai mục", en: "the year \(twice) stands there twice")
        }
        let plain = WorkingCalendar.plainWeek
        let calendar = WorkingCalendar(
            weekdays: weekdays.isEmpty ? Set(plain.weekdays) : Set(weekdays),
            sessions: sessions.isEmpty ? plain.sessions : sessions, years: years.map(\.year),
            holidays: years.flatMap(\.holidays), makeUpDays: years.flatMap(\.workdays))
        if calendar == nil {
            top.reject("hours", vi: "các khoảng giờ chồng lên nhau", en: "these stretches overlap")
        }
        return calendar ?? plain
    }

    /// What the file says of one year.
    private struct Year {
        let year: WorkingCalendar.Year
        let holidays: [WorkingCalendar.NamedDay]
        let workdays: [WorkingCalendar.NamedDay]

        init(_ section: ConfigurationSection) {
            let number = section.integer("year", in: 2000...2199, default: 0)
            if number == 0 { _ = section.required("year") }
            year = WorkingCalendar.Year(
                number: number, isProvisional: section.choice("provisional", default: YesOrNo.no) == .yes)
            holidays = Self.days(section, "holidays", in: number)
            workdays = Self.days(section, "workdays", in: number)
        }

        /// Each day once, and of the year that it stands in.
        private static func days(
            _ section: ConfigurationSection, _ key: String, in year: Int
        ) -> [WorkingCalendar.NamedDay] {
            var named: [Int: WorkingCalendar.NamedDay] = [:]
            for entry in section.sections(key) {
                let first = date(entry, "date")
                let last = date(entry, "to") ?? first
                let name = entry.required("name")
                guard let first, let last else {
                    if first == nil { _ = entry.required("date") }
                    continue
                }
                guard first.year == year, last.year == year, first <= last else {
                    entry.reject(
                        "date", vi: "phải thuộc năm \(year), và to không được trước date",
                        en: "must be in \(year), and “to” not before “date”")
                    continue
                }
                for day in first.daysSince1970...last.daysSince1970 {
                    if let other = named[day] {
                        entry.reject(
                            "date", vi: "ngày đã có tên “\(other.name)”", en: "the day is named “\(other.name)” already"
                        )
                    }
                    named[day] = WorkingCalendar.NamedDay(day: day, name: name)
                }
            }
            return named.values.sorted { $0.day < $1.day }
        }

        private static func date(_ section: ConfigurationSection, _ key: String) -> LocalDate? {
            section.value(key, expected: ("ngày như 2026-02-17", "a day like 2026-02-17")) { text in
                LocalDate(stated: text)
            }
        }
    }
}
