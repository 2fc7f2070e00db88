/// The members that a type asks for while it is read, by their paths: `agency.former[].id`. What is asked for is what the type
/// has, whether the text has it or not.
final class AskedMembers {
    private(set) var all: Set<String> = []
    /// Those that may be absent.
    private(set) var optional: Set<String> = []

    fileprivate func note(_ path: String, isOptional: Bool) {
        if isOptional, !all.contains(path) { optional.insert(path) }
        all.insert(path)
    }
}

/// Reads as another decoder does, and notes what it is asked for.
struct NotingDecoder: Decoder {
    let base: any Decoder
    var path = ""
    let asked: AskedMembers

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(NotingMembers(base: try base.container(keyedBy: type), path: path, asked: asked))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        NotingElements(base: try base.unkeyedContainer(), path: path + "[]", asked: asked)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { try base.singleValueContainer() }
}

private struct NotingMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let base: KeyedDecodingContainer<Key>
    let path: String
    let asked: AskedMembers

    var codingPath: [any CodingKey] { base.codingPath }
    var allKeys: [Key] { base.allKeys }

    /// The keys of a dictionary are no members: all of them are one, `*`.
    private func place(_ key: Key) -> String {
        let name = "\(Key.self)" == "_DictionaryCodingKey" ? "*" : key.stringValue
        return path.isEmpty ? name : "\(path).\(name)"
    }

    func contains(_ key: Key) -> Bool {
        asked.note(place(key), isOptional: true)
        return base.contains(key)
    }

    func decodeNil(forKey key: Key) throws -> Bool { try base.decodeNil(forKey: key) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Value(from: superDecoder(forKey: key))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        asked.note(place(key), isOptional: false)
        return NotingDecoder(base: try base.superDecoder(forKey: key), path: place(key), asked: asked)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try superDecoder(forKey: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try base.superDecoder() }
}

private struct NotingElements: UnkeyedDecodingContainer {
    var base: any UnkeyedDecodingContainer
    let path: String
    let asked: AskedMembers

    var codingPath: [any CodingKey] { base.codingPath }
    var count: Int? { base.count }
    var isAtEnd: Bool { base.isAtEnd }
    var currentIndex: Int { base.currentIndex }

    mutating func decodeNil() throws -> Bool { try base.decodeNil() }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: superDecoder()) }

    mutating func superDecoder() throws -> any Decoder {
        NotingDecoder(base: try base.superDecoder(), path: path, asked: asked)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }
}
