import SignedXML
import Testing

@Suite struct `A book of rules` {
    private let text = Bilingual(vi: "v", en: "e")
    private var remark: Rule { Rule("EDX-REMARK", level: .flag, says: text, mend: text, source: "s") }
    private var strict: Rule { Rule("EDX-STRICT", mayBeLowered: true, says: text, mend: text, source: "s") }
    private var fixed: Rule { Rule("SIG-FIXED", says: text, mend: text, source: "s") }

    @Test func `leaves everything as it is until it says otherwise`() {
        let findings = [Finding(remark), Finding(strict), Finding(fixed)]
        #expect(RuleBook.standard.judge(findings) == findings && RuleBook.standard.amendments == [])
        #expect(findings.refuses && ![Finding(remark)].refuses)
        #expect(RuleBook([remark: .flag]) == .standard)
    }

    @Test func `lowers what may be lowered, and raises any flag`() {
        let book = RuleBook([remark: .refuse, strict: .flag])
        let judged = book.judge([Finding(remark), Finding(strict, at: Place(line: 3, element: "/a"), ["x": "1"])])
        #expect(
            judged.map(\.level) == [.refuse, .flag] && judged[1].place?.line == 3 && judged[1].arguments == ["x": "1"])
        #expect(book.judge(judged) == judged)
        #expect(book.amendments == ["EDX-REMARK refuse", "EDX-STRICT flag"])
    }

    @Test func `never lets go of what guards integrity`() {
        #expect(RuleBook([fixed: .flag]) == .standard)
        #expect(RuleBook([fixed: .flag]).judge([Finding(fixed)]).refuses)
        let guarded = XMLRules.all.filter { $0.code.hasPrefix("XML-") } + SignatureRules.all + CertificateRules.all
        #expect(guarded.allSatisfy { !$0.mayBeLowered })
    }
}
