import SignedXML
import Testing

@testable import EdXML

struct ExplainedFindingTests {
    private let finding = Finding(
        EdXMLRules.dateFuture, at: Place(line: 38, element: "/edXML/x"),
        ["value": "2999/12/31", "today": "2026/11/15"])

    @Test func `the terminal gets two lines in the language asked for`() {
        let vi = ExplainedFinding(finding).text(in: .vi).split(separator: "\n")
        #expect(vi.count == 2)
        #expect(vi[0] == "✗ EDX-DATE-FUTURE (dòng 38 /edXML/x): Ngày ban hành 2999/12/31 ở sau ngày nhận 2026/11/15.")
        let en = ExplainedFinding(finding).text(in: .en)
        #expect(
            en.contains("(line 38 /edXML/x): The date of issue 2999/12/31 is after the day of receipt, 2026/11/15."))
        #expect(en.hasSuffix("[QCVN 102:2016/BTTTT, PromulgationInfo]"))
    }

    @Test func `JSON has stable names`() throws {
        let text = try json(ExplainedFinding(finding))
        for name in ["code", "level", "line", "element", "vi", "en", "mendVi", "mendEn", "source"] {
            #expect(text.contains("\"\(name)\":"))
        }
        #expect(text.contains("\"level\":\"refuse\""))
    }

    @Test func `a finding without a place says no place`() {
        let text = ExplainedFinding(Finding(EdXMLRules.toMissing)).text(in: .en)
        #expect(text.hasPrefix("✗ EDX-TO-MISSING: The packet has no recipient (To).\n"))
    }
}
