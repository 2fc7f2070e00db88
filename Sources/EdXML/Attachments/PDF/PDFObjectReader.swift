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

    private enum Container {
        case dictionary(PDFDictionary)
        case array([Int?])
    }

    /// Deeper than any honest file nests; what is deeper is not looked at.
    private static let deepest = 100
    /// More than `/ByteRange` may have.
    private static let longestArray = 5

    private var open: [Container] = []
    private var depthBeyond = 0
    /// The last dictionary that stood in no other: the one before `stream`.
    private var outermost: PDFDictionary?
    private var hexStart: Int?

    /// Whether the file ended within a dictionary that is meant as a signature.
    var isWithinSignature: Bool {
        open.contains { if case .dictionary(let dictionary) = $0 { dictionary.isSignature } else { false } }
    }

    /// - Parameter offset: of the byte that completed the token.
    mutating func take(_ token: PDFToken, at offset: Int) -> Event? {
        switch token {
        case .dictionaryOpen: push(.dictionary(PDFDictionary()))
        case .arrayOpen: push(.array([]))
        case .dictionaryClose: return closeDictionary(at: offset + 1)
        case .arrayClose: closeArray()
        case .name(let name): deliver(.name(name))
        case .integer(let number): deliver(.integer(number))
        case .text(let bytes): deliver(.text(bytes))
        case .hexOpen: return openHex(at: offset - 1)
        case .hexClose(let string): return closeHex(string, at: offset + 1)
        case .other: deliver(.other)
        case .objectBoundary: reset()
        case .stream: return beginStream()
        case .endOfFile: break
        }
        return nil
    }

    private mutating func push(_ container: Container) {
        guard open.count < Self.deepest, depthBeyond == 0 else {
            depthBeyond += 1
            return
        }
        open.append(container)
    }

    private mutating func deliver(_ value: PDFDictionary.Value) {
        guard depthBeyond == 0, let top = open.popLast() else { return }
        switch top {
        case .dictionary(var dictionary):
            dictionary.take(value)
            open.append(.dictionary(dictionary))
        case .array(var elements):
            if elements.count < Self.longestArray {
                if case .integer(let number) = value { elements.append(number) } else { elements.append(nil) }
            }
            open.append(.array(elements))
        }
    }

    private mutating func closeArray() {
        guard depthBeyond == 0 else {
            depthBeyond -= 1
            return
        }
        guard case .array(let elements)? = open.last else { return }
        open.removeLast()
        deliver(.array(elements))
    }

    private mutating func closeDictionary(at end: Int) -> Event? {
        guard depthBeyond == 0 else {
            depthBeyond -= 1
            return nil
        }
        // An array that was not closed goes with the dictionary in which it stands.
        while case .array? = open.last { open.removeLast() }
        guard case .dictionary(let dictionary)? = open.popLast() else { return nil }
        if open.isEmpty { outermost = dictionary }
        deliver(.other)
        return .dictionary(dictionary, end: end)
    }

    private mutating func openHex(at start: Int) -> Event? {
        hexStart = start
        guard isContents else { return nil }
        return .contentsBegin(start)
    }

    private mutating func closeHex(_ string: PDFHexString, at end: Int) -> Event? {
        guard let start = hexStart else { return nil }
        let wasContents = isContents
        deliver(.hex(string, start..<end))
        return wasContents ? .contentsEnd(end) : nil
    }

    private var isContents: Bool {
        guard depthBeyond == 0, case .dictionary(let dictionary)? = open.last else { return false }
        return dictionary.pending == .contents
    }

    private mutating func beginStream() -> Event? {
        defer { reset() }
        guard open.isEmpty, let dictionary = outermost else { return nil }
        if case .integer(let length)? = dictionary[.streamLength] { return .stream(length: length) }
        return .stream(length: 0)
    }

    private mutating func reset() {
        open.removeAll(keepingCapacity: true)
        depthBeyond = 0
        outermost = nil
    }
}
