/// A small lexer ahead of libxml2, which sees what its callbacks would see too late or not at all.
///
/// It counts attributes before the parser (which is quadratic in them) gets the tag, and refuses what may not stand in
/// an official document wherever it stands: DOCTYPE, comments, processing instructions, NUL, another encoding than UTF-8.
struct ByteScanner {
    /// What stopped the scanner, and where.
    struct Stop {
        let rule: Rule
        /// Offset within the piece just scanned; the bytes before it are still good to parse.
        let offset: Int
        let arguments: [String: String]
    }

    private enum State {
        case start
        case content
        case markup
        case tag
        case quoted(UInt8)
        case cdata
        case declaration
    }

    private var state = State.start
    private let limits: Limits
    /// The first bytes of a markup that begins with `<!` or `<?`, or of the document.
    private var opening: [UInt8] = []
    private var attributes = 0
    private var tagLength = 0
    private var closing = 0
    /// Bytes of the pieces before this one.
    private var scanned = 0

    init(limits: Limits) { self.limits = limits }

    /// Whether a tag has begun.
    var hasMarkup: Bool { if case .start = state { false } else { true } }

    /// Scans the next piece.
    /// - Returns: what must stop the document, if anything.
    mutating func scan(_ bytes: UnsafeRawBufferPointer) -> Stop? {
        defer { scanned += bytes.count }
        let nul = bytes.firstIndex(of: 0)
        let end = nul ?? bytes.count
        var index = 0
        while index < end {
            switch state {
            case .content:
                guard let next = firstIndex(of: UInt8(ascii: "<"), in: bytes, from: index, to: end) else {
                    index = end
                    break
                }
                index = next + 1
                enterMarkup(before: index < end ? bytes[index] : nil)
            case .tag, .quoted:
                if let rule = scanTag(bytes, &index, end) { return stop(rule, in: bytes, at: index) }
            default:
                if let rule = step(bytes[index]) { return stop(rule, in: bytes, at: index) }
                index += 1
            }
        }
        if let nul {
            // A NUL among the first four bytes is another encoding's (XML 1.0, appendix F).
            let isFirst = if case .start = state { true } else { scanned + nul < 4 }
            return stop(isFirst ? XMLRules.encoding : XMLRules.nul, in: bytes, at: nul)
        }
        return nil
    }

    /// After a `<`: a tag at once, when the next byte already says so.
    private mutating func enterMarkup(before next: UInt8?) {
        if let next, next != UInt8(ascii: "!"), next != UInt8(ascii: "?") { return enterTag() }
        state = .markup
        opening.removeAll(keepingCapacity: true)
    }

    private mutating func enterTag() {
        attributes = 0
        tagLength = 0
        state = .tag
    }

    /// The inside of a tag, in one tight loop; leaves `index` behind its end or at the end of the piece.
    private mutating func scanTag(_ bytes: UnsafeRawBufferPointer, _ index: inout Int, _ end: Int) -> Rule? {
        let start = index
        if let tagEnd = plainTagEnd(bytes, from: index, end) {
            index = tagEnd
            state = .content
            return length(index - start)
        }
        var quote: UInt8 = if case .quoted(let open) = state { open } else { 0 }
        while index < end {
            if quote != 0 {
                guard let close = firstIndex(of: quote, in: bytes, from: index, to: end) else {
                    index = end
                    break
                }
                index = close + 1
                quote = 0
                continue
            }
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: ">") {
                state = .content
                return length(index - start)
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
            if byte == UInt8(ascii: "=") {
                attributes += 1
                if attributes > limits.attributesPerTag { return XMLRules.attributes }
            }
        }
        state = quote == 0 ? .tag : .quoted(quote)
        return length(index - start)
    }

    /// Just behind a tag that ends in this piece and has no attributes: nothing in it to count, or to hide a `>`.
    private func plainTagEnd(_ bytes: UnsafeRawBufferPointer, from start: Int, _ end: Int) -> Int? {
        guard case .tag = state, let close = firstIndex(of: UInt8(ascii: ">"), in: bytes, from: start, to: end),
            firstIndex(of: UInt8(ascii: "="), in: bytes, from: start, to: close) == nil
        else { return nil }
        return close + 1
    }

    private mutating func length(_ count: Int) -> Rule? {
        tagLength += count
        return tagLength > limits.textLength ? XMLRules.tagLength : nil
    }

