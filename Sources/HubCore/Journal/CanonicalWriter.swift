/// Writes canonical JSON (RFC 8785) from the left to the right, for what is written for every document. `Codable` gives the
/// same bytes, and takes several times as long.
///
/// Whoever writes an object gives its members in the order of their names.
package struct CanonicalWriter {
    package private(set) var bytes: [UInt8] = []
    /// Of the innermost object or array that is open.
    private var isFirst = true

    init() { bytes.reserveCapacity(2_048) }

    package mutating func object(_ members: (inout CanonicalWriter) throws -> Void) rethrows {
        let outer = isFirst
        bytes.append(UInt8(ascii: "{"))
        isFirst = true
        try members(&self)
        bytes.append(UInt8(ascii: "}"))
        isFirst = outer
    }

    package mutating func array<Element>(
        _ elements: some Sequence<Element>, _ write: (Element, inout CanonicalWriter) throws -> Void
    ) rethrows {
        let outer = isFirst
        bytes.append(UInt8(ascii: "["))
        isFirst = true
        for element in elements {
            separate()
            try write(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
        isFirst = outer
    }

    package mutating func text(_ text: String) { CanonicalText.write(text, to: &bytes) }

    /// - Throws: `EncodingError` beyond ``CanonicalJSON/largestInteger``.
    package mutating func number(_ number: Int64) throws {
        guard number.magnitude <= CanonicalJSON.largestInteger.magnitude else {
            throw EncodingError.invalidValue(
                number, .init(codingPath: [], debugDescription: "canonical JSON holds no integer beyond 2^53 - 1"))
        }
        bytes += String(number).utf8
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    // MARK: Members

    package mutating func name(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes += name.utf8
        bytes += "\":".utf8
    }

    package mutating func member(_ name: String, _ value: String) {
        self.name(name)
        text(value)
    }

    /// Nothing for `nil`, as `Codable` has it.
    package mutating func member(_ name: String, _ value: String?) {
        if let value { member(name, value) }
    }

    package mutating func member(_ name: String, _ value: Int64) throws {
        self.name(name)
        try number(value)
    }

    package mutating func member(_ name: String, _ moment: Timestamp?) {
        if let moment { member(name, moment.rfc3339) }
    }

    package mutating func member<Subject>(_ name: String, _ identifier: Identifier<Subject>) {
        member(name, identifier.text)
    }

    package mutating func member(_ name: String, _ value: (some CanonicallyWritten)?) throws {
        guard let value else { return }
        self.name(name)
        try value.write(to: &self)
    }

    package mutating func member(_ name: String, _ values: [some CanonicallyWritten]) throws {
        self.name(name)
        try array(values) { try $0.write(to: &$1) }
    }

    /// What is seldom there, as `Codable` writes it.
    package mutating func member(_ name: String, seldom value: (some Encodable)?) throws {
        guard let value else { return }
        self.name(name)
        bytes += try CanonicalJSON.encode(value)
    }
}

/// What writes its own canonical JSON: the bytes that ``CanonicalJSON`` would give by its `Codable`.
package protocol CanonicallyWritten: Encodable {
    /// - Throws: `EncodingError`, as ``CanonicalJSON/encode(_:)`` does.
    func write(to writer: inout CanonicalWriter) throws
}

extension CanonicallyWritten {
    package func canonical() throws -> [UInt8] {
        var writer = CanonicalWriter()
        try write(to: &writer)
        return writer.bytes
    }
}
