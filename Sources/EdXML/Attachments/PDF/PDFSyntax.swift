/// The character classes of PDF (ISO 32000-1 §7.2.2).
enum PDFSyntax {
    static func isWhite(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 9, 10, 12, 13, 32: true
        default: false
        }
    }

    static func endsWord(_ byte: UInt8) -> Bool { isWhite(byte) || isDelimiter(byte) }

    static func endsLine(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// A number without a point (§7.3.3); `nil` for anything else, and for what no file is long enough for.
    static func integer(_ bytes: [UInt8]) -> Int? {
        let isSigned = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
        let digits = isSigned ? bytes.dropFirst() : bytes[...]
        guard (1...18).contains(digits.count) else { return nil }
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return bytes.first == UInt8(ascii: "-") ? -number : number
    }

    /// A name's characters, with `#xx` resolved (§7.3.5): `Byte#52ange` is `ByteRange`.
    static func name(_ bytes: [UInt8]) -> String {
        guard bytes.contains(UInt8(ascii: "#")) else { return String(decoding: bytes, as: UTF8.self) }
        var resolved: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(hexDigit)
            if byte == UInt8(ascii: "#"), digits.count == 2 {
                resolved.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            } else {
                resolved.append(byte)
            }
        }
        return String(decoding: resolved, as: UTF8.self)
    }
}
