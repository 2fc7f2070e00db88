extension Timestamp {
    /// `2026-11-21T17:20:31.123+07:00`: always milliseconds, always +07:00 (RFC 3339 §5.6).
    package var rfc3339: String {
        let local = Timestamp.wall(milliseconds, offset: Timestamp.vietnam)
        var text: [UInt8] = []
        text.reserveCapacity(29)
        for (number, width, after) in [
            (local.year, 4, "-"), (local.month, 2, "-"), (local.day, 2, "T"), (local.hour, 2, ":"),
            (local.minute, 2, ":"), (local.second, 2, "."), (local.millisecond, 3, "+07:00"),
        ] {
            text.append(number, digits: width)
            text += after.utf8
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The calendar day in Vietnam, `2026-11-21`.
    package var localDay: String { String(rfc3339.prefix(while: { $0 != "T" })) }

    /// Reads an RFC 3339 time with any offset. Digits after the millisecond are dropped; a leap second is refused.
    package init?(rfc3339 text: String) {
        var reader = Digits(rest: text.utf8[...])
        guard let year = reader.number(4), reader.skip("-"),
            let month = reader.number(2), (1...12).contains(month), reader.skip("-"),
            let day = reader.number(2), day >= 1, day <= Timestamp.days(inMonth: month, of: year),
            reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.number(2), hour < 24, reader.skip(":"),
            let minute = reader.number(2), minute < 60, reader.skip(":"),
            let second = reader.number(2), second < 60,
            let millisecond = reader.fraction(), let offset = reader.offset(), reader.rest.isEmpty
        else { return nil }
        let clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        let days = Timestamp.days(fromCivil: year, month, day)
        self.init(milliseconds: days * 86_400_000 + clock - offset * 60_000)
    }

    /// Minutes east of Greenwich.
    static let vietnam: Int64 = 420

    private typealias Wall = (
        year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64, millisecond: Int64
    )

    private static func wall(_ milliseconds: Int64, offset: Int64) -> Wall {
        // Far beyond any calendar the text form ends; nothing real is near.
        let bounded = min(
            max(milliseconds, -62_167_219_200_000 - offset * 60_000), 253_402_300_799_999 - offset * 60_000)
        let local = bounded + offset * 60_000
        let days = local >= 0 ? local / 86_400_000 : -((86_399_999 - local) / 86_400_000)
        let rest = local - days * 86_400_000
        let (year, month, day) = civil(fromDays: days)
        return (year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
    }

    /// The proleptic Gregorian date of a day count from 1970-01-01, by eras of 400 years.
    private static func civil(fromDays days: Int64) -> (Int64, Int64, Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    static func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension [UInt8] {
    /// Appends a number of at most four decimal digits, with zeros before it.
    fileprivate mutating func append(_ number: Int64, digits: Int) {
        var unit: Int64 = [1, 10, 100, 1000][digits - 1]
        while unit > 0 {
            append(UInt8(ascii: "0") + UInt8(number / unit % 10))
            unit /= 10
        }
    }
}

/// Reads the fixed-width parts of a time from the left.
private struct Digits {
    var rest: Substring.UTF8View

    mutating func number(_ width: Int) -> Int64? {
        guard rest.count >= width else { return nil }
        var value: Int64 = 0
        for byte in rest.prefix(width) {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        rest = rest.dropFirst(width)
        return value
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Milliseconds of an optional fraction.
    mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let three = (digits.map { Int64($0 - 0x30) } + [0, 0]).prefix(3)
        return three.reduce(0) { $0 * 10 + $1 }
    }

    /// Minutes east of Greenwich.
    mutating func offset() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        let sign: Int64 = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2), hours < 24, skip(":"), let minutes = number(2), minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}
