extension JSON {
    /// The compact text: no white space, members in order.
    /// - Parameter asciiOnly: write everything outside ASCII as `\u` escapes, so that the text survives a header.
    package func text(asciiOnly: Bool = false) -> String {
        var text = ""
        write(to: &text, asciiOnly: asciiOnly)
        return text
    }

    /// ``text(asciiOnly:)`` as UTF-8.
    package var bytes: [UInt8] { Array(text().utf8) }

    private func write(to text: inout String, asciiOnly: Bool) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let string): Self.write(string, to: &text, asciiOnly: asciiOnly)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                element.write(to: &text, asciiOnly: asciiOnly)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.name, to: &text, asciiOnly: asciiOnly)
                text += ":"
                member.value.write(to: &text, asciiOnly: asciiOnly)
            }
            text += "}"
        }
    }

    private static func write(_ string: String, to text: inout String, asciiOnly: Bool) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ", "\u{7f}": text += escape(UInt16(scalar.value))
            case "\u{80}"... where asciiOnly:
                for unit in String(scalar).utf16 { text += escape(unit) }
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// RFC 8259 §7: `\uXXXX`, one per UTF-16 code unit.
    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
