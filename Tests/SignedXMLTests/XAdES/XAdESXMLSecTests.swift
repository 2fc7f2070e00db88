import Foundation
import Testing

@testable import SignedXML

/// A XAdES template that `xmlsec1` fills: whoever wrote the properties, the program digests and signs them.
private struct Template {
    /// Of `SignedInfo`.
    var c14n = SignatureAlgorithms.exclusive
    /// Of the reference to `SignedProperties`; `nil` for none.
    var transform: String? = SignatureAlgorithms.exclusive
    var prefixes = ""
    var digest = "http://www.w3.org/2001/04/xmlenc#sha256"
    var issuerSerial = ""
    var properties = ""
    var version = "V2"

    func text(_ certificate: Certificate) throws -> String {
        let list =
            prefixes.isEmpty
            ? "" : "<ec:InclusiveNamespaces xmlns:ec=\"\(SignatureAlgorithms.exclusive)\" PrefixList=\"\(prefixes)\"/>"
        let transforms =
            transform.map { "<Transforms><Transform Algorithm=\"\($0)\">\(list)</Transform></Transforms>" } ?? ""
        let certificateDigest = base64(try Digest.of(certificate.der, .sha256))
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <r xmlns="urn:r" xmlns:p="urn:p" xmlns:u="urn:unused" xml:lang="vi" xml:space="preserve"><head xmlns:u="urn:other"><p:a>Về việc</p:a>
            <Signature xmlns="\(XMLNamespace.signature)" Id="sig"><SignedInfo><CanonicalizationMethod Algorithm="\(c14n)"/>
            <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/><Reference URI=""><Transforms>
            <Transform Algorithm="\(SignatureAlgorithms.enveloped)"/><Transform Algorithm="\(SignatureAlgorithms.exclusive)"/></Transforms>
            <DigestMethod Algorithm="\(digest)"/><DigestValue/></Reference>
            <Reference Type="\(PropertiesReference.type)" URI="#sp">\(transforms)
            <DigestMethod Algorithm="\(digest)"/><DigestValue/></Reference></SignedInfo><SignatureValue/>
            <KeyInfo><X509Data><X509Certificate/></X509Data></KeyInfo>
            <Object><xades:QualifyingProperties xmlns:xades="\(XMLNamespace.xades)" Target="#sig">
              <xades:SignedProperties Id="sp"><xades:SignedSignatureProperties>
                <xades:SigningTime>2026-11-21T08:04:05Z</xades:SigningTime>
                <xades:SigningCertificate\(version)><xades:Cert><xades:CertDigest>
                  <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
                  <DigestValue>\(certificateDigest)</DigestValue></xades:CertDigest>\(issuerSerial)</xades:Cert>
                </xades:SigningCertificate\(version)>\(properties)</xades:SignedSignatureProperties>
                <xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#x">
                  <xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat></xades:SignedDataObjectProperties>
              </xades:SignedProperties></xades:QualifyingProperties></Object></Signature></head>
            <content id="a">VsSDbiBi4bqjbg==</content></r>
            """
    }
}

@Suite struct `A XAdES signature by xmlsec1` {
    private let world: TimestampingWorld
    private static let identifier = "--id-attr:Id"

    init() throws { world = try TimestampingWorld.shared.get() }

    private func signed(_ template: Template) throws -> String {
        let folder = try TemporaryFolder()
        let key = try folder.write(world.signer.key.pem(), to: "k.pem")
        let certificates = try folder.write(world.signer.certificatesPEM(), to: "c.pem")
        let leaf = try Certificate.all(inPEM: world.signer.certificate.pem())[0]
        let unsigned = try folder.write(template.text(leaf), to: "t.xml")
        let outcome = try Program.run(
            "xmlsec1",
            [
                "--sign", "--privkey-pem", "\(key),\(certificates)", Self.identifier,
                "\(XMLNamespace.xades):SignedProperties", "--output", folder.path("s.xml"), unsigned,
            ])
        #expect(outcome.succeeded, "\(outcome.text)")
        return String(decoding: try folder.read("s.xml"), as: UTF8.self)
    }

    private static let templates: [Template] = [
        Template(), Template(c14n: SignatureAlgorithms.inclusive10, transform: nil),
        Template(transform: SignatureAlgorithms.inclusive10), Template(transform: SignatureAlgorithms.inclusive11),
        Template(c14n: SignatureAlgorithms.inclusive11, transform: SignatureAlgorithms.inclusive11),
        Template(prefixes: "#default p u"), Template(digest: "http://www.w3.org/2001/04/xmlenc#sha512", version: ""),
    ]

    @Test(arguments: templates.indices) func `is accepted in each canonical form`(index: Int) throws {
        let text = try signed(Self.templates[index])
        #expect(try XAdES.codes(text) == [])
        let advanced = try #require(try XAdES.evidence(text).advanced)
        #expect(advanced.level == .bes)
        #expect(advanced.signingTimeMilliseconds == 1_795_248_245_000)
        #expect(advanced.remarks == [])
        // The claimed time is covered.
        #expect(try XAdES.codes(text.replacing("T08:04:05Z", with: "T08:04:06Z")) == ["XAD-DIGEST"])
    }

    @Test func `may name issuer and serial in either way`() throws {
        let leaf = try Certificate.all(inPEM: world.signer.certificate.pem())[0]
        let serial = try OpenSSLProgram.decimalSerial(world.signer.certificate)
        func pair(_ name: String) -> Template {
            Template(
                issuerSerial: "<xades:IssuerSerial><X509IssuerName>\(name)</X509IssuerName>"
                    + "<X509SerialNumber>\(serial)</X509SerialNumber></xades:IssuerSerial>", version: "")
        }
        let spaced = leaf.issuer.split(separator: ",").joined(separator: " , ").uppercased()
        for name in [leaf.issuer, spaced] {
            let text = try signed(pair(name))
            #expect(try XAdES.codes(text) == [])
            #expect(try XAdES.evidence(text).advanced?.remarks == [])
        }
        let other = try signed(pair("CN=Another"))
        #expect(try XAdES.codes(other) == [])
        #expect(try XAdES.evidence(other).advanced?.remarks.map(\.rule.code) == ["XAD-ISSUER-NAME"])
        let encoded = Template(
            issuerSerial: "<xades:IssuerSerialV2>\(base64(leaf.issuerSerial))</xades:IssuerSerialV2>")
        #expect(try XAdES.codes(signed(encoded)) == [])
    }

    @Test func `may be under a policy, which is noted`() throws {
        let explicit = """
            <xades:SignaturePolicyIdentifier><xades:SignaturePolicyId><xades:SigPolicyId>
            <xades:Identifier>urn:oid:1.2.704.9</xades:Identifier></xades:SigPolicyId><xades:SigPolicyHash>
            <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AAAA</DigestValue>
            </xades:SigPolicyHash></xades:SignaturePolicyId></xades:SignaturePolicyIdentifier>
            """
        let advanced = try #require(try XAdES.evidence(signed(Template(properties: explicit))).advanced)
        #expect(advanced.level == .epes)
        #expect(advanced.policy == "urn:oid:1.2.704.9")
        #expect(advanced.remarks.map(\.rule.code) == ["XAD-POLICY"])
        let implied =
            "<xades:SignaturePolicyIdentifier><xades:SignaturePolicyImplied/></xades:SignaturePolicyIdentifier>"
        #expect(try XAdES.evidence(signed(Template(properties: implied))).advanced?.level == .bes)
    }

    @Test func `may have signed properties that nobody knows, which is noted`() throws {
        let text = try signed(Template(properties: "<z:more xmlns:z=\"urn:z\">x</z:more>"))
        #expect(try XAdES.codes(text) == [])
        #expect(try XAdES.evidence(text).advanced?.remarks.map(\.rule.code) == ["XAD-UNKNOWN-PROPERTY"])
    }

    @Test(arguments: [false, true]) func `by us is verified by it`(isStamped: Bool) throws {
        let source: TimestampSource = { [world] in try world.program.token(over: $0) }
        let folder = try TemporaryFolder()
        let file = try folder.write(XAdES.signed(timestamp: isStamped ? source : nil, in: world), to: "s.xml")
        let anchor = try folder.write(world.pki.root.certificate.pem(), to: "root.pem")
        let verdict = try Program.run(
            "xmlsec1",
            [
                "--verify", "--trusted-pem", anchor, "--enabled-reference-uris", "empty,same-doc", Self.identifier,
                "\(XMLNamespace.xades):SignedProperties", file,
            ])
        #expect(verdict.succeeded, "\(verdict.text)")
        #expect(verdict.text.contains("SignedInfo References (ok/all): 2/2"))
    }
}

extension OpenSSLProgram {
    fileprivate static func decimalSerial(_ certificate: RehearsalCertificate) throws -> String {
        let folder = try TemporaryFolder()
        let hex = try run("x509", "-in", folder.write(certificate.pem(), to: "c.pem"), "-noout", "-serial").text
            .trimmed.dropFirst("serial=".count)
        let line = try Program.run("python3", ["-c", "print(int('\(hex)', 16))"]).text
        return line.trimmed
    }
}
