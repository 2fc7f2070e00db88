/// Follows the nesting of dictionaries and arrays, and says what happens there that matters to signatures.
struct PDFObjectReader {
    enum Event {
        /// A hexadecimal string begins that is the value of `/Contents`; its `<` is at the offset.
        case contentsBegin(Int)
        /// That string is over; the offset is behind its `>`.
        case contentsEnd(Int)
        /// A dictionary is complete; the offset is behind its `>>`.
        case dictionary(PDFDictionary, end: Int)
        /// The data of a stream come next.
        case stream(length: Int)
    }

    /// A dictionary or an array that is not complete.
    private struct Level {
        var dictionary = PDFDictionary()
        let isArray: Bool
        /// Whether it is an array of which the elements matter.
        var isRange = false
        var elements: [Int?] = []
    }

    /// Deeper than any honest file nests; what is deeper is not looked at.
    private static let deepest = 100
    /// More than `/ByteRange` may have.
    private static let longestArray = 5

    private var open: [Level] = []
    private var depthBeyond = 0
    /// `/Length` of the last dictionary that stood in no other, the one before `stream`; `nil` when there was none.
    private var streamLength: Int?
    private var hexStart: Int?

    /// Whether the file ended within a dictionary that is meant as a signature.
    var isWithinSignature: Bool { open.contains { $0.dictionary.isSignature } }

    /// - Parameters:
    ///   - end: the offset behind the token.
    ///   - tokenizer: for what the token left there.
    mutating func take(_ token: PDFToken, at end: Int, of tokenizer: borrowing PDFTokenizer) -> Event? {
        switch token {
        case .dictionaryOpen: push(Level(isArray: false))
        case .arrayOpen: push(Level(isArray: true, isRange: pending == .byteRange))
        case .dictionaryClose: return closeDictionary(at: end)
        case .arrayClose: closeArray()
        case .name(let name):
            deliver(pending == .subFilter ? .form(PDFSyntax.name(tokenizer.gathered)) : .name(name))
        case .integer(let number): deliver(.integer(number))
        case .text: deliver(pending == .statedTime ? .text(tokenizer.gathered) : .other)
        case .hexOpen: return openHex(at: end - 1)
        case .hexClose: return closeHex(tokenizer.hex, at: end)
        case .other: deliver(.other)
        case .objectBoundary: reset()
        case .stream: return beginStream()
        case .endOfFile: break
        }
        return nil
    }

    /// The key of which the value comes next.
    private var pending: PDFName? {
        depthBeyond == 0 && !open.isEmpty ? open[open.count - 1].dictionary.pending : nil
    }

    private mutating func push(_ level: Level) {
        if open.count < Self.deepest, depthBeyond == 0 { open.append(level) } else { depthBeyond += 1 }
    }

    private mutating func deliver(_ value: PDFDictionary.Value) {
        guard depthBeyond == 0, !open.isEmpty else { return }
        let top = open.count - 1
        guard open[top].isArray else { return open[top].dictionary.take(value) }
        guard open[top].isRange, open[top].elements.count < Self.longestArray else { return }
        if case .integer(let number) = value {
            open[top].elements.append(number)
        } else {
            open[top].elements.append(nil)
        }
    }

    private mutating func closeArray() {
        guard depthBeyond == 0 else {
            depthBeyond -= 1
            return
        }
        guard let array = open.last, array.isArray else { return }
        open.removeLast()
        deliver(array.isRange ? .array(array.elements) : .other)
    }

    private mutating func closeDictionary(at end: Int) -> Event? {
        guard depthBeyond == 0 else {
            depthBeyond -= 1
            return nil
        }
        // An array that was not closed goes with the dictionary in which it stands.
        while open.last?.isArray == true { open.removeLast() }
        guard let dictionary = open.popLast()?.dictionary else { return nil }
        if open.isEmpty { streamLength = dictionary.streamLength ?? 0 }
        deliver(.other)
        return .dictionary(dictionary, end: end)
    }

    private mutating func openHex(at start: Int) -> Event? {
        hexStart = start
        return pending == .contents ? .contentsBegin(start) : nil
    }

    private mutating func closeHex(_ string: PDFHexString, at end: Int) -> Event? {
        guard pending == .contents, let start = hexStart else {
            deliver(.other)
            return nil
        }
        deliver(.hex(string, start..<end))
        return .contentsEnd(end)
    }

    private mutating func beginStream() -> Event? {
        defer { reset() }
        guard open.isEmpty, let length = streamLength else { return nil }
        return .stream(length: length)
    }

    private mutating func reset() {
        open.removeAll(keepingCapacity: true)
        depthBeyond = 0
        streamLength = nil
    }
}
