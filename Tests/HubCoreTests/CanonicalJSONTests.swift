import Foundation
import HubCore
import Testing

/// The vectors are those of RFC 8785 §3.2.2 and §3.2.3, without fractions.
struct CanonicalJSONTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
    }

    @Test func `strings have the shortest escapes`() throws {
        #expect(try text("\u{20ac}$\u{0F}\u{0a}A'\u{42}\u{22}\u{5c}\\\"/") == #""€$\u000f\nA'B\"\\\\\"/""#)
        #expect(try text("\u{8}\u{9}\u{c}\u{d}\u{0}\u{1f}\u{7f}") == "\"\\b\\t\\f\\r\\u0000\\u001f\u{7f}\"")
        #expect(try text([nil, true, false]) == "[null,true,false]")
    }

    @Test func `members are sorted by the UTF-16 code units of their names`() throws {
        let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
        let object = Dictionary(uniqueKeysWithValues: names.map { ($0, 0) })
        #expect(
            try text(object)
                == "{\"\\r\":0,\"1\":0,\"\u{80}\":0,\"\u{f6}\":0,\"\u{20ac}\":0,\"\u{1f600}\":0,\"\u{fb33}\":0}")
    }

    private struct Twins: Encodable {
        let composed = 1
        let decomposed = 2
        private enum CodingKeys: String, CodingKey {
            case composed = "\u{e9}"
            case decomposed = "e\u{301}"
        }
    }

    @Test func `a composed and a decomposed name are two names`() throws {
        #expect(try CanonicalJSON.encode(Twins()) == Array("{\"e\u{301}\":2,\"\u{e9}\":1}".utf8))
    }

    /// Encodes its parts by every way there is, by turns.
    private struct Woven: Encodable {
        private enum Key: String, CodingKey { case b, a, c, inner, list }

        func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Key.self)
            var inner = members.nestedContainer(keyedBy: Key.self, forKey: .inner)
            var list = members.nestedUnkeyedContainer(forKey: .list)
            try members.encode(1, forKey: .b)
            try inner.encode(["x": 1], forKey: .b)
            try list.encode("một")
            try members.encode("first", forKey: .a)
            try inner.encodeNil(forKey: .a)
            try members.encode("second", forKey: .a)
            var innermost = list.nestedContainer(keyedBy: Key.self)
            try innermost.encode(Timestamp(milliseconds: 0), forKey: .c)
            try [1, 2].encode(to: members.superEncoder(forKey: .c))
        }
    }

    @Test func `parts that are written by turns find their places, and the later of two with one name counts`() throws {
        #expect(
            try text(Woven())
                == #"{"a":"second","b":1,"c":[1,2],"inner":{"a":null,"b":{"x":1}},"list":["một",{"c":"\#(Timestamp(milliseconds: 0).rfc3339)"}]}"#
        )
    }

    private struct Mixed: Codable, Equatable {
        var z: [Int64?]
        var a: [String: [Bool]]
        var absent: String?
        var nested: Nested
        struct Nested: Codable, Equatable {
            var name: String
            private enum CodingKeys: String, CodingKey { case name = "đ" }
        }
    }

    @Test func `what is encoded is canonical and reads back`() throws {
        let mixed = Mixed(
            z: [1, nil, -9_007_199_254_740_991], a: ["b": [], "a": [true]], nested: .init(name: "Ủy ban\n"))
        let bytes = try CanonicalJSON.encode(mixed)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"a":{"a":[true],"b":[]},"nested":{"đ":"Ủy ban\n"},"z":[1,null,-9007199254740991]}"#)
        #expect(try JSONDecoder().decode(Mixed.self, from: Data(bytes)) == mixed)
    }

    @Test func `a fraction and an integer that readers would round are refused`() {
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode([0.5]) }
        #expect(throws: EncodingError.self) { try CanonicalJSON.encode(["n": CanonicalJSON.largestInteger + 1]) }
    }
}
