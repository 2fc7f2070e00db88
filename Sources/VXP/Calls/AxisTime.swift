/// Time as the axis writes it: local time of Việt Nam, +07:00 throughout the year.
///
/// All values are milliseconds since 1970, proleptic Gregorian; years 1970 to 9999.
package enum AxisTime {
    static let offsetMilliseconds: Int64 = 7 * 3_600_000
    private static let dayMilliseconds: Int64 = 86_400_000

    /// `ddMMyyyy'T'HHmmss+SSSS`: what follows the plus sign is milliseconds, not a zone.
    package static func timestamp(_ milliseconds: Int64) -> String {
        let time = Fields(milliseconds)
        return pad(time.day, 2) + pad(time.month, 2) + pad(time.year, 4) + "T" + pad(time.hour, 2) + pad(time.minute, 2)
            + pad(time.second, 2) + "+" + pad(time.millisecond, 4)
    }

    /// Reads ``timestamp(_:)``'s form and no other; `nil` also for the 31st of February.
    package static func milliseconds(ofTimestamp text: String) -> Int64? {
        guard let digits = digits(of: text, shape: "00000000T000000+0000") else { return nil }
        return Fields(
            year: digits[4..<8], month: digits[2..<4], day: digits[0..<2], hour: digits[8..<10],
            minute: digits[10..<12], second: digits[12..<14], millisecond: digits[14..<18]
        ).milliseconds
    }

    /// `yyyy/MM/dd HH:mm:ss`, as in the documents themselves.
    package static func display(_ milliseconds: Int64) -> String {
        let time = Fields(milliseconds)
        return pad(time.year, 4) + "/" + pad(time.month, 2) + "/" + pad(time.day, 2) + " " + pad(time.hour, 2) + ":"
            + pad(time.minute, 2) + ":" + pad(time.second, 2)
    }

    /// Reads ``display(_:)``'s form, or its date alone (midnight); `-` is taken for `/`.
    package static func milliseconds(ofDisplay text: String) -> Int64? {
        let text = text.replacing("-", with: "/")
        let whole = text.utf8.count == 10 ? text + " 00:00:00" : text
        guard let digits = digits(of: whole, shape: "0000/00/00 00:00:00") else { return nil }
        return Fields(
            year: digits[0..<4], month: digits[4..<6], day: digits[6..<8], hour: digits[8..<10],
            minute: digits[10..<12], second: digits[12..<14], millisecond: []
        ).milliseconds
    }

    /// The digits of a text of exactly that shape, where `0` stands for a digit and all else for itself.
    private static func digits(of text: String, shape: String) -> [Int]? {
        guard text.utf8.count == shape.utf8.count else { return nil }
        var digits: [Int] = []
        for (byte, form) in zip(text.utf8, shape.utf8) {
            if form == UInt8(ascii: "0") {
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
                digits.append(Int(byte - UInt8(ascii: "0")))
            } else if byte != form {
                return nil
            }
        }
        return digits
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Calendar fields in local time; the day numbers follow H. Hinnant, “chrono-compatible low-level date algorithms”.
    private struct Fields {
        var year: Int
        var month: Int
        var day: Int
        var hour: Int
        var minute: Int
        var second: Int
        var millisecond: Int

        init(_ milliseconds: Int64) {
            let local = max(0, milliseconds) + offsetMilliseconds
            let shifted = Int(local / dayMilliseconds) + 719_468
            let era = shifted / 146_097
            let dayOfEra = shifted % 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let marchMonth = (5 * dayOfYear + 2) / 153
            day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
            month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
            year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
            let ofDay = Int(local % dayMilliseconds)
            hour = ofDay / 3_600_000
            minute = ofDay / 60_000 % 60
            second = ofDay / 1_000 % 60
            millisecond = ofDay % 1_000
        }

        init(
            year: ArraySlice<Int>, month: ArraySlice<Int>, day: ArraySlice<Int>, hour: ArraySlice<Int>,
            minute: ArraySlice<Int>, second: ArraySlice<Int>, millisecond: ArraySlice<Int>
        ) {
            func number(_ digits: ArraySlice<Int>) -> Int { digits.reduce(0) { $0 * 10 + $1 } }
            self.year = number(year)
            self.month = number(month)
            self.day = number(day)
            self.hour = number(hour)
            self.minute = number(minute)
            self.second = number(second)
            self.millisecond = number(millisecond)
        }

        /// `nil` when the fields name no moment.
        var milliseconds: Int64? {
            guard year >= 1970, 1...12 ~= month, 1...Self.days(in: month, of: year) ~= day, hour < 24, minute < 60,
                second < 60, millisecond < 1_000
            else { return nil }
            let marchYear = month <= 2 ? year - 1 : year
            let era = marchYear / 400
            let yearOfEra = marchYear % 400
            let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
            let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            let days = Int64(era * 146_097 + dayOfEra - 719_468)
            let ofDay = Int64(hour * 3_600_000 + minute * 60_000 + second * 1_000 + millisecond)
            return days * dayMilliseconds + ofDay - offsetMilliseconds
        }

        private static func days(in month: Int, of year: Int) -> Int {
            switch month {
            case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
            case 4, 6, 9, 11: 30
            default: 31
            }
        }
    }
}
