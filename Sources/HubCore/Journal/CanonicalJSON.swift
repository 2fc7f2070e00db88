/// Writes a value as canonical JSON (RFC 8785). Fractions are refused: the journal has none.
package enum CanonicalJSON {
    /// The largest integer that every JSON reader keeps exactly.
    package static let largestInteger: Int64 = 9_007_199_254_740_991

    /// - Throws: `EncodingError` for a fraction or an integer out of range.
    package static func encode(_ value: some Encodable) throws -> [UInt8] { try tree(of: value).canonical }

    package static func tree(of value: some Encodable) throws -> JSONValue {
        let slot = Slot()
        try slot.fill(with: value, at: [])
        return slot.value
    }
}

/// A place in the tree that an encoder fills.
private final class Slot {
    enum Content {
        case empty
        case leaf(JSONValue)
        case array([Slot])
        case object([(String, Slot)])
    }

    var content = Content.empty

    var value: JSONValue {
        switch content {
        case .empty: .object([])
        case .leaf(let value): value
        case .array(let slots): .array(slots.map(\.value))
        case .object(let members): .object(members.map { ($0.0, $0.1.value) })
        }
    }

    func fill(with value: some Encodable, at path: [any CodingKey]) throws {
        switch value {
        case let text as String: content = .leaf(.string(text))
        case let truth as Bool: content = .leaf(.bool(truth))
        case let number as any FixedWidthInteger:
            guard let exact = Int64(exactly: number), exact.magnitude <= CanonicalJSON.largestInteger.magnitude else {
                throw refusal(of: value, at: path, "an integer beyond 2^53 - 1")
            }
            content = .leaf(.integer(exact))
        case is any BinaryFloatingPoint: throw refusal(of: value, at: path, "a fraction")
        default: try value.encode(to: TreeEncoder(slot: self, codingPath: path))
        }
    }

    func element() -> Slot {
        let slot = Slot()
        var slots: [Slot] = []
        if case .array(let earlier) = content { slots = earlier }
        content = .array(slots + [slot])
        return slot
    }

    func member(_ name: String) -> Slot {
        let slot = Slot()
        var members: [(String, Slot)] = []
        if case .object(let earlier) = content { members = earlier.filter { $0.0 != name } }
        content = .object(members + [(name, slot)])
        return slot
    }

    private func refusal(of value: Any, at path: [any CodingKey], _ what: String) -> EncodingError {
        .invalidValue(value, .init(codingPath: path, debugDescription: "canonical JSON does not hold \(what)"))
    }
}

private struct TreeEncoder: Encoder {
    let slot: Slot
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .empty = slot.content { slot.content = .object([]) }
        return KeyedEncodingContainer(Members<Key>(slot: slot, codingPath: codingPath))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .empty = slot.content { slot.content = .array([]) }
        return Elements(slot: slot, codingPath: codingPath)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(slot: slot, codingPath: codingPath) }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let slot: Slot
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) throws { slot.member(key.stringValue).content = .leaf(.null) }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try slot.member(key.stringValue).fill(with: value, at: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        TreeEncoder(slot: slot.member(key.stringValue), codingPath: codingPath + [key]).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        TreeEncoder(slot: slot.member(key.stringValue), codingPath: codingPath + [key]).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { TreeEncoder(slot: slot.member("super"), codingPath: codingPath) }

    func superEncoder(forKey key: Key) -> any Encoder {
        TreeEncoder(slot: slot.member(key.stringValue), codingPath: codingPath + [key])
    }
}

private struct Elements: UnkeyedEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]
    var count: Int { if case .array(let slots) = slot.content { slots.count } else { 0 } }

    func encodeNil() throws { slot.element().content = .leaf(.null) }

    func encode<T: Encodable>(_ value: T) throws { try slot.element().fill(with: value, at: codingPath) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        TreeEncoder(slot: slot.element(), codingPath: codingPath).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        TreeEncoder(slot: slot.element(), codingPath: codingPath).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { TreeEncoder(slot: slot.element(), codingPath: codingPath) }
}

private struct Single: SingleValueEncodingContainer {
    let slot: Slot
    let codingPath: [any CodingKey]

    func encodeNil() throws { slot.content = .leaf(.null) }

    func encode<T: Encodable>(_ value: T) throws { try slot.fill(with: value, at: codingPath) }
}
