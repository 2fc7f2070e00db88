/// Something that can stand in a page. Text that comes in is always escaped; there is no way to write markup but elements.
///
/// ```swift
/// section(.class("counters")) {
///     h2 { "Chưa gửi" }
///     for agency in agencies { a(.href(agency.page)) { agency.name } }
/// }
/// ```
package protocol HTML: Sendable {
    func write(to page: inout HTMLWriter)
}

/// Bytes of a page as they are made.
package struct HTMLWriter: Sendable {
    /// UTF-8.
    package private(set) var bytes: [UInt8] = []

    package init(reserving capacity: Int = 32_768) { bytes.reserveCapacity(capacity) }

    /// Names of elements and attributes, and what stands around them: only ever from the program's own text.
    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    /// The content of an element, or of a value in double quotes.
    mutating func escaped(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\""): raw("&quot;")
            case UInt8(ascii: "'"): raw("&#39;")
            // HTML forbids the other control characters, and NUL is no text at all.
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: raw("\u{FFFD}")
            default: bytes.append(byte)
            }
        }
    }
}

extension HTML {
    /// UTF-8.
    package func bytes() -> [UInt8] {
        var writer = HTMLWriter()
        write(to: &writer)
        return writer.bytes
    }

    package var text: String { String(decoding: bytes(), as: UTF8.self) }
}

extension String: HTML {
    package func write(to page: inout HTMLWriter) { page.escaped(self) }
}

/// Several pieces one after the other.
package struct Fragment: HTML {
    package let pieces: [any HTML]

    package init(_ pieces: [any HTML] = []) { self.pieces = pieces }
    package init(@HTMLBuilder _ content: () -> Fragment) { self = content() }

    package func write(to page: inout HTMLWriter) {
        for piece in pieces { piece.write(to: &page) }
    }
}

/// A whole page: `<!doctype html>` and its element.
package struct HTMLDocument: HTML {
    private let root: Element

    package init(_ root: Element) { self.root = root }

    package func write(to page: inout HTMLWriter) {
        page.raw("<!doctype html>\n")
        root.write(to: &page)
    }
}

@resultBuilder
package enum HTMLBuilder {
    package static func buildExpression(_ piece: some HTML) -> Fragment { Fragment([piece]) }
    package static func buildExpression(_ piece: any HTML) -> Fragment { Fragment([piece]) }
    package static func buildExpression(_ fragment: Fragment) -> Fragment { fragment }
    package static func buildExpression(_ piece: (some HTML)?) -> Fragment { Fragment(piece.map { [$0] } ?? []) }
    package static func buildBlock(_ parts: Fragment...) -> Fragment { Fragment(parts.flatMap(\.pieces)) }
    package static func buildOptional(_ part: Fragment?) -> Fragment { part ?? Fragment() }
    package static func buildEither(first part: Fragment) -> Fragment { part }
    package static func buildEither(second part: Fragment) -> Fragment { part }
    package static func buildArray(_ parts: [Fragment]) -> Fragment { Fragment(parts.flatMap(\.pieces)) }
}
