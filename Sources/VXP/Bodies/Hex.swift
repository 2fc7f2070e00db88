/// Bytes as hexadecimal digits, in the two ways found on the wire.
package enum Hex {
    /// How a byte below 16 is written.
    package enum Rendering: String, Sendable, CaseIterable {
        /// `0a`: two digits for every byte.
        case padded
        /// `a`: the vendor's client drops the leading zero, so a SHA-256 can be shorter than 64 digits.
        case unpadded
    }

    /// Lower-case digits.
    package static func text(_ bytes: some Sequence<UInt8>, _ rendering: Rendering = .padded) -> String {
        var digits: [UInt8] = []
        for byte in bytes {
            if byte >= 16 || rendering == .padded { digits.append(digit(byte >> 4)) }
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes of a padded text, either case; `nil` when it is anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(of: digits[index]), let low = value(of: digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
