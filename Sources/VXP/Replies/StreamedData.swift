/// Reads the reply to `getEdoc` as it arrives: one JSON object, whose string `data` is the base64 of a document of any size.
///
/// Hands on the document's bytes, whichever place `data` has in the object; keeps the other fields, which are small.
/// Memory: one piece, and ``fieldLimit`` bytes.
package struct StreamedData {
    package enum Failure: Error, Sendable, Hashable {
        /// The reply is not one JSON object.
        case json(JSONError)
        /// `data` is a string, and not base64; the offset is that of the reply.
        case base64(offset: Int)
        /// The fields beside `data` are more than ``fieldLimit`` bytes.
        case tooLarge
        case incomplete
        /// All is well, says the reply, but it has no string `data`.
        case noDocument
        /// The reply is an object, and not an envelope.
        case envelope(EnvelopeError)
    }

    /// Bytes of everything but the document.
    package static let fieldLimit = 65_536

    private enum State {
        /// Outside the document: gathered, and scanned just enough to see where `data` begins.
        case gathering
        case document
        /// After a backslash inside the document, with the `u` and its digits so far.
        case escape([UInt8])
    }

    private var state = State.gathering
    private var scanner = FieldScanner()
    /// The reply without the document, in whose place an empty string stands.
    private var gathered: [UInt8] = []
    private var decoder = Base64.Decoder()
    private var offset = 0
    private var hasDocument = false

    package init() {}

    /// Takes the next piece of the reply.
    /// - Returns: bytes of the document.
    package mutating func take(_ piece: [UInt8]) throws(Failure) -> [UInt8] {
        var document: [UInt8] = []
        document.reserveCapacity(piece.count / 4 * 3 + 3)
        var rest = piece[...]
        while !rest.isEmpty {
            switch state {
            case .gathering: try gather(&rest)
            case .document: try readDocument(&rest, into: &document)
            case .escape(let begun): try readEscape(begun, &rest, into: &document)
            }
        }
        return document
    }

    /// Ends the reply.
    /// - Returns: the envelope, to be asked whether the peer refused; its `data` is an empty string where the document stood.
    package consuming func finish() throws(Failure) -> Envelope {
        guard case .gathering = state else { throw .incomplete }
        let json: JSON
        do { json = try JSON(gathered) } catch { throw .json(error) }
        let envelope: Envelope
        do { envelope = try Envelope(json) } catch { throw .envelope(error) }
        guard hasDocument || !envelope.isOK else { throw .noDocument }
        return envelope
    }

    private mutating func gather(_ rest: inout ArraySlice<UInt8>) throws(Failure) {
        while let byte = rest.popFirst() {
            offset += 1
            gathered.append(byte)
            guard gathered.count <= Self.fieldLimit else { throw .tooLarge }
            if scanner.beginsData(byte) {
                guard !hasDocument else { throw .json(JSONError(offset: offset, problem: "the member “data” twice")) }
                hasDocument = true
                state = .document
                return
            }
        }
    }

    private mutating func readDocument(
        _ rest: inout ArraySlice<UInt8>, into document: inout [UInt8]
    ) throws(Failure) {
        let end = rest.firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } ?? rest.endIndex
        // JSON wants line breaks inside a string escaped, though base64 would take them.
        guard !rest[..<end].contains(where: { $0 < 0x20 }) else { throw .base64(offset: offset) }
        try decode(rest[..<end], into: &document)
        offset += end - rest.startIndex
        rest = rest[end...]
        guard let stop = rest.popFirst() else { return }
        offset += 1
        guard stop == UInt8(ascii: "\"") else {
            state = .escape([])
            return
        }
        guard decoder.finish(into: &document) else { throw .base64(offset: offset) }
        gathered.append(stop)
        scanner.endData()
        state = .gathering
    }

    /// RFC 8259 §7: of all escapes, those that can stand for a character of base64 or a line break.
    private mutating func readEscape(
        _ begun: [UInt8], _ rest: inout ArraySlice<UInt8>, into document: inout [UInt8]
    ) throws(Failure) {
        guard let byte = rest.popFirst() else { return }
        offset += 1
        let escape = begun + [byte]
        switch (escape.count, escape[0]) {
        case (1, UInt8(ascii: "/")): try decode([byte], into: &document)
        case (1, UInt8(ascii: "n")): try decode([0x0a], into: &document)
        case (1, UInt8(ascii: "r")): try decode([0x0d], into: &document)
        case (1...4, UInt8(ascii: "u")):
            state = .escape(escape)
            return
        case (5, UInt8(ascii: "u")):
            guard let unit = Hex.bytes(String(decoding: escape[1...], as: UTF8.self)), unit[0] == 0 else {
                throw .base64(offset: offset)
            }
            try decode([unit[1]], into: &document)
        default: throw .base64(offset: offset)
        }
        state = .document
    }

    private mutating func decode(_ text: ArraySlice<UInt8>, into document: inout [UInt8]) throws(Failure) {
        guard decoder.take(text, into: &document) else { throw .base64(offset: offset) }
    }
}

/// Follows a JSON text just far enough to know when the string value of the top-level member `data` begins.
///
/// Judges nothing: a text that is not JSON is found out when what was gathered is parsed.
private struct FieldScanner {
    private var depth = 0
    private var inString = false
    private var escaped = false
    /// The last string at depth one; a name when a colon follows.
    private var string: [UInt8] = []
    private var expectsDataValue = false

    /// Takes a byte of the text; true when it is the quote that opens `data`'s value.
    mutating func beginsData(_ byte: UInt8) -> Bool {
        if inString {
            inside(byte)
            return false
        }
        switch byte {
        case UInt8(ascii: "\""):
            if expectsDataValue {
                expectsDataValue = false
                return true
            }
            inString = true
            string = []
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            depth += 1
            expectsDataValue = false
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ":"): expectsDataValue = depth == 1 && string == Array("data".utf8)
        case 0x20, 0x09, 0x0a, 0x0d: break
        default: expectsDataValue = false
        }
        return false
    }

    mutating func endData() { string = [] }

    private mutating func inside(_ byte: UInt8) {
        if escaped {
            escaped = false
        } else if byte == UInt8(ascii: "\\") {
            escaped = true
        } else if byte == UInt8(ascii: "\"") {
            inString = false
            return
        }
        if depth == 1, string.count < 16 { string.append(byte) }
    }
}
