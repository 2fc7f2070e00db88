/// Builds the small part of a message: elements of text and groups of them, indented, in UTF-8.
struct XMLText {
    private(set) var bytes: [UInt8] = []
    private var depth: Int
    private let prefix: String

    /// - Parameter prefix: written before every element's name, colon included.
    init(prefix: String, depth: Int) {
        self.prefix = prefix
        self.depth = depth
    }

    /// An element of text; nothing when there is no text.
    mutating func element(_ name: String, _ text: String?) throws(MessageWriteError) {
        guard let text else { return }
        indent()
        append("<\(prefix)\(name)>")
        try append(escaping: text, in: name)
        append("</\(prefix)\(name)>\n")
    }

    mutating func group(
        _ name: String, attributes: [(name: String, value: String)] = [],
        _ body: (inout XMLText) throws(MessageWriteError) -> Void
    ) throws(MessageWriteError) {
        indent()
        append("<\(prefix)\(name)")
        for attribute in attributes {
            append(" \(attribute.name)=\"")
            try append(escaping: attribute.value, in: "\(name)/@\(attribute.name)")
            append("\"")
        }
        append(">\n")
        depth += 1
        try body(&self)
        depth -= 1
        indent()
        append("</\(prefix)\(name)>\n")
    }

    private mutating func indent() {
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Escapes what XML 1.0 §2.4 asks for, and carriage return and tab, which a parser would otherwise change.
    private mutating func append(escaping text: String, in element: String) throws(MessageWriteError) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"": append("&quot;")
            case "\r": append("&#xD;")
            case "\t": append("&#x9;")
            case "\n", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            default: throw MessageWriteError.characterNotAllowed(element: element, scalar: scalar.value)
            }
        }
    }
}

/// Why a message could not be written.
package enum MessageWriteError: Error, Hashable, CustomStringConvertible {
    /// The text of an element holds a character that XML 1.0 cannot carry.
    case characterNotAllowed(element: String, scalar: UInt32)
    /// The attachment gave other bytes the second time it was read.
    case attachmentChanged(fileName: String)
    /// The attachment has to travel as a zip entry and is larger than one can be (4 GiB).
    case attachmentTooLarge(fileName: String)

    package var description: String {
        switch self {
        case .characterNotAllowed(let element, let scalar):
            "\(element) holds U+\(String(scalar, radix: 16, uppercase: true)), which XML cannot carry"
        case .attachmentChanged(let fileName): "\(fileName) changed while it was being written"
        case .attachmentTooLarge(let fileName): "\(fileName) is too large for a zip entry"
        }
    }
}
