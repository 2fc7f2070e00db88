/// Reads a `multipart/form-data` body (RFC 7578, RFC 2046 §5.1) as it arrives: one part, the document, is handed on in
/// pieces, the others are kept as small texts.
///
/// Strict where leniency would let two readers see different bodies: nothing before the first boundary or after the last,
/// every part named once, no transfer encoding. Memory: one piece, and the bounds of ``Bounds``.
package struct MultipartReader {
    package struct Bounds: Sendable {
        package var parts = 16
        /// Bytes of one part's headers.
        package var headers = 4096
        /// Bytes of all small parts together.
        package var fields = 65_536

        package init() {}
    }

    private enum State {
        /// Before the first boundary.
        case start
        case headers
        case document
        case field(String)
        /// After a boundary: CRLF goes on, `--` ends.
        case boundary
        case end
    }

    private let documentPart: String
    private let bounds: Bounds
    /// CRLF, two hyphens, and the boundary.
    private let delimiter: [UInt8]
    private var state = State.start
    private var buffer: [UInt8] = []
    private var field: [UInt8] = []
    private var names: Set<String> = []
    private var fieldBytes = 0

    /// The other parts seen so far, by name.
    package private(set) var fields: [String: String] = [:]

    /// - Parameter contentType: the request's `Content-Type`, with its boundary.
    package init(
        contentType: String, documentPart: String = "file_doc", bounds: Bounds = Bounds()
    ) throws(MultipartError) {
        guard let boundary = Self.boundary(of: contentType) else { throw .boundary }
        self.documentPart = documentPart
        self.bounds = bounds
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line before it; pretending one makes it like the others.
        buffer = [0x0d, 0x0a]
    }

    /// Takes the next piece of the body.
    /// - Returns: bytes of the document.
    package mutating func take(_ piece: [UInt8]) throws(MultipartError) -> [UInt8] {
        buffer += piece
        var document: [UInt8] = []
        while try step(&document) {}
        return document
    }

    /// Ends the body: it must have been complete, and hold the document.
    package func finish() throws(MultipartError) {
        guard case .end = state, buffer.isEmpty || buffer == [0x0d, 0x0a] else { throw .incomplete }
        guard names.contains(documentPart) else { throw .noDocument(documentPart) }
    }

    /// Goes one step through the buffer; false when it needs more bytes.
    private mutating func step(_ document: inout [UInt8]) throws(MultipartError) -> Bool {
        switch state {
        case .start:
            guard buffer.count >= delimiter.count else { return false }
            guard buffer.starts(with: delimiter) else { throw .preamble }
            buffer.removeFirst(delimiter.count)
            state = .boundary
            return true
        case .boundary: return try passBoundary()
        case .headers: return try readHeaders()
        case .document:
            let (content, ended) = takeContent()
            document += content
            return ended
        case .field(let name): return try readField(name)
        case .end:
            guard buffer.count <= 2, [0x0d, 0x0a].starts(with: buffer) else { throw .epilogue }
            return false
        }
    }

    private mutating func passBoundary() throws(MultipartError) -> Bool {
        // RFC 2046 §5.1.1: a boundary may be padded with white space.
        let padding = buffer.prefix { $0 == 0x20 || $0 == 0x09 }.count
        guard padding <= 64 else { throw .boundary }
        guard buffer.count >= padding + 2 else { return false }
        let next = Array(buffer[padding..<padding + 2])
        buffer.removeFirst(padding + 2)
        switch next {
        case [0x0d, 0x0a]: state = .headers
        case [0x2d, 0x2d] where padding == 0: state = .end
        default: throw .boundary
        }
        return true
    }

    private mutating func readHeaders() throws(MultipartError) -> Bool {
        guard let end = buffer.firstRange(of: [0x0d, 0x0a, 0x0d, 0x0a]) else {
            guard buffer.count <= bounds.headers else { throw .tooLarge }
            return false
        }
        guard end.lowerBound <= bounds.headers else { throw .tooLarge }
        let name = try PartHeaders(buffer[..<end.lowerBound]).name
        buffer.removeFirst(end.upperBound)
        guard names.insert(name).inserted else { throw .duplicatePart(name) }
        guard names.count <= bounds.parts else { throw .tooLarge }
        state = name == documentPart ? .document : .field(name)
        return true
    }

    private mutating func readField(_ name: String) throws(MultipartError) -> Bool {
        let (content, ended) = takeContent()
        field += content
        guard fieldBytes + field.count <= bounds.fields else { throw .tooLarge }
        guard ended else { return false }
        guard let text = String(validating: field, as: UTF8.self) else { throw .headers }
        fields[name] = text
        fieldBytes += field.count
        field = []
        return true
    }

    /// Takes the part's content that the buffer holds for certain, and the delimiter after it if that is there.
    private mutating func takeContent() -> (content: [UInt8], ended: Bool) {
        if let end = find(delimiter) {
            let content = Array(buffer[..<end])
            buffer.removeFirst(end + delimiter.count)
            state = .boundary
            return (content, true)
        }
        let certain = max(0, buffer.count - delimiter.count + 1)
        let content = Array(buffer[..<certain])
        buffer.removeFirst(certain)
        return (content, false)
    }

    /// Where the delimiter begins. Looks for its last byte a delimiter's length apart (Horspool), since a document is long
    /// and its boundary rare.
    private func find(_ pattern: [UInt8]) -> Int? {
        let last = pattern.count - 1
        var shift = [Int](repeating: pattern.count, count: 256)
        for (index, byte) in pattern.dropLast().enumerated() { shift[Int(byte)] = last - index }
        var start = 0
        while start + last < buffer.count {
            var index = last
            while buffer[start + index] == pattern[index] {
                if index == 0 { return start }
                index -= 1
            }
            start += shift[Int(buffer[start + last])]
        }
        return nil
    }
}
