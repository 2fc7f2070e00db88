import Testing

@testable import SignedXML

@Suite struct `References to attachments` {
    private final class Attachments: DocumentHandler {
        private var identifiers: [String] = []
        func open(_ element: OpenedElement) {
            if element.name.local == "content" { identifiers.append(element.attributes.first?.value ?? "") }
        }
        func close(_ element: ClosedElement) {}
        func contentIdentifier(ofBinary index: Int) -> String? { identifiers[index] }
    }

    /// The codes for two attachments, `a` holding *ABC* and `b b` holding *DEF*, under references of these URIs and bytes.
    private func codes(_ references: (uri: String, bytes: String)...) throws -> [String] {
        let document = "<r><content id=\"a\">QUJD</content><content id=\"b b\">REVG</content></r>"
        let listed = try references.map { uri, bytes in
            "<ds:Reference URI=\"\(uri)\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\">"
                + "</ds:DigestMethod><ds:DigestValue>\(base64(try Digest.of(Array(bytes.utf8), .sha256)))</ds:DigestValue>"
                + "</ds:Reference>"
        }
        let signed = try OutsideSigner.sign(
            document, method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", .rsa,
            references: listed.joined())
        let profile = ReadingProfile(binaryElements: ["content"], signatureParent: ["r"])
        let reader = try DocumentReader(profile: profile, handler: Attachments())
        reader.feed(Array(signed.utf8))
        switch reader.finish().signature {
        case .absent: return ["absent"]
        case .refused(let findings): return findings.map(\.rule.code)
        case .present(let evidence): return evidence.verify().map(\.rule.code)
        }
    }

    @Test func `are none, or one to each attachment`() throws {
        #expect(try codes() == [])
        #expect(try codes(("cid:a", "ABC"), ("cid:b%20b", "DEF")) == [])
    }

    @Test func `leave none out`() throws {
        #expect(try codes(("cid:a", "ABC")) == ["SIG-CONTENT-UNLISTED"])
        #expect(try codes(("cid:b%20b", "DEF")) == ["SIG-CONTENT-UNLISTED"])
    }

    @Test func `name what is there, as it is`() throws {
        #expect(try codes(("cid:a", "ABC"), ("cid:b%20b", "DEF"), ("cid:c", "GHI")) == ["SIG-CONTENT-MISSING"])
        #expect(try codes(("cid:a", "ABD"), ("cid:b%20b", "DEF")) == ["SIG-CONTENT-DIGEST"])
        #expect(try codes(("cid:a", "ABC"), ("cid:a", "ABC")) == ["SIG-STRUCTURE"])
    }
}
