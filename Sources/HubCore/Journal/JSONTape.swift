/// Where the values of a JSON text stand. One pass over the bytes; nothing is copied, and texts are made only when they are
/// asked for.
///
/// Reads what ``CanonicalJSON`` writes: no white space, no fractions. The order of members, and two of one name, are left to
/// whoever checks the bytes by their hash.
final class JSONTape {
    enum Kind: UInt8 {
        case object, array, string
        /// A string with escapes in it.
        case escaped
        case number, truth, falsehood, null
    }

    struct Value {
        let kind: Kind
        /// Its bytes; of a string, those between the quotes.
        let start: Int
        var end: Int
        /// The place of the next value that is not inside of this one. In an object names and values take turns.
        var next: Int
    }

    /// Why a text cannot be read.
    struct Unreadable: Error {
        let what: String
        /// Of the byte where that shows.
        let offset: Int
    }

    let bytes: [UInt8]
    private(set) var values: [Value] = []
    /// After the value.
    private(set) var end = 0

    private static let deepest = 32

    /// Reads the whole text.
    /// - Throws: ``Unreadable``
    convenience init(_ bytes: [UInt8]) throws(Unreadable) {
        try self.init(bytes, from: 0)
        guard end == bytes.count else { throw Unreadable(what: "something after the value", offset: end) }
    }

    /// Reads one value that begins in the text.
    init(_ bytes: [UInt8], from start: Int) throws(Unreadable) {
        self.bytes = bytes
        values.reserveCapacity(max(8, (bytes.count - start) / 12))
        end = try read(from: start, depth: 0)
    }

    /// Reads the value that begins at a byte, and all in it.
    /// - Returns: the offset after it.
    private func read(from start: Int, depth: Int) throws(Unreadable) -> Int {
        guard start < bytes.count, depth < Self.deepest else {
            throw Unreadable(what: depth < Self.deepest ? "the text ends too early" : "too deep", offset: start)
        }
        switch bytes[start] {
        case UInt8(ascii: "{"): return try readMembers(from: start, depth: depth)
        case UInt8(ascii: "["): return try readElements(from: start, depth: depth)
        case UInt8(ascii: "\""): return try readString(from: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return readNumber(from: start)
        case UInt8(ascii: "t"): return try readWord("true", .truth, from: start)
        case UInt8(ascii: "f"): return try readWord("false", .falsehood, from: start)
        case UInt8(ascii: "n"): return try readWord("null", .null, from: start)
        default: throw Unreadable(what: "no value", offset: start)
        }
    }

    private func readMembers(from start: Int, depth: Int) throws(Unreadable) -> Int {
        let place = begin(.object, at: start)
        var offset = start + 1
        if at(offset, is: "}") { return end(place, offset + 1) }
        while true {
            guard at(offset, is: "\"") else { throw Unreadable(what: "no name of a member", offset: offset) }
            offset = try readString(from: offset)
            guard at(offset, is: ":") else { throw Unreadable(what: "no colon", offset: offset) }
            offset = try read(from: offset + 1, depth: depth + 1)
            if at(offset, is: "}") { return end(place, offset + 1) }
            guard at(offset, is: ",") else { throw Unreadable(what: "no comma", offset: offset) }
            offset += 1
        }
    }

    private func readElements(from start: Int, depth: Int) throws(Unreadable) -> Int {
        let place = begin(.array, at: start)
        var offset = start + 1
        if at(offset, is: "]") { return end(place, offset + 1) }
        while true {
            offset = try read(from: offset, depth: depth + 1)
            if at(offset, is: "]") { return end(place, offset + 1) }
            guard at(offset, is: ",") else { throw Unreadable(what: "no comma", offset: offset) }
            offset += 1
        }
    }

    private func readString(from start: Int) throws(Unreadable) -> Int {
        let bytes = bytes
        var (offset, kind) = (start + 1, Kind.string)
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                values.append(Value(kind: kind, start: start + 1, end: offset, next: values.count + 1))
                return offset + 1
            case UInt8(ascii: "\\"): (offset, kind) = (offset + 2, .escaped)
            case ..<0x20: throw Unreadable(what: "a control character", offset: offset)
            default: offset += 1
            }
        }
        throw Unreadable(what: "a text without an end", offset: start)
    }

    private func readNumber(from start: Int) -> Int {
        var offset = start + 1
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        return end(begin(.number, at: start), offset)
    }

    private func readWord(_ word: StaticString, _ kind: Kind, from start: Int) throws(Unreadable) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[start..<end].elementsEqual(word.description.utf8) else {
            throw Unreadable(what: "no value", offset: start)
        }
        return self.end(begin(kind, at: start), end)
    }

    private func at(_ offset: Int, is character: Unicode.Scalar) -> Bool {
        offset < bytes.count && bytes[offset] == UInt8(truncatingIfNeeded: character.value)
    }

    private func begin(_ kind: Kind, at start: Int) -> Int {
        values.append(Value(kind: kind, start: start, end: start, next: 0))
        return values.count - 1
    }

    private func end(_ place: Int, _ offset: Int) -> Int {
        values[place].end = offset
        values[place].next = values.count
        return offset
    }
}

