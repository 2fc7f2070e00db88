/// When offices work: sessions of the day, days of the week, holidays, and days worked instead of others. Local time is
/// Vietnam's, +07:00 all year.
///
/// A day is its number from 1970-01-01, so that spans are sums. A year that ``years`` does not name has its weekends and no
/// holidays: ``covers(_:)`` tells, and whoever counts with it warns.
package struct WorkingCalendar: Sendable, Hashable, Encodable {
    /// One stretch of office hours, in minutes from midnight.
    package struct Session: Sendable, Hashable, Codable {
        package let from: Int
        /// The first minute after it.
        package let to: Int

        package init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }

        /// `07:30-11:30`; `nil` for anything else, and for an empty or backward stretch.
        package init?(_ text: String) {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
            guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
            self.init(from: from, to: to)
        }

        private static func minutes(_ clock: Substring) -> Int? {
            let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
                let minute = Int(parts[1]), hour >= 0, minute >= 0, minute < 60, hour * 60 + minute <= 1440
            else { return nil }
            return hour * 60 + minute
        }
    }

    /// A day with a name: a holiday, or a day worked instead of another.
    package struct NamedDay: Sendable, Hashable, Codable {
        package let day: Int
        package let name: String

        package init(day: Int, name: String) {
            self.day = day
            self.name = name.clipped(to: 200)
        }
    }

    /// A year whose holidays are known.
    package struct Year: Sendable, Hashable, Codable {
        package let number: Int
        /// Reckoned from the law, before the year's plan was published.
        package let isProvisional: Bool

        package init(number: Int, isProvisional: Bool = false) {
            self.number = number
            self.isProvisional = isProvisional
        }
    }

    /// 1 Monday … 7 Sunday, rising.
    package let weekdays: [Int]
    /// Rising, apart from each other; the same on every day that is worked.
    package let sessions: [Session]
    package let years: [Year]
    /// By day.
    package let holidays: [NamedDay]
    /// Worked though the week or a holiday says otherwise (*làm bù*). By day.
    package let makeUpDays: [NamedDay]
    private let free: Set<Int>
    private let madeUp: Set<Int>

    private enum CodingKeys: String, CodingKey { case weekdays, sessions, years, holidays, makeUpDays }

    /// - Returns: `nil` when nobody ever works, or sessions overlap.
    package init?(
        weekdays: Set<Int>, sessions: [Session], years: [Year], holidays: [NamedDay], makeUpDays: [NamedDay]
    ) {
        let sessions = sessions.sorted { $0.from < $1.from }
        guard !weekdays.isEmpty, weekdays.allSatisfy((1...7).contains), !sessions.isEmpty,
            zip(sessions, sessions.dropFirst()).allSatisfy({ $0.to <= $1.from })
        else { return nil }
        self.weekdays = weekdays.sorted()
        self.sessions = sessions
        self.years = years.sorted { $0.number < $1.number }
        self.holidays = holidays.sorted { $0.day < $1.day }
        self.makeUpDays = makeUpDays.sorted { $0.day < $1.day }
        free = Set(holidays.map(\.day))
        madeUp = Set(makeUpDays.map(\.day))
    }

    /// Office hours of Monday to Friday, 07:30–11:30 and 13:30–17:00, without any holiday.
    package static let plainWeek = WorkingCalendar(
        plain: [1, 2, 3, 4, 5], [Session(from: 450, to: 690), Session(from: 810, to: 1020)])

    private init(plain weekdays: [Int], _ sessions: [Session]) {
        (self.weekdays, self.sessions) = (weekdays, sessions)
        (years, holidays, makeUpDays, free, madeUp) = ([], [], [], [], [])
    }

    package func covers(_ year: Int) -> Bool { years.contains { $0.number == year } }

    package func name(ofHoliday day: Int) -> String? { holidays.first { $0.day == day }?.name }
    package func name(ofMakeUpDay day: Int) -> String? { makeUpDays.first { $0.day == day }?.name }
}

// MARK: - Days

extension WorkingCalendar {
    static let dayLength: Int64 = 86_400_000
    private static let offset: Int64 = 7 * 3_600_000

    /// The local day in which a moment lies.
    package static func day(of moment: Timestamp) -> Int {
        let local = moment.adding(milliseconds: offset).milliseconds
        return Int(local >= 0 ? local / dayLength : -((dayLength - 1 - local) / dayLength))
    }

    package static func midnight(of day: Int) -> Timestamp {
        Timestamp(milliseconds: Int64(day) * dayLength).adding(milliseconds: -offset)
    }

    /// 1 Monday … 7 Sunday.
    package static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 + 1 }

    package func isWorkingDay(_ day: Int) -> Bool {
        madeUp.contains(day) || (weekdays.contains(Self.weekday(of: day)) && !free.contains(day))
    }

    /// Working days after `day` up to and including `other`; negative when `other` is before. 0 on the same day.
    package func workingDays(from day: Int, to other: Int) -> Int {
        guard day <= other else { return -workingDays(from: other, to: day) }
        let (weeks, rest) = (other - day).quotientAndRemainder(dividingBy: 7)
        let inRest = (0..<rest).filter { weekdays.contains(Self.weekday(of: other - $0)) }.count
        let isInside = { (named: NamedDay) in named.day > day && named.day <= other }
        let lost = holidays.filter { isInside($0) && weekdays.contains(Self.weekday(of: $0.day)) }
        let won = makeUpDays.filter {
            isInside($0) && (free.contains($0.day) || !weekdays.contains(Self.weekday(of: $0.day)))
        }
        return weeks * weekdays.count + inRest - lost.count + won.count
    }

    /// The `count`-th working day after `day`, before it when negative; `day` itself for 0.
    package func day(_ count: Int, workingDaysAfter day: Int) -> Int {
        var (found, left) = (day, abs(count))
        let step = count < 0 ? -1 : 1
        while left > 0, abs(found - day) < Self.horizon {
            found += step
            if isWorkingDay(found) { left -= 1 }
        }
        return found
    }

    /// `day`, or the first working day after it.
    package func workingDay(from day: Int) -> Int { isWorkingDay(day) ? day : self.day(1, workingDaysAfter: day) }

    /// Days: so far a search goes. A calendar holds fewer free days in a row, or it holds nothing else.
    private static let horizon = 40_000
}
