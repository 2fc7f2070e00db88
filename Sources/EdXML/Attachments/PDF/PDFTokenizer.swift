/// A lexical element of a PDF file (ISO 32000-1 §7.2, §7.3). What is longer stands in the tokenizer until it goes on.
enum PDFToken {
    case dictionaryOpen, dictionaryClose, arrayOpen, arrayClose
    /// Of other names it is only said that there was one.
    case name(PDFName?)
    case integer(Int)
    /// A string in parentheses; its first bytes, escapes left as they are, are in ``PDFTokenizer/gathered``.
    case text
    /// The `<` just taken opens a hexadecimal string.
    case hexOpen
    /// A hexadecimal string, which is in ``PDFTokenizer/hex``.
    case hexClose
    /// `obj`, `endobj`: what stands open is at an end.
    case objectBoundary
    /// `stream`: its data follow.
    case stream
    /// `%%EOF`, and how many bytes its comment had.
    case endOfFile(length: Int)
    /// Any other word.
    case other
}

/// Takes a PDF file apart in a bounded state.
///
/// It need not be right about a file that breaks the syntax: whether a signature holds is decided on bytes, not on tokens.
struct PDFTokenizer {
    private enum Mode {
        case between, word, name, comment, text, openAngle, closeAngle, hex
    }

    /// Longest word or name that is told from others, and longest part of a string or a comment that is kept.
    private static let kept = 128
    /// Longest string in parentheses; one that is longer was never closed.
    private static let longestText = 1 << 20

    private var mode = Mode.between
    /// The bytes of a name, a word, a string or a comment, as far as they are kept.
    private(set) var gathered: [UInt8] = []
    private(set) var hex = PDFHexString()
    private var length = 0
    private var textDepth = 0
    private var isEscaped = false

    /// Whether the last byte was a `<` of which the next decides what it means.
    var isUndecided: Bool { mode == .openAngle }

    /// Whether the file ended within a string.
    var isWithinString: Bool { mode == .text || mode == .hex }

    /// Takes bytes until a token is complete.
    /// - Parameter index: goes behind the token.
    /// - Returns: `nil` when the bytes ended first; what was begun goes on with the next.
    mutating func next(in bytes: [UInt8], from index: inout Int) -> PDFToken? {
        while index < bytes.count {
            switch mode {
            case .between:
                let byte = bytes[index]
                index += 1
                if let token = begin(byte) { return token }
            case .word, .name: if gather(bytes, from: &index, until: PDFSyntax.endsWord) { return endWord() }
            case .comment:
                if gather(bytes, from: &index, until: PDFSyntax.endsLine), let token = endComment() { return token }
            case .text: if takeText(bytes, from: &index) { return .text }
            case .openAngle: return decideAngle(bytes[index], &index)
            case .closeAngle:
                mode = .between
                guard bytes[index] == UInt8(ascii: ">") else { return .other }
                index += 1
                return .dictionaryClose
            case .hex:
                if hex.take(bytes, from: &index) {
                    mode = .between
                    return .hexClose
                }
            }
        }
        return nil
    }

    /// What stands open when the file ends without a line end.
    mutating func finish() -> PDFToken? { mode == .comment ? endComment() : nil }

    private mutating func begin(_ byte: UInt8) -> PDFToken? {
        switch byte {
        case 0, 9, 10, 12, 13, 32: return nil
        case UInt8(ascii: "/"): start(.name)
        case UInt8(ascii: "("):
            start(.text)
            (textDepth, isEscaped) = (1, false)
        case UInt8(ascii: "%"):
            start(.comment)
            gather(byte)
        case UInt8(ascii: "<"): mode = .openAngle
        case UInt8(ascii: ">"): mode = .closeAngle
        case UInt8(ascii: "["): return .arrayOpen
        case UInt8(ascii: "]"): return .arrayClose
        case UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"): return .other
        default:
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

    /// - Returns: whether the end was met; its byte is not taken.
    private mutating func gather(_ bytes: [UInt8], from index: inout Int, until isEnd: (UInt8) -> Bool) -> Bool {
        while index < bytes.count {
            if isEnd(bytes[index]) { return true }
            gather(bytes[index])
            index += 1
        }
        return false
    }

    /// - Returns: whether the string is over.
    private mutating func takeText(_ bytes: [UInt8], from index: inout Int) -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "(") {
                textDepth += 1
            } else if byte == UInt8(ascii: ")") {
                textDepth -= 1
            }
            guard textDepth > 0, length < Self.longestText else {
                mode = .between
                return true
            }
            gather(byte)
        }
        return false
    }

    private mutating func decideAngle(_ byte: UInt8, _ index: inout Int) -> PDFToken {
        if byte == UInt8(ascii: "<") {
            index += 1
            mode = .between
            return .dictionaryOpen
        }
        mode = .hex
        hex = PDFHexString()
        return .hexOpen
    }

    private mutating func endComment() -> PDFToken? {
        mode = .between
        return gathered.starts(with: Self.endOfFile) ? .endOfFile(length: length) : nil
    }

    private static let endOfFile = Array("%%EOF".utf8)

    private mutating func endWord() -> PDFToken {
        let isName = mode == .name
        mode = .between
        guard length <= Self.kept else { return isName ? .name(nil) : .other }
        if isName { return .name(PDFName(gathered)) }
        if let number = PDFSyntax.integer(gathered) { return .integer(number) }
        return Self.words.first { $0.spelling == gathered }?.token ?? .other
    }

    private static let words: [(spelling: [UInt8], token: PDFToken)] = [
        (Array("obj".utf8), .objectBoundary), (Array("endobj".utf8), .objectBoundary), (Array("stream".utf8), .stream),
    ]
}
