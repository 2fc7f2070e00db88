import SignedXML
import Testing

@testable import EdXML

struct RuleTests {
    private let letter = "documents/02-cong-van-thu-tuc-hanh-chinh.edxml"

    private func inspect(replacing old: String, with new: String, at time: Int64 = Fixture.receivedAt) throws
        -> Inspection
    {
        let text = String(decoding: try Fixture.bytes(letter), as: UTF8.self)
        #expect(text.contains(old))
        return try Fixture.inspect(text.replacing(old, with: new), at: time)
    }

    @Test func `codes are unique, and every sentence is there in both languages`() {
        #expect(Set(EdXMLRules.all.map(\.code)).count == EdXMLRules.all.count)
        for rule in EdXMLRules.all {
            #expect(rule.code.hasPrefix("EDX-"))
            #expect(![rule.says.vi, rule.says.en, rule.mend.vi, rule.mend.en, rule.source].contains(""))
        }
    }

    @Test func `a document dated today is accepted until the local day ends, one dated tomorrow is not`() throws {
        let firstMillisecond = try #require(LocalDateTime("2026/10/07 00:00:00")).milliseconds
        #expect(try Fixture.inspect(Fixture.bytes(letter), at: firstMillisecond).isAcceptable)
        let early = try Fixture.inspect(Fixture.bytes(letter), at: firstMillisecond - 1)
        #expect(early.refusingCodes == ["EDX-DATE-FUTURE"])
    }

    @Test func `a finding names the line and the element`() throws {
        let inspection = try inspect(replacing: "<edXML:Priority>1<", with: "<edXML:Priority>9<")
        let place = try #require(inspection.findings.first?.place)
        #expect(place.element == "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/OtherInfo/Priority")
        let lines = String(decoding: try Fixture.bytes(letter), as: UTF8.self).split(separator: "\n")
        #expect(lines[place.line - 1].contains("Priority"))
    }

    @Test func `one look tells all that is wrong`() throws {
        let inspection = try inspect(replacing: "<edXML:OrganId>H24.01<", with: "<edXML:OrganId>?<")
        #expect(inspection.refusingCodes == ["EDX-ORGAN-ID"])
        let text = String(decoding: try Fixture.bytes(letter), as: UTF8.self)
            .replacing("<edXML:OrganId>H24.01<", with: "<edXML:OrganId>?<")
            .replacing("<edXML:Priority>1<", with: "<edXML:Priority>một<")
            .replacing("<edXML:CodeNumber>264<", with: "<edXML:CodeNumber> <")
        #expect(try Set(Fixture.inspect(text).refusingCodes) == ["EDX-ORGAN-ID", "EDX-PRIORITY", "EDX-CODE-MISSING"])
    }

    @Test func `the kind of document never refuses it`() throws {
        for type in ["18", "", "công văn"] {
            let old = "<edXML:Type>2</edXML:Type>"
            #expect(try inspect(replacing: old, with: "<edXML:Type>\(type)</edXML:Type>").isAcceptable)
        }
    }

    @Test func `what a document can do without is flagged and not refused`() throws {
        let due = try inspect(replacing: "DueDate>2026/11/25<", with: "DueDate>25/11/2026<")
        #expect(due.isAcceptable && due.codes == ["EDX-DATE-IGNORED"])
        let name = try inspect(replacing: "<edXML:OrganName>Sở Nội vụ</edXML:OrganName>", with: "")
        #expect(name.isAcceptable && name.codes == ["EDX-INCOMPLETE"])
        let listed = try inspect(
            replacing: "<edXML:ContentId>cid:264-UBND-KSTTHC.pdf<", with: "<edXML:ContentId>cid:265.pdf<")
        #expect(!listed.isAcceptable && listed.codes == ["EDX-MANIFEST-UNMATCHED", "EDX-ATTACHMENT-UNLISTED"])
    }

    @Test func `blank groups count as absent`() throws {
        let blank = """
            <edXML:ResponseFor><edXML:OrganId/><edXML:Code></edXML:Code></edXML:ResponseFor><edXML:SteeringType>
            """
        let inspection = try inspect(replacing: "<edXML:SteeringType>", with: blank)
        #expect(inspection.codes == [] && inspection.message?.document?.responsesFor == [])
        let to = "<edXML:To><edXML:OrganId /></edXML:To><edXML:SteeringType>"
        #expect(try self.inspect(replacing: "<edXML:SteeringType>", with: to).codes == [])
    }

    @Test func `any number of flags leaves room for the refusal`() throws {
        let trace = "<edXML:TraceHeader><edXML:OrganId>H24</edXML:OrganId></edXML:TraceHeader>"
        let text = String(decoding: try Fixture.bytes(letter), as: UTF8.self)
            .replacing("<edXML:TraceHeader>", with: String(repeating: trace, count: 5_000) + "<edXML:TraceHeader>")
            .replacing("<edXML:Subject>", with: "<edXML:Subject>(Mật) ")
        let inspection = try Fixture.inspect(text)
        #expect(inspection.refusingCodes == ["EDX-SECRET"] && inspection.findings.count == 101)
    }

    @Test func `a packet cut anywhere is refused`() throws {
        let bytes = try Fixture.bytes(letter)
        for length in stride(from: 0, to: bytes.count - 10, by: 211) {
            let inspection = try Fixture.inspect(Array(bytes[..<length]))
            #expect(!inspection.isAcceptable && inspection.refusingCodes.contains { $0.hasPrefix("XML-") })
        }
    }

    @Test func `an element of another namespace is kept, flagged and not read`() throws {
        let extra = "<x:Ghi xmlns:x=\"urn:rieng\"><x:Subject>khác</x:Subject></x:Ghi><edXML:SteeringType>"
        let inspection = try inspect(replacing: "<edXML:SteeringType>", with: extra)
        #expect(inspection.isAcceptable && inspection.codes == ["EDX-FOREIGN-ELEMENT"])
        #expect(inspection.message == (try Fixture.inspect(Fixture.bytes(letter)).message))
    }

    @Test func `lists of another business type have no effect and are flagged`() throws {
        let list = """
            <edXML:ReplacementInfoList><edXML:ReplacementInfo><edXML:DocumentId>x</edXML:DocumentId>\
            </edXML:ReplacementInfo></edXML:ReplacementInfoList><edXML:Paper>
            """
        let inspection = try inspect(replacing: "<edXML:Paper>", with: list)
        #expect(inspection.isAcceptable && inspection.codes == ["EDX-BUSINESS-EXTRA"])
    }

    @Test func `a peer's text is cut and cleaned before it is repeated`() throws {
        let inspection = try inspect(replacing: "<edXML:Priority>1<", with: "<edXML:Priority>1&#x85;<")
        #expect(inspection.findings.first?.says.en.contains("\u{85}") == false)
        #expect(String(repeating: "ậ", count: 200).excerpt.count == 81)
    }

    @Test func `more attachments than any packet has are refused and not kept`() throws {
        let one = "<Attachment><ContentId>a</ContentId></Attachment>"
        let text =
            "<edXML xmlns=\"\(EdXMLNamespace.uri)\"><AttachmentEncoded>"
            + String(repeating: one, count: MessageReader.attachmentLimit + 50) + "</AttachmentEncoded></edXML>"
        #expect(try Fixture.inspect(text).refusingCodes.filter { $0 == "EDX-ATTACHMENT-COUNT" }.count == 1)
    }
}
