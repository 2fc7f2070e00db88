/// Writes a value as canonical JSON (RFC 8785): no white space, members sorted by the UTF-16 code units of their names, the
/// shortest escapes. Fractions are refused: the journal has none.
package enum CanonicalJSON {
    /// The largest integer that every JSON reader keeps exactly.
    package static let largestInteger: Int64 = 9_007_199_254_740_991

    /// - Throws: `EncodingError` for a fraction or an integer out of range, or what the value's own encoding throws.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let text = CanonicalText()
        try text.write(value, at: nil)
        return text.bytes
    }
}

/// Where a value stands, for the message that it cannot be written.
final class CodingPath {
    let parent: CodingPath?
    let key: any CodingKey

    init(_ parent: CodingPath?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
    }

    var keys: [any CodingKey] { (parent?.keys ?? []) + [key] }
}

struct CanonicalEncoder: Encoder {
    let text: CanonicalText
    let draft: CanonicalText.Draft
    let path: CodingPath?

    var codingPath: [any CodingKey] { path?.keys ?? [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .empty = draft.content { draft.content = .object([]) }
        return KeyedEncodingContainer(Members<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .empty = draft.content { draft.content = .array([]) }
        return Elements(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    private func add(_ key: Key, _ write: () throws -> Void) rethrows {
        let part = try encoder.text.part(write)
        encoder.draft.add(key.stringValue, part)
    }

    func encodeNil(forKey key: Key) { add(key) { encoder.text.writeNull() } }
    func encode(_ value: String, forKey key: Key) { add(key) { encoder.text.write(value) } }
    func encode(_ value: Bool, forKey key: Key) { add(key) { encoder.text.write(value) } }

    func encode(_ value: Int, forKey key: Key) throws { try encode(Int64(value), forKey: key) }

    func encode(_ value: Int64, forKey key: Key) throws {
        try add(key) { try encoder.text.write(value, at: CodingPath(encoder.path, key)) }
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try add(key) { try encoder.text.write(value, at: CodingPath(encoder.path, key)) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested(key).unkeyedContainer() }

    func superEncoder() -> any Encoder { nested("super", encoder.path) }

    func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

    private func nested(_ key: Key) -> CanonicalEncoder { nested(key.stringValue, CodingPath(encoder.path, key)) }

    private func nested(_ name: String, _ path: CodingPath?) -> CanonicalEncoder {
        let draft = CanonicalText.Draft()
        encoder.draft.add(name, .draft(draft))
        return CanonicalEncoder(text: encoder.text, draft: draft, path: path)
    }
}

private struct Elements: UnkeyedEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.draft.count }

    func encodeNil() { encoder.draft.add(encoder.text.part { encoder.text.writeNull() }) }

    func encode<T: Encodable>(_ value: T) throws {
        encoder.draft.add(try encoder.text.part { try encoder.text.write(value, at: encoder.path) })
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        nested().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

    func superEncoder() -> any Encoder { nested() }

    private func nested() -> CanonicalEncoder {
        let draft = CanonicalText.Draft()
        encoder.draft.add(.draft(draft))
        return CanonicalEncoder(text: encoder.text, draft: draft, path: encoder.path)
    }
}

private struct Single: SingleValueEncodingContainer {
    let encoder: CanonicalEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.draft.content = .single(encoder.text.part { encoder.text.writeNull() }) }

    func encode(_ value: String) { encoder.draft.content = .single(encoder.text.part { encoder.text.write(value) }) }

    func encode<T: Encodable>(_ value: T) throws {
        encoder.draft.content = .single(
            try encoder.text.part { try encoder.text.write(value, at: encoder.path) })
    }
}
