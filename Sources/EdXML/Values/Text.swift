import Foundation

extension Unicode.Scalar {
    /// XML 1.0 §2.3, production S.
    var isXMLSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    var isASCIIAlphanumeric: Bool {
        switch self {
        case "0"..."9", "A"..."Z", "a"..."z": true
        default: false
        }
    }
}

extension String {
    /// Without XML white space at both ends.
    func trimmingXMLSpace() -> String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last, first.isXMLSpace || last.isXMLSpace
        else { return self }
        let head = unicodeScalars.drop(while: \.isXMLSpace)
        guard let end = head.lastIndex(where: { !$0.isXMLSpace }) else { return "" }
        return String(head[...end])
    }

    /// The one form in which Vietnamese text is compared byte by byte: composed (Unicode NFC), without any white space,
    /// upper case.
    var canonicalKey: String {
        var key = String.UnicodeScalarView()
        key.append(contentsOf: uppercased().unicodeScalars.lazy.filter { !$0.properties.isWhitespace })
        return String(key).precomposedStringWithCanonicalMapping
    }

    /// Enough of a peer's text for a sentence: at most 80 characters, control characters replaced.
    var excerpt: String {
        if utf8.count <= 80, isPlain { return self }
        let shown = prefix(80).map { character in
            character.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "\u{FFFD}" : character
        }
        return String(shown) + (shown.count < count ? "…" : "")
    }

    /// Whether there is no control character in it (Unicode's general category Cc: below U+0020, U+007F to U+009F).
    private var isPlain: Bool {
        var last: UInt8 = 0
        for byte in utf8 {
            if byte < 0x20 || byte == 0x7F || (last == 0xC2 && byte < 0xA0) { return false }
            last = byte
        }
        return true
    }
}

/// A number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
