import Foundation
import Testing

@testable import SignedXML

private let path = FileManager.default.temporaryDirectory.appending(path: "xmlsec-\(UUID().uuidString)").path

private let made = Result {
    atexit { try? FileManager.default.removeItem(atPath: path) }
    return try PKIFolder.create(
        at: path,
        for: [
            RehearsalAgency(identifier: "H24.01", name: "So Noi vu"),
            RehearsalAgency(identifier: "H24.02", name: "So Tai chinh"),
        ],
        at: Int64(Date().timeIntervalSince1970))
}

private let profile = ReadingProfile(binaryElements: ["content"], signatureParent: ["r", "head"])

private final class Contents: DocumentHandler {
    private var identifiers: [String] = []
    func open(_ element: OpenedElement) {
        if element.name.local == "content" { identifiers.append(element.attributes.first?.value ?? "") }
    }
    func close(_ element: ClosedElement) {}
    func contentIdentifier(ofBinary index: Int) -> String? { identifiers[index] }
}

private func judge(_ document: [UInt8]) throws -> [String] {
    let reader = try DocumentReader(profile: profile, handler: Contents())
    reader.feed(document.span.bytes)
    let reading = reader.finish()
    guard reading.findings.isEmpty else { return reading.findings.map(\.rule.code) }
    switch reading.signature {
    case .absent: return ["absent"]
    case .refused(let findings): return findings.map(\.rule.code)
    case .present(let evidence): return evidence.verify().map(\.rule.code)
    }
}

