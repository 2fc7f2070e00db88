import Testing

@testable import EdXML

struct ValueTests {
    @Test func `identifiers are equal whatever the case of their letters`() throws {
        let written = try #require(AgencyID(" h24.dn.001 "))
        #expect(written == AgencyID("H24.DN.001"))
        #expect(written.text == "h24.dn.001")
        #expect(Set([written, AgencyID("H24.dn.001")]).count == 1)
    }

    @Test(arguments: ["", "   ", ".", "H24 01", "Hải Phòng", "H24/01", String(repeating: "A", count: 36)])
    func `what cannot be an identifier is not one`(text: String) {
        #expect(AgencyID(text) == nil)
    }

    @Test(arguments: [
        ("H24", AgencyID.Form.new, 1), ("H24.21.01", .new, 3), ("000.00.00.H24", .old, 1), ("000.00.21.H24", .old, 2),
        ("000.01.21.H24", .old, 3), ("001.01.21.H24", .old, 4),
    ])
    func `an identifier tells its form and level`(text: String, form: AgencyID.Form, level: Int) {
        #expect(AgencyID(text)?.form == form)
        #expect(AgencyID(text)?.level == level)
    }

    @Test func `a centre's identifier is neither old nor new and has no level`() {
        #expect(AgencyID("00.24.H24")?.form == .other)
        #expect(AgencyID("00.24.H24")?.level == nil)
    }

    @Test func `an identifier is one JSON string`() throws {
        let id = try #require(AgencyID("H24.01"))
        #expect(try json(id) == "\"H24.01\"")
    }

    @Test func `equal keys are equal bytes, composed or decomposed, spaced or not`() throws {
        let date = try #require(LocalDate("2026/11/04"))
        let issuer = try #require(AgencyID("h24"))
        let composed = NaturalKey(issuer: issuer, date: date, code: "12/Q\u{0110}-UBND-TƯ")
        let decomposed = NaturalKey(issuer: issuer, date: date, code: "12 / q\u{0111}-ubnd-tu\u{031B}")
        #expect(composed == decomposed)
        #expect(Array(composed.canonical.utf8) == Array(decomposed.canonical.utf8))
        #expect(composed.canonical == "H24|2026/11/04|12/QĐ-UBND-TƯ")
    }

    @Test func `a more urgent document sorts after a less urgent one`() {
        #expect(Priority.allCases.sorted() == [.ordinary, .urgent, .veryUrgent, .express, .timedExpress])
    }
}
