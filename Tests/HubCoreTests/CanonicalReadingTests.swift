import Foundation
import HubCore
import Testing

@testable import HubCore

/// What is read straight is what a reader of any JSON reads.
struct CanonicalReadingTests {
    private static let entries = [
        #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"attempt":2,"by":"văn thư","delivery":"0193511e-7c1f-7b2a-9d4e-5f60718293a4","document":"0193511e-1111-7b2a-9d4e-5f60718293a4","event":"deferred","notBefore":"2026-11-21T17:25:31.000+07:00","reason":"\"bận\"","route":"axis","state":"waiting"},"kind":"deferred","v":1}"#,
        #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"document":"0193511e-1111-7b2a-9d4e-5f60718293a4","origin":{"axis":"d1"},"sha256":"ab","size":2},"kind":"duplicate","v":1}"#,
        #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"document":"0193511e-1111-7b2a-9d4e-5f60718293a4","origin":{"centre":"00.24.H24"},"request":"3c1d","sha256":"ab","size":2},"kind":"conflict","v":1}"#,
        #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"certificate":"cd","code":"1/QĐ","codes":["SIG-REQUIRED","EDX-SIZE"],"from":"H24","origin":{"hub":"an"},"request":"3c1d","sha256":"ab","size":2},"kind":"refused","v":1}"#,
        #"{"at":"2026-11-21T17:20:31.123+07:00","fact":{"delivery":"0193511e-7c1f-7b2a-9d4e-5f60718293a4","document":"0193511e-1111-7b2a-9d4e-5f60718293a4","match":{"quality":"tolerant"},"message":"0193511e-2222-7b2a-9d4e-5f60718293a4","status":{"at":"2026-11-21T17:20:31.123+07:00","code":"03","department":"","description":"\u001f€ 𝄞","staff":"An"}},"kind":"statusRecorded","v":1}"#,
    ]

    @Test(arguments: entries) func `an entry is the same, read straight, by Codable, and by Foundation`(text: String)
        throws
    {
        let bytes = Array(text.utf8)
        let straight = try JournalEntry(straight: bytes)
        #expect(try CanonicalJSON.decode(JournalEntry.self, from: bytes) == straight)
        #expect(try JSONDecoder().decode(JournalEntry.self, from: Data(bytes)) == straight)
        #expect(try straight.canonical() == bytes)
    }

    @Test(arguments: entries) func `a spoiled entry is never read as another one than Foundation reads`(text: String) {
        let bytes = Array(text.utf8)
        for place in bytes.indices where bytes[place] < 0x80 {
            for byte in [UInt8(ascii: "\""), UInt8(ascii: "0"), UInt8(ascii: "}"), UInt8(ascii: ",")] {
                var spoiled = bytes
                spoiled[place] = byte
                guard let straight = try? JournalEntry(straight: spoiled) else { continue }
                let other = try? JSONDecoder().decode(JournalEntry.self, from: Data(spoiled))
                #expect(straight == other, "\(String(decoding: spoiled, as: UTF8.self))")
            }
            #expect(throws: (any Error).self) { try JournalEntry(canonical: bytes[..<place]) }
        }
    }

    @Test(
        arguments: [
            "{", "[1,]", "{\"a\"}", "{\"a\":}", "\"\\u12\"", "\"\\ud800\"", "1.5", "truth", "[[[[", "{\"a\":1,}", " 1",
            "1 ",
            "\"a", "-", "\"\\x\"", "nul",
        ]) func `what is not canonical JSON is refused, and stops nobody`(text: String)
    {
        #expect(throws: DecodingError.self) { try CanonicalJSON.decode([String].self, from: Array(text.utf8)) }
        #expect(throws: DecodingError.self) { try CanonicalJSON.decode(Int.self, from: Array(text.utf8)) }
    }

    @Test func `texts, numbers and lists of them are read, whatever is escaped`() throws {
        let texts = ["", "a\"b\\c", "\u{8}\u{c}\n\r\t", "€𝄞", "\u{1f}"]
        #expect(try CanonicalJSON.decode([String].self, from: CanonicalJSON.encode(texts)) == texts)
        let escaped = #"["\ud834\udd1e\u00e9\/"]"#
        #expect(try CanonicalJSON.decode([String].self, from: Array(escaped.utf8)) == ["𝄞é/"])
        let numbers = [0, -1, CanonicalJSON.largestInteger, -CanonicalJSON.largestInteger]
        #expect(try CanonicalJSON.decode([Int64].self, from: CanonicalJSON.encode(numbers)) == numbers)
        #expect(throws: DecodingError.self) { try CanonicalJSON.decode([Int8].self, from: Array("[128]".utf8)) }
        let optional: [Int?] = [1, nil, 3]
        #expect(try CanonicalJSON.decode([Int?].self, from: Array("[1,null,3]".utf8)) == optional)
    }

    @Test func `times and names are read as they are written, and nothing else straight`() {
        let now = Timestamp(milliseconds: 1_795_256_431_123)
        #expect(Timestamp(canonical: Array(now.rfc3339.utf8)[...]) == now)
        for wrong in [
            "2026-11-21T17:20:31.123+08:00", "2026-13-21T17:20:31.123+07:00", "2026-11-21T24:20:31.123+07:00",
        ] {
            #expect(Timestamp(canonical: Array(wrong.utf8)[...]) == nil)
        }
        let name = "0193511e-7c1f-7b2a-9d4e-5f60718293a4"
        #expect(DocumentID(canonical: Array(name.utf8)[...]) == DocumentID(name))
        #expect(DocumentID(canonical: Array(name.uppercased().utf8)[...]) == nil)
        #expect(DocumentID(canonical: Array(name.replacing("-", with: "0").utf8)[...]) == nil)
    }
}
