/// One entry of the journal: a fact and when the hub learned it. Its place is its index, which is not repeated inside.
///
/// As canonical JSON: `{"at":"2026-…","fact":{…},"kind":"accepted","v":1}`, at most ``largest`` bytes (the bound of a
/// C2SP *tlog-tiles* entry).
package struct JournalEntry: Sendable, Hashable {
    package let at: Timestamp
    package let fact: Fact

    package init(at: Timestamp, fact: Fact) {
        self.at = at
        self.fact = fact
    }

    /// Bytes of one entry.
    package static let largest = 65_535

    package struct TooLarge: Error, CustomStringConvertible {
        package let kind: String
        package let size: Int
        package var description: String { "a journal entry of kind \(kind) would have \(size) bytes" }
    }

    /// The bytes under the leaf.
    /// - Throws: ``TooLarge``; `EncodingError` for a number canonical JSON does not hold.
    package func canonical() throws -> [UInt8] {
        var writer = CanonicalWriter()
        try write(to: &writer)
        let bytes = writer.bytes
        guard bytes.count <= JournalEntry.largest else { throw TooLarge(kind: fact.kind, size: bytes.count) }
        return bytes
    }

    /// - Throws: `DecodingError` when the bytes are not an entry this version knows.
    package init(canonical bytes: some Sequence<UInt8>) throws {
        let bytes = Array(bytes)
        do {
            self = try JournalEntry(straight: bytes)
        } catch {
            // What cannot be read straight may be read all the same, or is told with its reason.
            self = try CanonicalJSON.decode(JournalEntry.self, from: bytes)
        }
    }
}

extension JournalEntry: Codable {
    private enum Key: String, CodingKey { case at, fact, kind, v }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let version = try fields.decode(Int.self, forKey: .v)
        guard version == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: .v, in: fields, debugDescription: "unknown version \(version)")
        }
        at = try fields.decode(Timestamp.self, forKey: .at)
        fact = try Fact(kind: fields.decode(String.self, forKey: .kind), from: fields.superDecoder(forKey: .fact))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(1, forKey: .v)
        try fields.encode(at, forKey: .at)
        try fields.encode(fact.kind, forKey: .kind)
        try fields.encode(fact.content, forKey: .fact)
    }
}
