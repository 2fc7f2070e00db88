/// Reads what ``CanonicalWriter`` wrote, from the left to the right: for what the journal has as many of as documents. Members are
/// asked for in the order of their names; whatever else it comes upon is ``Unfamiliar``, and left to `Codable`.
struct CanonicalReader {
    /// Not written as it would be written here and now.
    struct Unfamiliar: Error {}

    private let bytes: [UInt8]
    private var offset = 0
    /// Of the innermost object or array that is open.
    private var isFirst = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the whole text as one value.
    static func read<Value>(
        _ bytes: [UInt8], _ read: (inout CanonicalReader) throws -> Value
    ) throws -> Value {
        var reader = CanonicalReader(bytes)
        let value = try read(&reader)
        guard reader.offset == bytes.count else { throw Unfamiliar() }
        return value
    }

    mutating func object<Value>(_ members: (inout CanonicalReader) throws -> Value) throws -> Value {
        let outer = isFirst
        try take(UInt8(ascii: "{"))
        isFirst = true
        let value = try members(&self)
        try take(UInt8(ascii: "}"))
        isFirst = outer
        return value
    }

    mutating func array<Element>(_ element: (inout CanonicalReader) throws -> Element) throws -> [Element] {
        let outer = isFirst
        var elements: [Element] = []
        try take(UInt8(ascii: "["))
        while peek() != UInt8(ascii: "]") {
            if !elements.isEmpty { try take(UInt8(ascii: ",")) }
            elements.append(try element(&self))
        }
        offset += 1
        isFirst = outer
        return elements
    }

    // MARK: Members

    /// Goes past the name of the next member, if that is it.
    mutating func has(_ name: String) -> Bool {
        var place = offset
        if !isFirst {
            guard peek() == UInt8(ascii: ",") else { return false }
            place += 1
        }
        let name = name.utf8
        guard place + name.count + 3 <= bytes.count, bytes[place] == UInt8(ascii: "\"") else { return false }
        place += 1
        for byte in name {
            guard bytes[place] == byte else { return false }
            place += 1
        }
        guard bytes[place] == UInt8(ascii: "\""), bytes[place + 1] == UInt8(ascii: ":") else { return false }
        (offset, isFirst) = (place + 2, false)
        return true
    }

    private mutating func need(_ name: String) throws {
        guard has(name) else { throw Unfamiliar() }
    }

    mutating func text(_ name: String) throws -> String {
        try need(name)
        return try text()
    }

    mutating func textIfAny(_ name: String) throws -> String? { has(name) ? try text() : nil }

    mutating func integer(_ name: String) throws -> Int64 {
        try need(name)
        return try integer()
    }

    mutating func moment(_ name: String) throws -> Timestamp {
        try need(name)
        return try moment()
    }

    mutating func momentIfAny(_ name: String) throws -> Timestamp? { has(name) ? try moment() : nil }

    mutating func identifier<Subject>(_ name: String) throws -> Identifier<Subject> {
        try need(name)
        return try identifier()
    }

    mutating func choice<Value: RawRepresentable<String>>(_ name: String) throws -> Value {
        guard let value = Value(rawValue: try text(name)) else { throw Unfamiliar() }
        return value
    }

    mutating func value<Value>(_ name: String, _ read: (inout CanonicalReader) throws -> Value) throws -> Value {
        try need(name)
        return try read(&self)
    }

    mutating func valueIfAny<Value>(
        _ name: String, _ read: (inout CanonicalReader) throws -> Value
    ) throws -> Value? {
        has(name) ? try read(&self) : nil
    }

    /// What is seldom there, as `Codable` reads it.
    mutating func seldom<Value: Decodable>(_ name: String) throws -> Value? {
        guard has(name) else { return nil }
        let tape = try JSONTape(bytes, from: offset)
        offset = tape.end
        return try Value(from: CanonicalDecoder(tape: tape, place: 0))
    }

    // MARK: Values

    private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ byte: UInt8) throws {
        guard peek() == byte else { throw Unfamiliar() }
        offset += 1
    }

    /// - Returns: where the bytes between the quotes are, and whether some of them are escaped.
    private mutating func quoted() throws -> (range: Range<Int>, isEscaped: Bool) {
        try take(UInt8(ascii: "\""))
        let (start, bytes) = (offset, bytes)
        var (end, isEscaped) = (start, false)
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            if bytes[end] == UInt8(ascii: "\\") {
                isEscaped = true
                end += 1
            }
            end += 1
        }
        guard end < bytes.count else { throw Unfamiliar() }
        offset = end + 1
        return (start..<end, isEscaped)
    }

    mutating func text() throws -> String {
        let (range, isEscaped) = try quoted()
        guard isEscaped else { return String(decoding: bytes[range], as: UTF8.self) }
        guard let text = JSONTape.unescaped(bytes, range) else { throw Unfamiliar() }
        return text
    }

    mutating func integer() throws -> Int64 {
        let isNegative = peek() == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        let start = offset
        var number: Int64 = 0
        while let digit = peek(), digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            number = number &* 10 &+ Int64(digit - UInt8(ascii: "0"))
            offset += 1
        }
        // Canonical JSON has no more digits than these.
        guard (1...16).contains(offset - start) else { throw Unfamiliar() }
        return isNegative ? -number : number
    }

    mutating func moment() throws -> Timestamp {
        let (range, _) = try quoted()
        if let moment = Timestamp(canonical: bytes[range]) { return moment }
        guard let moment = Timestamp(rfc3339: String(decoding: bytes[range], as: UTF8.self)) else {
            throw Unfamiliar()
        }
        return moment
    }

    mutating func identifier<Subject>() throws -> Identifier<Subject> {
        let (range, _) = try quoted()
        guard let identifier = Identifier<Subject>(canonical: bytes[range]) else { throw Unfamiliar() }
        return identifier
    }
}
