/// Moments as people here read them: Vietnam's time, +07:00, no daylight saving.
enum LocalTime {
    private static let offset: Int64 = 7 * 3600

    /// `21/11/2026 15:04:05`.
    static func text(_ milliseconds: Int64) -> String {
        let (date, time) = parts(milliseconds)
        return "\(padded(date.day))/\(padded(date.month))/\(date.year) \(time)"
    }

    /// As XML Schema writes it, in whole seconds: `2026-11-21T15:04:05+07:00`.
    static func dateTime(_ milliseconds: Int64) -> String {
        let (date, time) = parts(milliseconds)
        return "\(date.year)-\(padded(date.month))-\(padded(date.day))T\(time)+07:00"
    }

    private static func parts(_ milliseconds: Int64) -> (date: (year: Int64, month: Int64, day: Int64), time: String) {
        let (seconds, _) = floorDivided(milliseconds, by: 1000)
        let (days, rest) = floorDivided(seconds + offset, by: 86_400)
        return (Day.civil(days), "\(padded(rest / 3600)):\(padded(rest / 60 % 60)):\(padded(rest % 60))")
    }

    private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// An XML Schema `dateTime` in milliseconds since 1970 (W3C XML Schema 2 §3.2.7); without a zone it is Vietnam's time.
    /// - Returns: `nil` for anything else, and for days that do not exist.
    static func milliseconds(_ dateTime: String) -> Int64? {
        let form = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?/
        guard let match = dateTime.trimmed.wholeMatch(of: form)?.output, let year = Int64(match.1),
            let month = Int64(match.2), let day = Int64(match.3), let hour = Int64(match.4),
            let minute = Int64(match.5),
            let second = Int64(match.6), let days = Day.number(year: year, month: month, day: day),
            hour < 24, minute < 60, second < 60, let zone = zone(match.8)
        else { return nil }
        let fraction = Int64(((match.7 ?? "") + "000").prefix(3)) ?? 0
        return (days * 86_400 + hour * 3600 + minute * 60 + second - zone) * 1000 + fraction
    }

    private static func zone(_ text: Substring?) -> Int64? {
        guard let text else { return offset }
        if text == "Z" { return 0 }
        guard let hours = Int64(text.dropFirst().prefix(2)), let minutes = Int64(text.suffix(2)), hours <= 14,
            minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (text.first == "-" ? -1 : 1)
    }
}

/// Days of the Gregorian calendar, counted from 1970-01-01.
private enum Day {
    /// `nil` when there is no such day.
    static func number(year: Int64, month: Int64, day: Int64) -> Int64? {
        guard (1...12).contains(month), day >= 1 else { return nil }
        // Years that begin in March end with the leap day.
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = floorDivided(shifted, by: 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return civil(number) == (year, month, day) ? number : nil
    }

    static func civil(_ number: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivided(number + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}

private func floorDivided(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let remainder = ((number % divisor) + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
}
