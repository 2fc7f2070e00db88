/// A date as PDF writes it (ISO 32000-1 §7.9.4): `D:20261115083000+07'00'`.
enum PDFDate {
    /// Milliseconds since 1970; `nil` for what is no date, or does not say its distance from UTC.
    static func milliseconds(_ text: [UInt8]) -> Int64? {
        var rest = text[...]
        if rest.starts(with: Array("D:".utf8)) { rest = rest.dropFirst(2) }
        guard let year = number(&rest, 4), let month = number(&rest, 2), let day = number(&rest, 2),
            let hour = number(&rest, 2), let minute = number(&rest, 2), let second = number(&rest, 2),
            let date = LocalDate(year: Int(year), month: Int(month), day: Int(day)), hour < 24, minute < 60,
            second < 60,
            let sign = rest.popFirst()
        else { return nil }
        let local = (Int64(date.daysSince1970) * 24 + hour) * 3_600 + minute * 60 + second
        switch sign {
        case UInt8(ascii: "Z"): return local * 1_000
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard let hours = number(&rest, 2), hours < 24 else { return nil }
            if rest.first == UInt8(ascii: "'") { rest = rest.dropFirst() }
            let minutes = number(&rest, 2) ?? 0
            let offset = hours * 3_600 + minutes * 60
            return (sign == UInt8(ascii: "+") ? local - offset : local + offset) * 1_000
        default: return nil
        }
    }

    private static func number(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}
