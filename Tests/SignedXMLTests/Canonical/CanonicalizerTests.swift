import Testing

@testable import SignedXML

/// The SHA-256 of a document's canonical form, written in one pass.
private func digest(of document: String, _ form: CanonicalForm, pieces: Int = .max) throws -> [UInt8]? {
    let profile = ReadingProfile(signatureParent: ["r"])
    let envelope = EnvelopedSignature(profile, digestForSigner: try Digest(.sha256), form: form)
    let reader = try DocumentReader(profile: profile, handler: Silence(), envelope: envelope)
    var rest = Array(document.utf8)[...]
    while !rest.isEmpty {
        reader.feed(Array(rest.prefix(pieces)).span.bytes)
        rest = rest.dropFirst(pieces)
    }
    let reading = reader.finish()
    #expect(reading.findings.map(\.rule.code) == [])
    return envelope.finishForSigner()?.digest
}

final class Silence: DocumentHandler {
    func open(_ element: OpenedElement) {}
    func close(_ element: ClosedElement) {}
    func contentIdentifier(ofBinary index: Int) -> String? { nil }
}

@Suite struct `The canonical form` {
    static let documents = [
        "<r/>",
        "<?xml version='1.0'?>\n<r>\n  <a  b = 'c'/>\n</r>\n",
        "<r xmlns='urn:a' xmlns:p='urn:p'><p:a p:z='1' a='2' p:b='3'/><b xmlns=''><c xmlns='urn:a'/></b></r>",
        "<r xmlns:p='urn:1'><p:a xmlns:p='urn:2'><p:b xmlns:p='urn:1'/></p:a><p:c/></r>",
        "<r xmlns:b='urn:a' xmlns:a='urn:b'><x a:k='1' b:k='2' k='3' xml:lang='vi' xml:space='preserve'/></r>",
        "<r a=\"&amp;&lt;&quot;'&#9;&#10;&#13;&gt;&#38;\">&amp;&lt;&gt;\"'&#13;&#x1F600;&#x110;</r>",
        "<r><![CDATA[<a> & ]] > \r\n b]]>\r\nx\ry</r>",
        "<r>Quyết định số 12/QĐ-UBND về việc… 𠀋</r>",
        "<p:r xmlns:p='urn:p' xmlns:q='urn:q'><q:a/><p:b q:c=''/></p:r>".replacing("p:r", with: "r"),
        "<r xmlns='urn:r'><a xmlns='urn:r'><b xmlns:u='urn:unused'><c/></b></a></r>",
        "<r>" + String(repeating: "văn bản ", count: 4000) + "&amp;" + String(repeating: "x", count: 9000) + "</r>",
    ]

    @Test(arguments: documents) func `is libxml2's own, exclusive and inclusive`(document: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(document, to: "document.xml")
        for (option, form) in [
            ("--exc-c14n", CanonicalForm.exclusive(inclusivePrefixes: [])), ("--c14n", .inclusive),
            ("--c14n11", .inclusive),
        ] {
            let judge = try Program.run("xmllint", [option, file])
            #expect(judge.succeeded, "\(judge.text)")
            #expect(
                try digest(of: document, form) == Digest.of(judge.output, .sha256),
                "\(option) of \(document.prefix(200))")
        }
    }

    @Test(arguments: documents.dropLast()) func `does not depend on how the bytes arrive`(document: String) throws {
        for form in [CanonicalForm.exclusive(inclusivePrefixes: []), .inclusive] {
            let whole = try digest(of: document, form)
            for pieces in [1, 2, 3, 7, 64] { #expect(try digest(of: document, form, pieces: pieces) == whole) }
        }
    }

    /// libxml2's Canonical XML 1.1 leaves the attribute out, as §2.4 asks only below elements that are left out themselves.
    @Test func `keeps an empty xml:base`() throws {
        let document = "<r><a xml:base=\"\"></a></r>"
        for form in [CanonicalForm.exclusive(inclusivePrefixes: []), .inclusive] {
            #expect(try digest(of: document, form) == Digest.of(Array(document.utf8), .sha256))
        }
    }

    @Test func `writes an ampersand in a namespace's URI as it does elsewhere`() throws {
        let document = "<r xmlns=\"http://a/?b&amp;c\"></r>"
        for form in [CanonicalForm.exclusive(inclusivePrefixes: []), .inclusive] {
            #expect(try digest(of: document, form) == Digest.of(Array(document.utf8), .sha256))
        }
    }
}