// MARK: - What the values are

extension JSONTape {
    /// The text of a string; `nil` where there is none.
    func text(at place: Int) -> String? {
        let value = values[place]
        switch value.kind {
        case .string: return String(decoding: bytes[value.start..<value.end], as: UTF8.self)
        case .escaped: return JSONTape.unescaped(bytes, value.start..<value.end)
        default: return nil
        }
    }

    /// `nil` where there is no number, or one beyond 64 bits.
    func integer(at place: Int) -> Int64? {
        let value = values[place]
        guard value.kind == .number else { return nil }
        let isNegative = bytes[value.start] == UInt8(ascii: "-")
        var (result, overflow): (Int64, Bool) = (0, false)
        guard value.end > value.start + (isNegative ? 1 : 0) else { return nil }
        for byte in bytes[(value.start + (isNegative ? 1 : 0))..<value.end] {
            let digit = Int64(byte - UInt8(ascii: "0"))
            (result, overflow) = result.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            (result, overflow) = result.addingReportingOverflow(isNegative ? -digit : digit)
            if overflow { return nil }
        }
        return result
    }

    /// Where the member of an object stands; `nil` when it has none of that name.
    func member(_ name: String, of object: Int) -> Int? {
        let (name, end) = (name.utf8, values[object].next)
        var place = object + 1
        while place < end {
            let member = values[place]
            if member.end - member.start == name.count, bytes[member.start..<member.end].elementsEqual(name) {
                return place + 1
            }
            place = values[place + 1].next
        }
        return nil
    }

    /// A text with escapes, by where it stands between its quotes.
    static func unescaped(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        var (result, offset): ([UInt8], Int) = ([], range.lowerBound)
        result.reserveCapacity(range.count)
        while offset < range.upperBound {
            guard bytes[offset] == UInt8(ascii: "\\") else {
                result.append(bytes[offset])
                offset += 1
                continue
            }
            guard offset + 1 < range.upperBound else { return nil }
            if bytes[offset + 1] == UInt8(ascii: "u") {
                guard let scalar = scalar(in: bytes, at: &offset, before: range.upperBound) else { return nil }
                result += Array(String(scalar).utf8)
                continue
            }
            guard let byte = escapes[bytes[offset + 1]] else { return nil }
            result.append(byte)
            offset += 2
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// One character written as `\uXXXX`, or as two of these.
    private static func scalar(in bytes: [UInt8], at offset: inout Int, before end: Int) -> Unicode.Scalar? {
        func unit() -> UInt32? {
            guard offset + 6 <= end, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") else {
                return nil
            }
            defer { offset += 6 }
            return UInt32(String(decoding: bytes[(offset + 2)..<(offset + 6)], as: UTF8.self), radix: 16)
        }
        guard let first = unit() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard let second = unit(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "/"): UInt8(ascii: "/"), UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D,
    ]
}
