import Foundation
import Testing

@testable import SignedXML

/// What is done to the properties of a truly signed XAdES-BES document, and the code it must get.
private let attacks: [Attack] = [
    // Not covered, or another one covered.
    Attack("SignedProperties unreferenced", "XAD-UNREFERENCED") { text in
        text.replacing(propertiesReference(text), with: "")
    },
    Attack(
        "the type taken off the reference", "SIG-PART", replacing: " Type=\"\(PropertiesReference.type)\"",
        with: ""),
    Attack("the reference doubled", "XAD-DOUBLED") { text in
        text.replacing(propertiesReference(text), with: propertiesReference(text) + propertiesReference(text))
    },
    Attack("the reference to another Id", "XAD-REFERENCE") { text in
        text.replacing("URI=\"#S-", with: "URI=\"#T-")
    },
    Attack("the reference to the whole document", "XAD-REFERENCE") { text in
        text.replacing(
            propertiesReference(text), with: propertiesReference(text).replacing(/URI="[^"]*"/, with: "URI=\"\""))
    },
    Attack("the reference to another document", "XAD-REFERENCE") { text in
        text.replacing(
            propertiesReference(text),
            with: propertiesReference(text).replacing(/URI="[^"]*"/, with: "URI=\"http://a/b\""))
    },
    Attack("the Object taken away", "XAD-REFERENCE") { text in text.replacing(text.element("ds:Object"), with: "") },
    Attack("a transform more on the reference", "SIG-TRANSFORM") { text in
        let second = "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:Transform></ds:Transforms>"
        return text.replacing(
            propertiesReference(text), with: propertiesReference(text).replacing("</ds:Transforms>", with: second))
    },
    Attack("XPath on the reference", "SIG-XPATH") { text in
        let reference = propertiesReference(text)
        let other = reference.replacing(
            SignatureAlgorithms.exclusive, with: "http://www.w3.org/TR/1999/REC-xpath-19991116")
        return text.replacing(reference, with: other)
    },
    // Doubled.
    Attack("two Objects", "XAD-DOUBLED") { text in
        text.replacing(text.element("ds:Object"), with: text.element("ds:Object") + text.element("ds:Object"))
    },
    Attack("two QualifyingProperties", "XAD-DOUBLED", doubling: "xades:QualifyingProperties"),
    Attack("two SignedProperties", "XAD-DOUBLED", doubling: "xades:SignedProperties"),
    Attack("two signing times", "XAD-DOUBLED", doubling: "xades:SigningTime"),
    Attack("two signing certificates", "XAD-DOUBLED", doubling: "xades:SigningCertificateV2"),
    Attack("a twin of SignedProperties elsewhere in the signature", "SIG-ID-TWICE") { text in
        text.replacing("</xades:SignedProperties>", with: "</xades:SignedProperties>\(unsigned(twin(text)))")
    },
    Attack("a twin spelt ID", "SIG-ID-TWICE") { text in
        text.replacing(
            "</xades:SignedProperties>",
            with: "</xades:SignedProperties>\(unsigned(twin(text).replacing(" Id=", with: " ID=")))")
    },
    // Of another signature.
    Attack("another target", "XAD-TARGET", replacing: "Target=\"#S-", with: "Target=\"#T-"),
    Attack("no target", "XAD-TARGET") { $0.replacing(/\sTarget="[^"]*"/, with: "") },
    Attack("the signature without Id", "XAD-TARGET") { $0.replacing(/(<ds:Signature [^>]*) Id="[^"]*"/) { "\($0.1)" } },
    // Another content.
    Attack("the signing time changed", "XAD-DIGEST") {
        $0.replacing(/<xades:SigningTime>20/, with: "<xades:SigningTime>19")
    },
    Attack("the signing time unreadable", "XAD-SIGNING-TIME") {
        $0.replacing(/<xades:SigningTime>20/, with: "<xades:SigningTime>2O")
    },
    Attack(
        "a property added", "XAD-DIGEST", replacing: "</xades:SignedSignatureProperties>",
        with: "<xades:SignerRole/></xades:SignedSignatureProperties>"),
    Attack("the digest of another certificate", "XAD-CERTIFICATE") { text in
        text.replacing(/(xades:CertDigest>.*<ds:DigestValue[^>]*>)..../) { "\($0.1)AAAA" }
    },
    Attack("no certificate named", "XAD-NO-CERTIFICATE") { text in
        text.replacing(text.element("xades:SigningCertificateV2"), with: "")
    },
    Attack("the certificate named by SHA-1", "SIG-SHA1") { text in
        let certificate = text.element("xades:SigningCertificateV2")
        let weak = certificate.replacing("2001/04/xmlenc#sha256", with: "2000/09/xmldsig#sha1")
        return text.replacing(certificate, with: weak)
    },
    Attack(
        "another serial number", "XAD-ISSUER-SERIAL", replacing: "</xades:CertDigest>",
        with:
            "</xades:CertDigest><xades:IssuerSerial><X509IssuerName xmlns=\"\(XMLNamespace.signature)\">CN=A</X509IssuerName>"
            + "<X509SerialNumber xmlns=\"\(XMLNamespace.signature)\">42</X509SerialNumber></xades:IssuerSerial>"),
    Attack(
        "another encoded serial number", "XAD-ISSUER-SERIAL", replacing: "</xades:CertDigest>",
        with: "</xades:CertDigest><xades:IssuerSerialV2>MAMCASo=</xades:IssuerSerialV2>"),
    Attack(
        "properties of the old XAdES", "SIG-OBJECT", replacing: XMLNamespace.xades,
        with: "http://uri.etsi.org/01903/v1.1.1#"),
    Attack("properties and a payload in the Object", "SIG-OBJECT", replacing: "<ds:Object>", with: "<ds:Object><r/>"),
    Attack(
        "text among the properties", "XAD-STRUCTURE", replacing: "</xades:SignedProperties>",
        with: "</xades:SignedProperties>x"),
]

private func propertiesReference(_ text: String) -> String {
    guard let start = text.firstRange(of: "<ds:Reference Type="),
        let end = text[start.lowerBound...].firstRange(of: "</ds:Reference>")
    else { return "" }
    return String(text[start.lowerBound..<end.upperBound])
}

private func twin(_ text: String) -> String { text.element("xades:SignedProperties") }

private func unsigned(_ content: String) -> String {
    "<xades:UnsignedProperties><xades:UnsignedSignatureProperties>\(content)"
        + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
}

extension Attack {
    fileprivate init(_ name: String, _ code: String, doubling element: String) {
        self.init(name, code) { text in
            let found = text.element(element)
            return text.replacing(found, with: found + found)
        }
    }
}

@Suite struct `Attacks on XAdES properties` {
    private static let signed = Result { try XAdES.signed(in: TimestampingWorld.shared.get()) }

    @Test func `leave the untouched document valid`() throws {
        #expect(try XAdES.codes(Self.signed.get()) == [])
    }

    @Test(arguments: attacks) func `are refused, each with its code`(attack: Attack) throws {
        let signed = try Self.signed.get()
        let attacked = attack.change(signed)
        try #require(attacked != signed, "the attack changed nothing")
        #expect(try XAdES.codes(attacked) == [attack.code])
    }

    @Test(arguments: [
        unsigned(""), unsigned("<xades:CertificateValues/>"), unsigned("<xades:SignatureTimeStamp/>"),
        unsigned(
            "<xades:SignatureTimeStamp><xades:EncapsulatedTimeStamp>AAAA</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>"
        ),
        "<xades:UnsignedProperties>any text<x xmlns=\"urn:x\"/></xades:UnsignedProperties>",
    ])
    func `that only add unsigned properties change nothing`(properties: String) throws {
        let text = try Self.signed.get().replacing(
            "</xades:SignedProperties>", with: "</xades:SignedProperties>\(properties)")
        #expect(try XAdES.codes(text) == [])
        let world = try TimestampingWorld.shared.get()
        let judgement = try world.trust().judge(XAdES.evidence(text), at: (world.now + 60) * 1000)
        #expect(judgement.timeMilliseconds == (world.now + 60) * 1000)
        #expect(!judgement.findings.refuses)
    }
}
