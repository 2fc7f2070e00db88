extension Timestamp {
    /// Reads ``rfc3339`` as it is written here, with no other offset; `nil` of everything else.
    init?(canonical text: ArraySlice<UInt8>) {
        guard text.count == 29, text.suffix(6).elementsEqual("+07:00".utf8) else { return nil }
        let start = text.startIndex
        func number(_ place: Int, _ width: Int) -> Int64? {
            var value: Int64 = 0
            for offset in (start + place)..<(start + place + width) {
                let digit = text[offset] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int64(digit)
            }
            return value
        }
        func has(_ mark: Unicode.Scalar, at place: Int) -> Bool { UInt32(text[start + place]) == mark.value }
        guard has("-", at: 4), has("-", at: 7), has("T", at: 10), has(":", at: 13), has(":", at: 16), has(".", at: 19),
            let year = number(0, 4), let month = number(5, 2), (1...12).contains(month), let day = number(8, 2),
            day >= 1, day <= Timestamp.days(inMonth: month, of: year), let hour = number(11, 2), hour < 24,
            let minute = number(14, 2), minute < 60, let second = number(17, 2), second < 60,
            let millisecond = number(20, 3)
        else { return nil }
        let clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        self.init(
            milliseconds: Timestamp.days(fromCivil: year, month, day) * 86_400_000 + clock - Timestamp.vietnam * 60_000)
    }
}

extension Identifier {
    /// Reads a name as it is written here, in lower case; `nil` of everything else.
    init?(canonical bytes: ArraySlice<UInt8>) {
        guard bytes.count == 36 else { return nil }
        let start = bytes.startIndex
        for (place, byte) in zip(0..., bytes) {
            let isDash = place == 8 || place == 13 || place == 18 || place == 23
            let isDigit = byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6
            guard isDash ? byte == UInt8(ascii: "-") : isDigit else { return nil }
        }
        self.init(canonicalText: String(decoding: bytes[start..<(start + 36)], as: UTF8.self))
    }
}
