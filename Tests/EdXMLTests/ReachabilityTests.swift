import Foundation
import SignedXML
import Testing

@testable import EdXML

/// A packet as only software gone wrong would write it: what is changed in a good one, and the code it must get.
struct Oddity: CustomTestStringConvertible {
    let code: String
    let change: @Sendable (String) -> String

    init(_ code: String, _ change: @escaping @Sendable (String) -> String) {
        self.code = code
        self.change = change
    }

    init(_ code: String, replacing before: String, with after: String) {
        self.init(code) { $0.replacing(before, with: after) }
    }

    var testDescription: String { code }

    private static let field = "<edXML:SteeringType>"
    private static let words = String(repeating: "a", count: 70_000)

    static let all = [
        Oddity("XML-ELEMENTS", replacing: "</AttachmentEncoded>", with: many("<x/>", 200_001) + "</AttachmentEncoded>"),
        Oddity("XML-ENTITY", replacing: "<edXML:Subject>", with: "<edXML:Subject>&vanban;"),
        Oddity(
            "XML-HEADER-LENGTH", replacing: field, with: many("<edXML:X>\(words.prefix(60_000))</edXML:X>", 80) + field),
        Oddity("XML-NAME-LENGTH", replacing: field, with: "<\(words.prefix(300))/>" + field),
        Oddity("XML-NAMESPACES") { text in
            let declarations = (0..<40).map { " xmlns:p\($0)=\"urn:\($0)\"" }.joined()
            return text.replacing(field, with: "<x\(declarations)/>" + field)
        },
        Oddity("XML-TAG-LENGTH", replacing: field, with: "<x a=\"\(words)\"/>" + field),
        Oddity("XML-TEXT-LENGTH", replacing: "<edXML:Subject>", with: "<edXML:Subject>" + words),
        Oddity("XML-VERSION", replacing: "version=\"1.0\" encoding", with: "version=\"1.1\" encoding"),
        Oddity("XSD-ELEMENT", replacing: "<edXML:Position>", with: "<edXML:Position><edXML:Position/>"),
    ]

    private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}

/// Every code of the reader and the schema is one that some packet gets.
struct ReachabilityTests {
    private let letter = "documents/02-cong-van-thu-tuc-hanh-chinh.edxml"

    @Test(arguments: Oddity.all) func `an odd packet gets the code of its oddity, and the good one none`(oddity: Oddity)
        throws
    {
        let good = String(decoding: try Fixture.bytes(letter), as: UTF8.self)
        #expect(try Fixture.inspect(good).codes == [])
        let odd = oddity.change(good)
        try #require(odd != good)
        #expect(try Set(Fixture.inspect(odd).refusingCodes) == [oddity.code])
    }

    /// What our own schema cannot provoke, because the vocabulary knows better, is provoked by another.
    @Test(arguments: [
        ("<a/>", "XSD-ATTRIBUTE"), ("<a n=\"1\">12345</a>", "XSD-INVALID"), ("<a n=\"1\">123</a>", nil),
    ]) func `a schema with a required attribute and a facet more is judged by`(document: String, code: String?) throws {
        let schema = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:simpleContent>
            <xs:restriction base="number"><xs:totalDigits value="3"/></xs:restriction></xs:simpleContent></xs:complexType>
            </xs:element><xs:complexType name="number"><xs:simpleContent><xs:extension base="xs:decimal">
            <xs:attribute name="n" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:schema>
            """
        let file = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString).xsd")
        try schema.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let profile = ReadingProfile(schema: try Schema(contentsOf: file.path))
        let reader = try DocumentReader(profile: profile, handler: Deaf())
        reader.feed(Array(document.utf8))
        #expect(reader.finish().findings.map(\.rule.code).first == code)
    }

    private final class Deaf: DocumentHandler {
        func open(_ element: OpenedElement) {}
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { nil }
    }

    @Test func `no code of the reader or the schema is without a proof`() throws {
        let proven = try Fixture.expectations().map(\.1) + Oddity.all.map(\.code) + ["XSD-ATTRIBUTE", "XSD-INVALID"]
        #expect(Set(XMLRules.all.map(\.code)).subtracting(proven) == [])
    }
}
