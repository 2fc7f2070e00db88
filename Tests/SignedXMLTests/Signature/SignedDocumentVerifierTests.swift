import Foundation
import Testing

@testable import SignedXML

private let verifier = SignedDocumentVerifier(trust: nil)

private func judge(_ document: String) throws -> SignedDocumentVerdict {
    try verifier.judge(Array(document.utf8), at: 0)
}

private func code(_ document: String) throws -> String { try judge(document).reason?.rule.code ?? "valid" }

/// A document with all that canonical forms disagree about; the signature as first, second or last of the root's children.
private func document(_ template: SignatureTemplate, at position: Int = 1) -> String {
    let signature = (0...2).map { $0 == position ? template.text : "" }
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <r xmlns="urn:r" xmlns:p="urn:p" xmlns:u="urn:u" xml:lang="vi" xml:base="http://a/b/" xml:id="root">\(signature[0])
        <p:a b="1">Quyết định &amp; đó <![CDATA[<x> & ]]>&#13;&#x1F600;</p:a>\(signature[1])
        <c xmlns=""><d xmlns:p="urn:p2" p:z="1" a="&#9;&quot;"/></c>\(signature[2])</r>
        """
}

@Suite struct `A signature in any document` {
    static let canonical = [
        SignatureAlgorithms.exclusive, SignatureAlgorithms.inclusive10, SignatureAlgorithms.inclusive11,
    ]
    static let forms: [SignatureTemplate] = canonical.flatMap { outer in
        (canonical + [nil]).map { SignatureTemplate(canonicalization: outer, transform: $0) }
    }
    static let hashes: [SignatureTemplate] = [256, 384, 512].flatMap { size in
        SignatureAlgorithms.digests.keys.sorted().map { SignatureTemplate(method: "rsa-sha\(size)", digest: $0) }
    }
    static let prefixes: [SignatureTemplate] = ["u", "#default", "u p #default", "xml", "nothing", ""].flatMap {
        [SignatureTemplate(prefixes: ($0, nil)), SignatureTemplate(prefixes: (nil, $0), prefix: "ds")]
    }

    @Test(arguments: forms + hashes + prefixes) func `by xmlsec1 is valid`(template: SignatureTemplate) throws {
        #expect(try code(OutsideSigner.sign(document(template))) == "valid")
    }

    @Test(arguments: [OutsideSigner.Key.p256, .p384, .p521], [256, 384, 512])
    func `by xmlsec1 with an elliptic curve is valid`(key: OutsideSigner.Key, size: Int) throws {
        #expect(try code(OutsideSigner.sign(document(SignatureTemplate(method: "ecdsa-sha\(size)")), key)) == "valid")
    }

    @Test(arguments: [0, 1, 2], ["", "#root"])
    func `may be the first, a middle or the last child, with prefix or without`(position: Int, uri: String) throws {
        for prefix in ["", "ds"] {
            var template = SignatureTemplate(transform: SignatureAlgorithms.inclusive10, uri: uri)
            template.prefix = prefix
            let signed = try OutsideSigner.sign(document(template, at: position))
            let verdict = try judge(signed)
            #expect(verdict.result == .valid, "\(verdict.findings)")
            #expect(verdict.description?.references.map(\.uri) == [uri])
            #expect(try code(signed.replacing("b=\"1\"", with: "b=\"2\"")) == "SIG-DIGEST")
        }
    }

    @Test(arguments: ["Id", "ID", "id"]) func `may name the root by its identifier`(attribute: String) throws {
        let unsigned = "<r \(attribute)=\"a1\"><x/>\(SignatureTemplate(uri: "#a1").text)</r>"
        let signed = try OutsideSigner.sign(unsigned, .rsa, ["--id-attr:\(attribute)", "r"])
        #expect(try code(signed) == "valid")
        #expect(try code(signed.replacing("URI=\"#a1\"", with: "URI=\"#a2\"")) == "SIG-PART")
    }

    @Test func `is refused when it names another element than the root`() throws {
        let unsigned = "<r><x Id=\"a1\"/>\(SignatureTemplate(uri: "#a1").text)</r>"
        #expect(try code(OutsideSigner.sign(unsigned, .rsa, ["--id-attr:Id", "x"])) == "SIG-PART")
    }

    @Test(arguments: [
        "<a Id=\"x\"/><b Id=\"x\"/>", "<a ID=\"x\"/><b xml:id=\"x\"/>", "<a id=\"x\" Id=\"y\"/>",
        "<a><b id=\"x\"/></a><c id=\"x\"/>",
    ]) func `is refused, though true, when an identifier is not one element's`(content: String) throws {
        let signed = try OutsideSigner.sign("<r>\(content)\(SignatureTemplate().text)</r>")
        #expect(try code(signed) == "SIG-ID-TWICE")
    }

    @Test func `covers a document however its bytes are written`() throws {
        let signed = try OutsideSigner.sign(document(SignatureTemplate()))
        for other in [
            "\u{FEFF}" + signed, signed + "\n \n", signed.replacing("\n", with: "\r\n"),
            signed.replacing("b=\"1\"", with: "b = '&#49;'"),
        ] {
            #expect(try code(other) == "valid")
        }
    }

    @Test func `is held to what the reader refuses`() throws {
        let signed = try OutsideSigner.sign(document(SignatureTemplate()))
        for (change, expected) in [
            ("<!-- -->", "XML-COMMENT"), ("<?x y?>", "XML-PROCESSING-INSTRUCTION"), ("&x;", "XML-ENTITY"),
            ("<q:x/>", "XML-NAMESPACE"), ("\u{0}", "XML-NUL"),
        ] {
            #expect(try code(signed.replacing("</r>", with: change + "</r>")) == expected)
        }
        #expect(try code(signed.replacing("<r ", with: "<!DOCTYPE r><r ")) == "XML-DOCTYPE")
        #expect(try code(String(signed.dropLast(9))) == "XML-TRUNCATED")
        #expect(try code("") == "XML-NOT-XML" && code("<r/>") == "SIG-NONE")
    }

    /// Canonical XML 1.0 §1.3: a relative namespace URI is a failure. OpenSSL signs it, as it stands, all the same.
    @Test(arguments: ["relative", "../a", "?a:b", "#a:b", "/a:b"])
    func `is refused, though true, where canonical XML is not defined`(uri: String) throws {
        let method = SignatureTemplate().method
        func signed(_ namespace: String) throws -> String {
            try OutsideSigner.sign(
                "<r><n:a xmlns:n=\"\(namespace)\"></n:a></r>",
                method: "http://www.w3.org/2001/04/xmldsig-more#\(method)", .rsa)
        }
        #expect(try code(signed(uri)) == "XML-NAMESPACE")
        #expect(try code(signed("urn:" + uri)) == "valid")
    }

    @Test func `must stand in the document it signs`() throws {
        let signed = try OutsideSigner.sign(document(SignatureTemplate()))
        let signature = try #require(signed.firstMatch(of: /(?s)<Signature.*<\/Signature>/)).output
        #expect(try code(String(signature)) == "SIG-NOT-ENVELOPED")
        #expect(try code("<r><deep>\(signature)</deep></r>") == "SIG-PLACE")
        #expect(try code("<r>\(signature)\(signature)</r>") == "SIG-MULTIPLE")
        #expect(try code(signed.replacing("URI=\"\"", with: "URI=\"cid:a\"")) == "SIG-REFERENCE")
    }
}

@Suite struct `Judging a large document` {
    private static func rows(_ count: Int) -> String {
        (0..<count).map { "<row n=\"\($0)\"><a>văn bản \($0)</a></row>\n" }.joined()
    }

    @Test(arguments: [SignatureAlgorithms.exclusive, SignatureAlgorithms.inclusive11])
    func `finds the signature at its end, behind more than is ever held back`(transform: String) throws {
        let text = "<t>" + String(repeating: "A", count: 4_300_000) + "</t>"
        let unsigned =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r>\(Self.rows(1000))\(text)\(SignatureTemplate(transform: transform).text)</r>"
        try #require(unsigned.utf8.count > Limits().headerLength)
        let signed = try OutsideSigner.sign(unsigned)
        #expect(try code(signed) == "valid")
        #expect(try code(signed.replacingOccurrences(of: "văn bản 999", with: "văn bản 99")) == "SIG-DIGEST")
    }

    @Test func `reads it a second time only when the signature asks for another form than the usual`() throws {
        for (transform, expected) in [(SignatureAlgorithms.exclusive, 1), (SignatureAlgorithms.inclusive10, 2)] {
            let signed = Array(try OutsideSigner.sign(document(SignatureTemplate(transform: transform))).utf8)
            var readings = 0
            let verdict = try verifier.judge(at: 0) { piece in
                readings += 1
                for start in stride(from: 0, to: signed.count, by: 7) {
                    let bytes = Array(signed[start..<min(start + 7, signed.count)])
                    guard piece(bytes.span.bytes) else { return }
                }
            }
            #expect(verdict.result == .valid && readings == expected)
        }
    }

    @Test func `says nothing of a document that changes while it is read`() throws {
        let forms = [SignatureAlgorithms.inclusive10, SignatureAlgorithms.exclusive]
        let signed = try forms.map { Array(try OutsideSigner.sign(document(SignatureTemplate(transform: $0))).utf8) }
        var reading = 0
        func changing(_ piece: (RawSpan) -> Bool) {
            let bytes = signed[reading]
            _ = piece(bytes.span.bytes)
            reading += 1
        }
        #expect(throws: SignedXMLError.self) { try verifier.judge(at: 0, readPieces: changing) }
    }

    @Test func `refuses a signature that hides contents`() throws {
        let signed = try OutsideSigner.sign(document(SignatureTemplate()))
        let filler = "<Object>" + String(repeating: "A", count: 5_000_000) + "</Object></Signature>"
        #expect(try code(signed.replacing("</Signature>", with: filler)) == "SIG-SIZE")
        let many = String(repeating: "<Object/>", count: 100_000) + "</Signature>"
        #expect(try code(signed.replacing("</Signature>", with: many)) == "SIG-SIZE")
    }
}