    private func stop(_ rule: Rule, in bytes: UnsafeRawBufferPointer, at offset: Int) -> Stop {
        var arguments: [String: String] = [:]
        if rule == XMLRules.attributes { arguments["limit"] = String(limits.attributesPerTag) }
        if rule == XMLRules.tagLength { arguments["limit"] = String(limits.textLength) }
        return Stop(rule: rule, offset: offset, arguments: arguments)
    }

    private mutating func step(_ byte: UInt8) -> Rule? {
        switch state {
        case .start: return start(byte)
        case .declaration: return declaration(byte)
        case .markup: return markup(byte)
        case .content, .tag, .quoted: return nil
        case .cdata:
            closing =
                byte == UInt8(ascii: "]") ? min(closing + 1, 2) : (byte == UInt8(ascii: ">") && closing == 2 ? 3 : 0)
            if closing == 3 { state = .content }
            return nil
        }
    }

    /// The document's very first bytes: `<`, or white space before it.
    private mutating func start(_ byte: UInt8) -> Rule? {
        opening.append(byte)
        if opening.count == 1 {
            // UTF-16 and UTF-32 byte order marks, EBCDIC's `<`.
            if byte == 0xFE || byte == 0xFF || byte == 0x4C { return XMLRules.encoding }
        }
        if byte.isXMLSpace { return opening.count > 1024 ? XMLRules.notXML : nil }
        guard byte == UInt8(ascii: "<") else { return XMLRules.notXML }
        let isFirst = opening.count == 1
        opening.removeAll(keepingCapacity: true)
        state = isFirst ? .declaration : .markup
        return nil
    }

    /// After a `<` that is the very first byte: an XML declaration, or any other markup.
    private mutating func declaration(_ byte: UInt8) -> Rule? {
        opening.append(byte)
        if opening.count <= Self.target.count {
            return byte == Self.target[opening.count - 1] ? nil : replayAsMarkup()
        }
        if opening.count == Self.target.count + 1, !byte.isXMLSpace { return XMLRules.processingInstruction }
        guard byte == UInt8(ascii: ">") else { return opening.count > 256 ? XMLRules.notXML : nil }
        state = .content
        return XMLDeclaration.judge(opening)
    }

    private static let target = Array("?xml".utf8)

    private mutating func replayAsMarkup() -> Rule? {
        let bytes = opening
        opening.removeAll(keepingCapacity: true)
        state = .markup
        for byte in bytes {
            if case .markup = state {
                if let rule = markup(byte) { return rule }
            } else if byte == UInt8(ascii: ">") {
                state = .content
            }
        }
        return nil
    }

    /// Right after a `<`.
    private mutating func markup(_ byte: UInt8) -> Rule? {
        opening.append(byte)
        if opening[0] == UInt8(ascii: "?") { return XMLRules.processingInstruction }
        guard opening[0] == UInt8(ascii: "!") else {
            enterTag()
            if byte == UInt8(ascii: ">") { state = .content }
            return nil
        }
        if opening.count == 2, byte == UInt8(ascii: "D") { return XMLRules.doctype }
        if opening.count == 2, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "[") { return XMLRules.notWellFormed }
        if opening.count == 3, byte == UInt8(ascii: "-") { return XMLRules.comment }
        guard opening.count == 8 else { return nil }
        guard opening.elementsEqual("![CDATA[".utf8) else { return XMLRules.notWellFormed }
        state = .cdata
        closing = 0
        return nil
    }
}

/// The `<?xml …?>` that a document may begin with.
enum XMLDeclaration {
    /// How nearly everybody writes it, without the opening `<`.
    private static let usual: [[UInt8]] = [
        Array(#"?xml version="1.0" encoding="UTF-8"?>"#.utf8), Array(#"?xml version="1.0" encoding="utf-8"?>"#.utf8),
    ]

    /// Accepts version 1.0, UTF-8 or no encoding, and any `standalone`.
    static func judge(_ bytes: [UInt8]) -> Rule? {
        if usual.contains(bytes) { return nil }
        let lower = String(decoding: bytes, as: UTF8.self).lowercased()
        guard let version = value(of: "version", in: lower), version == "1.0" else { return XMLRules.version }
        if let encoding = value(of: "encoding", in: lower), encoding != "utf-8" { return XMLRules.encoding }
        return nil
    }

    private static func value(of name: String, in text: String) -> Substring? {
        guard let found = text.firstRange(of: name) else { return nil }
        let rest = text[found.upperBound...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return rest.dropFirst().prefix { $0 != quote }
    }
}
