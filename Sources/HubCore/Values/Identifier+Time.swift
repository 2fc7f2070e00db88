extension Identifier {
    /// When it was made: the first 48 bits (RFC 9562 §5.7); `nil` for a UUID of another version.
    package var madeAt: Timestamp? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }
        guard digits.count == 32, digits[12] == UInt8(ascii: "7"),
            let milliseconds = Int64(String(decoding: digits.prefix(12), as: UTF8.self), radix: 16)
        else { return nil }
        return Timestamp(milliseconds: milliseconds)
    }
}
