import Foundation
import Testing

@testable import SignedXML

/// What may stand in `KeyInfo` beside the signer's certificate. It is not signed, so it is put in after signing.
@Suite struct `KeyInfo` {
    private static func signed(_ key: OutsideSigner.Key) throws -> String {
        let method = key == .rsa ? "rsa-sha256" : "ecdsa-sha256"
        return try OutsideSigner.sign("<r><x/>\(SignatureTemplate(method: method).text)</r>", key)
    }

    private static let rsa = Result { try signed(.rsa) }
    private static let p256 = Result { try signed(.p256) }

    private func code(_ document: String) throws -> String {
        try SignedDocumentVerifier(trust: nil).judge(Array(document.utf8), at: 0).reason?.rule.code ?? "valid"
    }

    /// The code for a document with this put in front of the certificate.
    private func code(inX509Data claim: String) throws -> String {
        try code(Self.rsa.get().replacing("<X509Data>", with: "<X509Data>\(claim)"))
    }

    /// The code for a document with this put before, and then behind `X509Data`.
    private func codes(besideX509Data claim: String, _ key: OutsideSigner.Key = .rsa) throws -> Set<String> {
        let document = try (key == .rsa ? Self.rsa : Self.p256).get()
        return [
            try code(document.replacing("<X509Data>", with: "\(claim)<X509Data>")),
            try code(document.replacing("</X509Data>", with: "</X509Data>\(claim)")),
        ]
    }

    /// What `openssl x509` says of the certificate.
    private func text(_ key: OutsideSigner.Key, _ arguments: [String]) throws -> String {
        let file = try OutsideSigner.identity(key).certificates
        let outcome = try Program.run("openssl", ["x509", "-in", file, "-noout"] + arguments)
        return String(decoding: outcome.output, as: UTF8.self).trimmed
    }

    @Test(arguments: [
        "CN=H24.01,O=Sở Nội vụ\\, Hải Phòng,C=VN", "cn=h24.01, O=\"Sở Nội vụ, Hải Phòng\" , c=VN",
        "2.5.4.3=H24.01,OID.2.5.4.10=S\\E1\\BB\\9F Nội  vụ\\2C Hải Phòng,C=#1302564e",
    ]) func `may name the certificate's subject`(name: String) throws {
        #expect(try code(inX509Data: "<X509SubjectName>\(name)</X509SubjectName>") == "valid")
    }

    @Test(arguments: [
        "CN=H24.02,O=Sở Nội vụ\\, Hải Phòng,C=VN", "C=VN,O=Sở Nội vụ\\, Hải Phòng,CN=H24.01", "CN=H24.01",
        "CN=H24.01,O=Sở Nội vụ, Hải Phòng,C=VN", "CN=H24.01+O=Sở Nội vụ\\, Hải Phòng,C=VN", "=", "\"", "CN=\\",
    ]) func `may not name another subject`(name: String) throws {
        #expect(try code(inX509Data: "<X509SubjectName>\(name)</X509SubjectName>") == "SIG-KEY-CONTRADICTION")
    }

    @Test func `may name the certificate by issuer and serial, and no other`() throws {
        let issuer = try text(.rsa, ["-issuer", "-nameopt", "RFC2253,-esc_msb"]).replacing("issuer=", with: "")
        let hex = try text(.rsa, ["-serial"]).replacing("serial=", with: "")
        let serial = String(
            decoding: try Program.run("python3", ["-c", "print(int('\(hex)', 16))"]).output, as: UTF8.self
        ).trimmed
        func claim(_ issuer: String, _ serial: String) -> String {
            "<X509IssuerSerial><X509IssuerName>\(issuer)</X509IssuerName><X509SerialNumber>\(serial)</X509SerialNumber>"
                + "</X509IssuerSerial>"
        }
        #expect(try code(inX509Data: claim(issuer, serial)) == "valid")
        for wrong in [claim(issuer, serial + "1"), claim(issuer, "0x\(hex)"), claim("CN=other", serial)] {
            #expect(try code(inX509Data: wrong) == "SIG-KEY-CONTRADICTION")
        }
        #expect(try code(inX509Data: "<X509IssuerSerial><X509IssuerName/></X509IssuerSerial>") == "SIG-STRUCTURE")
    }