/// A document with an unfilled signature, as `xmlsec1 --sign` takes it.
private func template(
    c14n: String = SignatureAlgorithms.exclusive, transform: String? = SignatureAlgorithms.exclusive,
    method: String = "rsa-sha256",
    digest: String = "http://www.w3.org/2001/04/xmlenc#sha256", prefixes: String = ""
) -> String {
    let list =
        prefixes.isEmpty
        ? "" : "<ec:InclusiveNamespaces xmlns:ec=\"\(SignatureAlgorithms.exclusive)\" PrefixList=\"\(prefixes)\"/>"
    let second = transform.map { "<Transform Algorithm=\"\($0)\">\(list)</Transform>" } ?? ""
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <r xmlns="urn:r" xmlns:p="urn:p" xmlns:u="urn:unused" xml:lang="vi"><head><p:subject>Về việc &amp; “thử”</p:subject>
        <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="\(c14n)"/>
        <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#\(method)"/><Reference URI=""><Transforms>
        <Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>\(second)</Transforms>
        <DigestMethod Algorithm="\(digest)"/><DigestValue/></Reference></SignedInfo><SignatureValue/>
        <KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo></Signature></head>
        <content id="a">VsSDbiBi4bqjbg==</content></r>
        """
}

private func signed(_ template: String, identity: IdentityFiles? = nil) throws -> [UInt8] {
    let files = try identity ?? made.get().agency("H24.01")
    let folder = try TemporaryFolder()
    let unsigned = try folder.write(template, to: "template.xml")
    let outcome = try Program.run(
        "xmlsec1",
        [
            "--sign", "--privkey-pem", "\(files.key),\(files.certificates)", "--output", folder.path("signed.xml"),
            unsigned,
        ])
    #expect(outcome.succeeded, "\(outcome.text)")
    return try folder.read("signed.xml")
}

@Suite struct `A signature by xmlsec1` {
    static let more = "http://www.w3.org/2001/04/xmldsig-more#"
    static let templates = [
        template(),
        template(transform: nil),
        template(c14n: SignatureAlgorithms.inclusive10, transform: SignatureAlgorithms.inclusive10),
        template(c14n: SignatureAlgorithms.inclusive11, transform: SignatureAlgorithms.inclusive11),
        template(prefixes: "u p #default"),
        template(method: "rsa-sha384", digest: more + "sha384"),
        template(method: "rsa-sha512", digest: "http://www.w3.org/2001/04/xmlenc#sha512"),
    ]

    @Test(arguments: templates) func `is accepted`(template: String) throws {
        #expect(try judge(signed(template)) == [])
    }

    @Test(arguments: [RehearsalKey.Kind.p256, .p384]) func `is accepted with an elliptic curve`(kind: RehearsalKey.Kind)
        throws
    {
        let pki = try RehearsalPKI(at: Int64(Date().timeIntervalSince1970))
        let identity = try pki.identity(of: RehearsalAgency(identifier: "H24.01", name: "So"), key: kind)
        let folder = try TemporaryFolder()
        let files = IdentityFiles(
            try folder.write(identity.certificatesPEM(), to: "c.pem"), try folder.write(identity.key.pem(), to: "k.pem")
        )
        #expect(try judge(signed(template(method: "ecdsa-sha256"), identity: files)) == [])
    }

    @Test func `is refused when a byte of what it signs is changed`() throws {
        let document = try signed(template())
        for (before, after, code) in [
            ("Về việc", "Về viec", "SIG-DIGEST"), ("VsSDbiBi", "VsSDbiBj", "SIG-DIGEST"),
            ("id=\"a\"", "id=\"b\"", "SIG-DIGEST"),
        ] {
            let changed = Array(String(decoding: document, as: UTF8.self).replacing(before, with: after).utf8)
            #expect(try judge(changed) == [code])
        }
    }

    @Test func `is refused when its value or its digest is changed`() throws {
        let text = String(decoding: try signed(template()), as: UTF8.self)
        for (element, codes) in [("SignatureValue", ["SIG-VALUE"]), ("DigestValue", ["SIG-VALUE"])] {
            let start = try #require(text.firstRange(of: "<\(element)>")).upperBound
            let other: Character = text[start] == "A" ? "B" : "A"
            #expect(try judge(Array((text[..<start] + [other] + text[text.index(after: start)...]).utf8)) == codes)
        }
    }

    @Test func `over SHA-1 is refused`() throws {
        let sha1 = template(digest: "http://www.w3.org/2000/09/xmldsig#sha1")
        #expect(try judge(signed(sha1)) == ["SIG-SHA1"])
        let rsa = template().replacing(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", with: "http://www.w3.org/2000/09/xmldsig#rsa-sha1")
        #expect(try judge(signed(rsa)) == ["SIG-SHA1"])
    }
}

@Suite struct `A signature by us` {
    @Test(arguments: RehearsalKey.Kind.allCases.filter { $0 != .rsa1024 })
    func `is verified by xmlsec1 and by ourselves`(kind: RehearsalKey.Kind) throws {
        let pki = try RehearsalPKI(at: Int64(Date().timeIntervalSince1970))
        let made = try pki.identity(of: RehearsalAgency(identifier: "H24.01", name: "So"), key: kind)
        let identity = try SigningIdentity(keyPEM: made.key.pem(), certificatesPEM: made.certificatesPEM())
        let unsigned =
            "\u{FEFF}<r xmlns='urn:r'>\r\n<head>\r\n<a b='&amp;'>Đ&#13;</a>\r\n</head><content id='x'>QUJD</content></r>"
        let document = try DocumentSigner.sign(Array(unsigned.utf8), by: identity, profile: profile).get()
        #expect(try judge(document) == [])
        let folder = try TemporaryFolder()
        let anchor = try folder.write(pki.root.certificate.pem(), to: "root.pem")
        let file = try folder.write(document, to: "signed.xml")
        let verdict = try Program.run("xmlsec1", ["--verify", "--trusted-pem", anchor, file])
        #expect(verdict.succeeded, "\(verdict.text)")
    }

    @Test func `is not put over another one`() throws {
        let made = try made.get().agency("H24.01")
        let identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: made.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: made.certificates, encoding: .utf8))
        let once = try DocumentSigner.sign(
            Array("<r><head/>x</r>".replacing("<head/>", with: "<head></head>").utf8), by: identity, profile: profile
        ).get()
        let twice = try DocumentSigner.sign(once, by: identity, profile: profile)
        guard case .failure(let refusal) = twice else { throw SignedXMLError("signed twice") }
        #expect(refusal.findings.map(\.rule.code) == ["SIG-MULTIPLE"])
    }
}
