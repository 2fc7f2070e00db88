import SignedXML

/// A lexical element of a PDF file (ISO 32000-1 §7.2, §7.3).
enum PDFToken: Sendable, Hashable {
    case dictionaryOpen, dictionaryClose, arrayOpen, arrayClose
    case name(String)
    case integer(Int)
    /// A string in parentheses: its first bytes, escapes left as they are.
    case text([UInt8])
    /// The `<` before the byte that completed this token opens a hexadecimal string.
    case hexOpen
    case hexClose(PDFHexString)
    /// `obj`, `endobj`: what stands open is at an end.
    case objectBoundary
    /// `stream`: its data follow.
    case stream
    /// `%%EOF`, and how many bytes its comment had.
    case endOfFile(length: Int)
    /// Any other word.
    case other
}

/// Takes a PDF file apart, byte by byte, in a bounded state.
///
/// It need not be right about a file that breaks the syntax: whether a signature holds is decided on bytes, not on tokens.
struct PDFTokenizer {
    private enum Mode {
        case between, word, name, comment
        case text(depth: Int, isEscaped: Bool)
        case openAngle, closeAngle, hex
    }

    /// Longest word or name that is told from others, and longest part of a string or a comment that is kept.
    private static let kept = 128
    /// Longest string in parentheses; one that is longer was never closed.
    private static let longestText = 1 << 20

    private var mode = Mode.between
    private var gathered: [UInt8] = []
    private var length = 0
    private var hex = PDFHexString()

    /// Whether the last byte was a `<` of which the next decides what it means.
    var isUndecided: Bool { if case .openAngle = mode { true } else { false } }

    /// Whether the file ended within a string.
    var isWithinString: Bool {
        switch mode {
        case .text, .hex: true
        default: false
        }
    }

    /// Takes one byte.
    /// - Returns: the token that it completes, and whether it belongs to that; if not, it is to be given again.
    mutating func take(_ byte: UInt8) -> (token: PDFToken?, isTaken: Bool) {
        switch mode {
        case .between: return (begin(byte), true)
        case .word, .name:
            if PDFSyntax.isWhite(byte) || PDFSyntax.isDelimiter(byte) { return (endWord(), false) }
            gather(byte)
        case .comment:
            if byte == 10 || byte == 13 { return (endComment(), false) }
            gather(byte)
        case .text(let depth, let isEscaped): return (takeText(byte, depth: depth, isEscaped: isEscaped), true)
        case .openAngle:
            if byte == UInt8(ascii: "<") {
                mode = .between
                return (.dictionaryOpen, true)
            }
            mode = .hex
            hex = PDFHexString()
            return (.hexOpen, false)
        case .closeAngle:
            mode = .between
            return byte == UInt8(ascii: ">") ? (.dictionaryClose, true) : (.other, false)
        case .hex:
            if byte == UInt8(ascii: ">") {
                mode = .between
                return (.hexClose(hex), true)
            }
            hex.take(byte)
        }
        return (nil, true)
    }

    /// What stands open when the file ends without a line end.
    mutating func finish() -> PDFToken? {
        if case .comment = mode { endComment() } else { nil }
    }

    private mutating func begin(_ byte: UInt8) -> PDFToken? {
        switch byte {
        case UInt8(ascii: "/"): start(.name)
        case UInt8(ascii: "("): start(.text(depth: 1, isEscaped: false))
        case UInt8(ascii: "%"):
            start(.comment)
            gather(byte)
        case UInt8(ascii: "<"): mode = .openAngle
        case UInt8(ascii: ">"): mode = .closeAngle
        case UInt8(ascii: "["): return .arrayOpen
        case UInt8(ascii: "]"): return .arrayClose
        case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"): return .other
        default:
            guard !PDFSyntax.isWhite(byte) else { return nil }
            start(.word)
            gather(byte)
        }
        return nil
    }

    private mutating func start(_ next: Mode) {
        mode = next
        gathered.removeAll(keepingCapacity: true)
        length = 0
    }

    private mutating func gather(_ byte: UInt8) {
        length += 1
        if length <= Self.kept { gathered.append(byte) }
    }

    private mutating func takeText(_ byte: UInt8, depth: Int, isEscaped: Bool) -> PDFToken? {
        var depth = depth
        if !isEscaped {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
        }
        guard depth > 0, length < Self.longestText else {
            mode = .between
            return .text(gathered)
        }
        gather(byte)
        mode = .text(depth: depth, isEscaped: !isEscaped && byte == UInt8(ascii: "\\"))
        return nil
    }

    private mutating func endComment() -> PDFToken? {
        mode = .between
        return gathered.starts(with: Array("%%EOF".utf8)) ? .endOfFile(length: length) : nil
    }

    private mutating func endWord() -> PDFToken {
        defer { mode = .between }
        guard length <= Self.kept else { return .other }
        if case .name = mode { return .name(PDFSyntax.name(gathered)) }
        if let number = Int(String(decoding: gathered, as: UTF8.self)) { return .integer(number) }
        switch String(decoding: gathered, as: UTF8.self) {
        case "obj", "endobj": return .objectBoundary
        case "stream": return .stream
        default: return .other
        }
    }
}