    @Test func `may give the key's identifier and the certificate's digest, and no other`() throws {
        let hex = try text(.rsa, ["-ext", "subjectKeyIdentifier"]).split(separator: "\n").last ?? ""
        let identifier = hex.split(separator: ":").compactMap {
            UInt8($0.trimmingCharacters(in: .whitespaces), radix: 16)
        }
        #expect(try code(inX509Data: "<X509SKI>\(base64(identifier))</X509SKI>") == "valid")
        #expect(try code(inX509Data: "<X509SKI>QUJD</X509SKI>") == "SIG-KEY-CONTRADICTION")
        let certificate = try Certificate.all(
            inPEM: String(contentsOfFile: OutsideSigner.identity(.rsa).certificates, encoding: .utf8))[0]
        func claim(_ algorithm: String, _ digest: [UInt8]) -> String {
            "<d:X509Digest xmlns:d=\"http://www.w3.org/2009/xmldsig11#\" Algorithm=\"\(algorithm)\">\(base64(digest))"
                + "</d:X509Digest>"
        }
        let sha512 = "http://www.w3.org/2001/04/xmlenc#sha512"
        #expect(try code(inX509Data: claim(sha512, Digest.of(certificate.der, .sha512))) == "valid")
        #expect(try code(inX509Data: claim(sha512, [1, 2])) == "SIG-KEY-CONTRADICTION")
        #expect(try code(inX509Data: claim("http://www.w3.org/2000/09/xmldsig#sha1", [1, 2])) == "SIG-SHA1")
    }

    @Test func `may hold names that nobody filled in`() throws {
        #expect(try code(inX509Data: "<X509SubjectName/><X509IssuerSerial/><X509SKI/>") == "valid")
        #expect(try codes(besideX509Data: "<KeyName/>") == ["valid"])
    }

    @Test func `may name the key as the certificate is named, and not otherwise`() throws {
        let fingerprint = try text(.rsa, ["-fingerprint", "-sha256"]).split(separator: "=").last ?? ""
        for name in ["H24.01", "CN=H24.01,O=Sở Nội vụ\\, Hải Phòng,C=VN", String(fingerprint)] {
            #expect(try codes(besideX509Data: "<KeyName>\(name)</KeyName>") == ["valid"])
        }
        #expect(try codes(besideX509Data: "<KeyName>H24.02</KeyName>") == ["SIG-KEY-CONTRADICTION"])
    }

    @Test func `may repeat the certificate's key, and hold no other`() throws {
        let modulus = try text(.rsa, ["-modulus"]).replacing("Modulus=", with: "")
        let bytes = stride(from: 0, to: modulus.count, by: 2).map { offset in
            UInt8(modulus.dropFirst(offset).prefix(2), radix: 16) ?? 0
        }
        func claim(_ modulus: [UInt8], _ exponent: String = "AQAB") -> String {
            "<KeyValue><RSAKeyValue><Modulus>\(base64(modulus))</Modulus><Exponent>\(exponent)</Exponent></RSAKeyValue>"
                + "</KeyValue>"
        }
        #expect(try codes(besideX509Data: claim(bytes)) == ["valid"])
        #expect(try codes(besideX509Data: claim([0] + bytes)) == ["valid"])
        for wrong in [claim(bytes.reversed()), claim(bytes, "Aw==")] {
            #expect(try codes(besideX509Data: wrong) == ["SIG-KEY-CONTRADICTION"])
        }
        #expect(try codes(besideX509Data: claim(bytes), .p256) == ["SIG-KEY-CONTRADICTION"])
    }

    @Test func `may repeat a key on a curve, and its encoding`() throws {
        let file = try OutsideSigner.identity(.p256)
        let encoded = try Program.run("openssl", ["pkey", "-in", file.key, "-pubout", "-outform", "DER"]).output
        let point = Array(encoded.suffix(65))
        func claim(_ curve: String, _ point: [UInt8]) -> String {
            "<KeyValue><d:ECKeyValue xmlns:d=\"http://www.w3.org/2009/xmldsig11#\"><d:NamedCurve URI=\"urn:oid:\(curve)\"/>"
                + "<d:PublicKey>\(base64(point))</d:PublicKey></d:ECKeyValue></KeyValue>"
        }
        #expect(try codes(besideX509Data: claim("1.2.840.10045.3.1.7", point), .p256) == ["valid"])
        for wrong in [claim("1.3.132.0.34", point), claim("1.2.840.10045.3.1.7", point.reversed())] {
            #expect(try codes(besideX509Data: wrong, .p256) == ["SIG-KEY-CONTRADICTION"])
        }
        func der(_ bytes: [UInt8]) -> String {
            "<d:DEREncodedKeyValue xmlns:d=\"http://www.w3.org/2009/xmldsig11#\">\(base64(bytes))</d:DEREncodedKeyValue>"
        }
        #expect(try codes(besideX509Data: der(encoded), .p256) == ["valid"])
        #expect(try codes(besideX509Data: der(encoded), .rsa) == ["SIG-KEY-CONTRADICTION"])
    }
}

