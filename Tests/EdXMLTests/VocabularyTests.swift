import Foundation
import SignedXML
import Testing

@testable import EdXML

struct VocabularyTests {
    private let letter = "documents/02-cong-van-thu-tuc-hanh-chinh.edxml"

    private func text() throws -> String { String(decoding: try Fixture.bytes(letter), as: UTF8.self) }

    private func inspect(_ packet: String) throws -> Inspection { try Fixture.inspect(packet) }

    private let strict = RuleBook(
        Dictionary(uniqueKeysWithValues: EdXMLRules.unknownContent.map { ($0, Rule.Level.refuse) }))

    @Test(
        arguments: try Fixture.remarks().filter {
            $0.codes.contains(where: EdXMLRules.unknownContent.map(\.code).contains)
        })
    func `what is not known changes nothing that is read, and a strict hub refuses it`(
        file: String, codes: [String]
    ) throws {
        let inspection = try Fixture.inspect(Fixture.bytes("flagged/\(file)"))
        #expect(inspection.isAcceptable && strict.judge(inspection.findings).allSatisfy { $0.level == .refuse })
        // In these two a known word is misspelt, and its value is therefore not read.
        guard !["misspelt-element.edxml", "lower-case-element.edxml"].contains(file) else { return }
        #expect(try inspection.message == Fixture.inspect(Fixture.bytes(letter)).message)
    }

    @Test(arguments: [
        ("Subjekt", "Subject"), ("subject", "Subject"), ("DueDay", "DueDate"),
        ("PromulgationInfos", "PromulgationInfo"),
        ("Steering_Type", "SteeringType"), ("ResponseFor2", "ResponseFor"),
    ])
    func `a misspelt word is told the one that was meant`(written: String, meant: String) {
        #expect(Vocabulary.probablyMeant(by: written, in: .messageHeader) == meant)
    }

    @Test(arguments: ["Fix", "Evaluation", "X", "Frame", String(repeating: "Subject", count: 30)])
    func `a word that is like no other is not guessed at`(written: String) {
        #expect(Vocabulary.probablyMeant(by: written, in: .messageHeader) == nil)
    }

    @Test func `a misspelt subject is named twice: as missing, and with the word that was meant`() throws {
        let inspection = try inspect(text().replacing("edXML:Subject>", with: "edXML:Subjekt>"))
        #expect(inspection.codes == ["EDX-MISSPELT-ELEMENT", "EDX-SUBJECT-MISSING"])
        let hint = try #require(inspection.findings.first)
        #expect(hint.says.en.contains("Subject is probably meant") && hint.says.vi.contains("Subject"))
        #expect(hint.place?.element == "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subjekt")
    }

    @Test func `a misplaced word is told its place`() throws {
        let inspection = try inspect(
            text().replacing("</edXML:Code>", with: "<edXML:Priority>1</edXML:Priority></edXML:Code>"))
        #expect(inspection.codes == ["EDX-MISPLACED-ELEMENT"])
        #expect(inspection.findings.first?.mend.en == "Put Priority in OtherInfo.")
    }

    @Test func `a misspelt word that acts refuses the packet, which would otherwise be another`() throws {
        let recall = String(decoding: try Fixture.bytes("dialects/recall/canonical.edxml"), as: UTF8.self)
        for (written, instead) in [("Bussiness", "Business"), ("BussinessDocType", "BusinessDocType"), ("To", "TO")] {
            let spoiled = recall.replacing("edXML:\(written)>", with: "edXML:\(instead)>")
            let inspection = try inspect(spoiled)
            #expect(inspection.refusingCodes.contains("EDX-ACTING-ELEMENT"), "\(instead)")
        }
    }

    @Test func `an unknown attribute does not open the way for a known one that is too long`() throws {
        let identifier = String(repeating: "x", count: 201)
        let spoiled = try text().replacing(
            /TraceHeaderList id="[^"]*"/, with: "TraceHeaderList stage=\"2\" id=\"\(identifier)\"")
        let codes = try inspect(spoiled).codes
        #expect(codes.contains("EDX-UNKNOWN-ATTRIBUTE") && codes.contains { $0.hasPrefix("XSD-") })
    }

    @Test func `in what is passed over, the limits hold, and so does the signature`() throws {
        let deep = String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)
        #expect(
            try inspect(text().replacing("<edXML:Code>", with: "\(deep)<edXML:Code>")).refusingCodes == ["XML-DEPTH"])
        let xsi = "<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"
        #expect(try inspect(text().replacing("<edXML:Code>", with: "\(xsi)<edXML:Code>")).refusingCodes == ["XML-XSI"])
        let noted = try text().replacing("<edXML:Code>", with: "<Note>một</Note><edXML:Code>")
        let signed = try DocumentSigner.sign(Array(noted.utf8), by: Fixture.identity.get(), profile: .edXML()).get()
        let spoiled = String(decoding: signed, as: UTF8.self).replacing("<Note>một<", with: "<Note>hai<")
        guard case .present(let evidence) = try inspect(spoiled).signature else {
            throw Fixture.Missing(file: "signature")
        }
        #expect(evidence.verify().map(\.rule.code) == ["SIG-DIGEST"])
    }

    @Test func `base64 in what is passed over is no attachment`() throws {
        let extra = "<Extra><ContentTransferEncoded>*</ContentTransferEncoded></Extra><Attachment>"
        let inspection = try inspect(text().replacing("<Attachment>", with: extra))
        #expect(inspection.codes == ["EDX-UNKNOWN-ELEMENT"])
        #expect(inspection.message?.document?.attachments.map(\.content.index) == [0])
    }

    @Test func `a thousand unknown words cost a few remarks`() throws {
        let words = (0..<1_000).map { "<Word\($0)/>" }.joined()
        let inspection = try inspect(text().replacing("<edXML:Code>", with: "\(words)<edXML:Code>"))
        #expect(inspection.isAcceptable && inspection.codes == Array(repeating: "EDX-UNKNOWN-ELEMENT", count: 50))
    }

    @Test func `the article on the format has every word`() throws {
        let article = Fixture.root.appending(path: "Sources/EdXML/EdXML.docc/Format.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let words = Set(text.matches(of: /[A-Za-z]+/).map { String($0.0) })
        for group in Vocabulary.Group.allCases {
            #expect(group.attributes.union(group.children.keys.map(\.name)).subtracting(words) == [])
        }
        let codes = EdXMLRules.vocabulary.map(\.code)
        #expect(codes.filter { !text.contains("`\($0)`") } == [])
    }
}
