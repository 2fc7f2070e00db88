import Foundation
import HubCore
import SeededRandom
import Testing

struct TimestampTests {
    /// The right-hand sides were computed with Python's `datetime`.
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T07:00:00.000+07:00", 0),
            ("2026-11-21T17:20:31.123+07:00", 1_795_256_431_123), ("2024-02-29T23:59:59.999Z", 1_709_251_199_999),
            ("1969-12-31T23:59:59.5Z", -500), ("2000-03-01T00:00:00-11:30", 951_910_200_000),
            ("2026-11-21t10:20:31.1239z", 1_795_256_431_123),
        ] as [(String, Int64)])
    func `an RFC 3339 time is read with any offset`(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21T17:20:31", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-11-21T24:00:00Z", "2026-11-21T23:60:00Z", "2026-11-21T23:59:60Z", "2026-11-21T23:59:59.Z",
        "2026-11-21T23:59:59Z ", "2026-11-21T23:59:59+7:00", "２026-11-21T23:59:59Z",
    ])
    func `what is no RFC 3339 time is not read`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `a time is written in Vietnam's time with milliseconds`() {
        #expect(Timestamp(milliseconds: 1_795_256_431_003).rfc3339 == "2026-11-21T17:20:31.003+07:00")
        #expect(Timestamp(milliseconds: 1_795_256_431_003).localDay == "2026-11-21")
        #expect(Timestamp(milliseconds: -1).rfc3339 == "1970-01-01T06:59:59.999+07:00")
    }

    @Test func `every time reads back as it was written`() {
        var random = SplitMix(7)
        for _ in 0..<20_000 {
            let moment = Timestamp(milliseconds: .random(in: -62_000_000_000_000...253_000_000_000_000, using: &random))
            #expect(Timestamp(rfc3339: moment.rfc3339) == moment)
        }
    }

    @Test func `a span beyond all time saturates`() {
        #expect(Timestamp(milliseconds: .max).adding(milliseconds: 1).milliseconds == .max)
        #expect(Timestamp(milliseconds: .min).milliseconds(since: Timestamp(milliseconds: 1)) == .min)
    }
}

struct IdentifierTests {
    @Test func `an identifier is a UUID of version 7 that carries its time`() {
        var random = SplitMix(1)
        let text = DocumentID(at: Timestamp(milliseconds: 0x0193_511E_7C1F), using: &random).text
        #expect(text.hasPrefix("0193511e-7c1f-7"))
        #expect(UUID(uuidString: text)?.uuidString.lowercased() == text)
        #expect("89ab".contains(Array(text)[19]))
    }

    @Test func `identifiers sort by the time they were made`() {
        var random = SplitMix(2)
        let made = (0..<500).map { DeliveryID(at: Timestamp(milliseconds: Int64($0) * 977), using: &random) }
        #expect(made.sorted() == made)
        #expect(Set(made).count == 500)
    }

    @Test func `only a UUID is read, in either case`() {
        #expect(DocumentID("0193511E-7C1F-7B2A-9D4E-5F60718293A4")?.text == "0193511e-7c1f-7b2a-9d4e-5f60718293a4")
        #expect(DocumentID("0193511e7c1f7b2a9d4e5f60718293a4") == nil)
        #expect(DocumentID("0193511g-7c1f-7b2a-9d4e-5f60718293a4") == nil)
        #expect(DocumentID("") == nil)
    }
}

struct DocumentKeyTests {
    @Test func `two spellings of one key are equal`() {
        let composed = DocumentKey(issuer: "h24.01", date: "2026/11/02", code: " 7816/VPCP-TTĐT")
        let decomposed = DocumentKey(
            issuer: "H24.01", date: "2026-11-02", code: "7816/vpcp-ttđt".decomposedStringWithCanonicalMapping)
        #expect(composed == decomposed)
        #expect(composed.code == "7816/VPCP-TTĐT")
        #expect(Array("Ủ".decomposedStringWithCanonicalMapping.canonicalIdentifier.utf8) == Array("Ủ".utf8))
    }

    @Test func `a missing date is not any date`() {
        #expect(
            DocumentKey(issuer: "H24", date: nil, code: "1/QĐ")
                != DocumentKey(issuer: "H24", date: "2026-01-01", code: "1/QĐ"))
    }
}