@Suite struct `Several certificates` {
    private func code(_ certificates: [RehearsalCertificate], signer: RehearsalIdentity) throws -> String {
        let identity = try SigningIdentity(
            keyPEM: signer.key.pem(), certificatesPEM: signer.certificate.pem())
        let document = try DocumentSigner.sign(
            Array("<r><x/></r>".utf8), by: identity, profile: ReadingProfile(signatureParent: ["r"])
        ).get()
        let enclosed = try certificates.map { certificate in
            "<ds:X509Certificate>\(base64(try Certificate.all(inPEM: certificate.pem())[0].der))</ds:X509Certificate>"
        }
        let text = String(decoding: document, as: UTF8.self)
            .replacing(/<ds:X509Certificate>.*<\/ds:X509Certificate>/, with: enclosed.joined())
        return try SignedDocumentVerifier(trust: nil).judge(Array(text.utf8), at: 0).reason?.rule.code ?? "valid"
    }

    @Test func `lead from the signer's to its anchor, in any order behind the first`() throws {
        let always = ValidityPeriod(from: 0, until: 4_000_000_000)
        func name(_ name: String) -> DistinguishedName { DistinguishedName(organization: "A", commonName: name) }
        let root = try RehearsalAuthority.root(subject: name("root"), validity: always)
        let middle = try root.intermediate(subject: name("middle"), validity: always)
        let signer = try middle.issue(to: name("H24.01"), key: .p256, validity: always)
        let other = try middle.issue(to: name("H24.02"), key: .p256, validity: always)
        let stranger = try RehearsalAuthority.root(subject: name("stranger"), validity: always)
        let own = signer.certificate
        for good in [[own], [own, middle.certificate], [own, root.certificate, middle.certificate]] {
            #expect(try code(good, signer: signer) == "valid")
        }
        #expect(try code([middle.certificate, own], signer: signer) == "SIG-CERTIFICATE-ORDER")
        #expect(try code([root.certificate, middle.certificate, own], signer: signer) == "SIG-CERTIFICATE-ORDER")
        // A genuine certificate first, and the attacker's, whose key has signed, second.
        #expect(try code([other.certificate, own], signer: signer) == "SIG-CERTIFICATE-STRANGER")
        #expect(try code([own, stranger.certificate], signer: signer) == "SIG-CERTIFICATE-STRANGER")
        #expect(try code([other.certificate], signer: signer) == "SIG-VALUE")
    }

    @Test func `of an authority with the same name and another key are trusted no more than any`() throws {
        let always = ValidityPeriod(from: 0, until: 4_000_000_000)
        let name = DistinguishedName(organization: "A", commonName: "root")
        let genuine = try RehearsalAuthority.root(subject: name, validity: always)
        let evil = try RehearsalAuthority.root(subject: name, validity: always)
        let signer = try evil.issue(
            to: DistinguishedName(organization: "A", commonName: "H24.01"), key: .p256, validity: always)
        let identity = try SigningIdentity(
            keyPEM: signer.key.pem(), certificatesPEM: signer.certificate.pem() + evil.certificate.pem())
        let document = try DocumentSigner.sign(
            Array("<r><x/></r>".utf8), by: identity, profile: ReadingProfile(signatureParent: ["r"])
        ).get()
        for (anchor, result) in [(genuine, SignedDocumentVerdict.Result.refused), (evil, .valid)] {
            let trust = try TrustStore(anchors: Certificate.all(inPEM: anchor.certificate.pem()))
            #expect(try SignedDocumentVerifier(trust: trust).judge(document, at: 1_000_000).result == result)
        }
    }
}
