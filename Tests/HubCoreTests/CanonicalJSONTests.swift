import Foundation
import HubCore
import Testing

/// The vectors are those of RFC 8785 §3.2.2 and §3.2.3, without fractions.
struct CanonicalJSONTests {
    private func text(_ value: JSONValue) -> String { String(decoding: value.canonical, as: UTF8.self) }

    @Test func `strings have the shortest escapes`() {
        #expect(text(.string("\u{20ac}$\u{0F}\u{0a}A'\u{42}\u{22}\u{5c}\\\"/")) == #""€$\u000f\nA'B\"\\\\\"/""#)
        #expect(text(.string("\u{8}\u{9}\u{c}\u{d}\u{0}\u{1f}\u{7f}")) == "\"\\b\\t\\f\\r\\u0000\\u001f\u{7f}\"")
        #expect(text(.array([.null, .bool(true), .bool(false)])) == "[null,true,false]")
    }

    @Test func `members are sorted by the UTF-16 code units of their names`() {
        let names = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"]
        let object = JSONValue.object(names.map { ($0, .integer(0)) })
        #expect(
            text(object)
                == "{\"\\r\":0,\"1\":0,\"\u{80}\":0,\"\u{f6}\":0,\"\u{20ac}\":0,\"\u{1f600}\":0,\"\u{fb33}\":0}")
    }

    @Test func `a composed and a decomposed name are two names`() {
        let object = JSONValue.object([("\u{e9}", .integer(1)), ("e\u{301}", .integer(2))])
        #expect(object.canonical == Array("{\"e\u{301}\":2,\"\u{e9}\":1}".utf8))
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
