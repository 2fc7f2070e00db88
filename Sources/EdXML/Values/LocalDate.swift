/// A day of the calendar of Vietnam (Gregorian, UTC+07:00 all year).
package struct LocalDate: Sendable, Hashable, Codable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// `nil` when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `yyyy/MM/dd`, the one form of edXML (QCVN 102:2016); `nil` for any other.
    package init?(_ text: String) {
        guard let numbers = Digits.read(text, pattern: "yyyy/MM/dd") else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
    }

    /// The local day at an instant.
    /// - Parameter atMilliseconds: milliseconds since 1970, UTC.
    package init(atMilliseconds milliseconds: Int64) {
        self.init(daysSince1970: Self.floorDivide(milliseconds + LocalDateTime.offsetMilliseconds, 86_400_000).quotient)
    }

    /// Days between 1970-01-01 and this one.
    package var daysSince1970: Int {
        // Counting in years that begin on 1 March puts the leap day last; a 400-year era has 146,097 days.
        let marchYear = month <= 2 ? year - 1 : year
        let era = Int(Self.floorDivide(Int64(marchYear), 400).quotient)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// `yyyy/MM/dd`.
    package var text: String { "\(padded(year, to: 4))/\(padded(month, to: 2))/\(padded(day, to: 2))" }

    private init(daysSince1970: Int64) {
        let shifted = daysSince1970 + 719_468
        let (era, dayOfEra) = Self.floorDivide(shifted, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(era * 400 + yearOfEra) + (month <= 2 ? 1 : 0)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension LocalDate: Comparable {
    package static func < (a: LocalDate, b: LocalDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}

/// A second of the local day, as edXML writes instants.
package struct LocalDateTime: Sendable, Hashable, Codable {
    package let date: LocalDate
    /// 0 to 86,399.
    package let secondOfDay: Int

    /// Vietnam has one offset and no summer time.
    static let offsetMilliseconds: Int64 = 7 * 3_600_000

    /// Reads `yyyy/MM/dd HH:mm:ss` as local time; `nil` for any other form.
    package init?(_ text: String) {
        guard let numbers = Digits.read(text, pattern: "yyyy/MM/dd HH:mm:ss"),
            let date = LocalDate(year: numbers[0], month: numbers[1], day: numbers[2]),
            numbers[3] < 24, numbers[4] < 60, numbers[5] < 60
        else { return nil }
        self.date = date
        secondOfDay = numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
    }

    /// The local second in which an instant lies.
    /// - Parameter atMilliseconds: milliseconds since 1970, UTC.
    package init(atMilliseconds milliseconds: Int64) {
        date = LocalDate(atMilliseconds: milliseconds)
        secondOfDay = Int(LocalDate.floorDivide(milliseconds + Self.offsetMilliseconds, 86_400_000).remainder / 1_000)
    }

    /// Milliseconds since 1970, UTC.
    package var milliseconds: Int64 {
        Int64(date.daysSince1970) * 86_400_000 + Int64(secondOfDay) * 1_000 - Self.offsetMilliseconds
    }

    /// `yyyy/MM/dd HH:mm:ss`.
    package var text: String {
        let (hour, rest) = secondOfDay.quotientAndRemainder(dividingBy: 3_600)
        return "\(date.text) \(padded(hour, to: 2)):\(padded(rest / 60, to: 2)):\(padded(rest % 60, to: 2))"
    }
}

extension LocalDateTime: Comparable {
    package static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
        (a.date, a.secondOfDay) < (b.date, b.secondOfDay)
    }
}

/// Numbers at fixed places of a text.
private enum Digits {
    /// The numbers where the pattern has runs of letters; `nil` when the text does not have the pattern's exact shape.
    static func read(_ text: String, pattern: String) -> [Int]? {
        guard text.utf8.count == pattern.utf8.count else { return nil }
        var numbers: [Int] = []
        numbers.reserveCapacity(6)
        var inNumber = false
        for (byte, wanted) in zip(text.utf8, pattern.utf8) {
            let isLetter = (0x41...0x5A).contains(wanted) || (0x61...0x7A).contains(wanted)
            guard isLetter ? (0x30...0x39).contains(byte) : byte == wanted else { return nil }
            if isLetter {
                if !inNumber { numbers.append(0) }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
            }
            inNumber = isLetter
        }
        return numbers
    }
}
