import Foundation
import Testing

@testable import SignedXML

/// `Schemas/signature-profile.xsd` says for others what ``SignatureProfile`` accepts; `xmllint` is the judge.
@Suite struct `The schema of the signature profile` {
    private static let schema = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Schemas/signature-profile.xsd").path

    private static let profile = ReadingProfile(binaryElements: ["content"], signatureParent: ["r", "head"])

    private func signed(_ key: RehearsalKey.Kind) throws -> String {
        let pki = try RehearsalPKI(at: Int64(Date().timeIntervalSince1970))
        let made = try pki.identity(of: RehearsalAgency(identifier: "H24.01", name: "So"), key: key)
        let identity = try SigningIdentity(keyPEM: made.key.pem(), certificatesPEM: made.certificatesPEM())
        let document = "<r xmlns:p=\"urn:p\"><head><p:a>Về việc</p:a></head><content id=\"x\">QUJD</content></r>"
        let bytes = try DocumentSigner.sign(Array(document.utf8), by: identity, profile: Self.profile).get()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether each signature is valid by the schema.
    private func valid(_ signatures: [String]) throws -> [Bool] {
        let folder = try TemporaryFolder()
        let files = try signatures.enumerated().map { try folder.write($1, to: "\($0).xml") }
        let judged = try Program.run("xmllint", ["--noout", "--nonet", "--schema", Self.schema] + files)
        let lines = Set(judged.text.split(separator: "\n").map(String.init))
        return files.map { lines.contains("\($0) validates") }
    }

    @Test(arguments: [RehearsalKey.Kind.rsa2048, .p256, .p384])
    func `accepts what the hub signs`(key: RehearsalKey.Kind) throws {
        #expect(try valid([Attack.signature(signed(key))]) == [true])
    }

    @Test func `refuses every attack on the signature's structure`() throws {
        let good = Attack.signature(try signed(.rsa2048))
        let text = try signed(.rsa2048)
        // Attacks on place, coverage or content leave the signature's own structure as it was.
        let structural: Set = [
            "SIG-OBJECT", "SIG-STRUCTURE", "SIG-KEYINFO", "SIG-KEY-VALUE", "SIG-KEY-ELSEWHERE", "SIG-METHOD",
            "SIG-HMAC",
            "SIG-SHA1", "SIG-MD5", "SIG-DSA", "SIG-DIGEST-METHOD", "SIG-CANONICALIZATION", "SIG-COMMENTS", "SIG-XPATH",
            "SIG-XPATH-FILTER", "SIG-XSLT", "SIG-BASE64", "SIG-BASE64-TRANSFORM", "SIG-EXTERNAL",
        ]
        // What only a reader can see: that a prefix list stands where its algorithm has none, that a certificate is missing
        // among what may stand in any order.
        let beyond: Set = ["a prefix list where there is none", "no certificate but a name"]
        let attacks = Attack.all.filter { structural.contains($0.code) && !beyond.contains($0.testDescription) }
        #expect(attacks.count > 10)
        let judged = try valid([good] + attacks.map { Attack.signature($0.change(text)) })
        #expect(judged.first == true)
        for (attack, isValid) in zip(attacks, judged.dropFirst()) {
            #expect(!isValid, "\(attack.testDescription)")
        }
    }

    @Test func `accepts XAdES properties, and only them, in an Object`() throws {
        let good = Attack.signature(try signed(.p256)).replacing("<ds:Signature ", with: "<ds:Signature Id=\"s\" ")
        let digest = """
            <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
            <ds:DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=</ds:DigestValue>
            """
        let properties = """
            <x:QualifyingProperties xmlns:x="http://uri.etsi.org/01903/v1.3.2#" Target="#s"><x:SignedProperties Id="p">\
            <x:SignedSignatureProperties><x:SigningTime>2026-10-07T08:00:00+07:00</x:SigningTime><x:SigningCertificateV2>\
            <x:Cert><x:CertDigest>\(digest)</x:CertDigest></x:Cert></x:SigningCertificateV2></x:SignedSignatureProperties>\
            </x:SignedProperties></x:QualifyingProperties>
            """
        let reference = """
            <ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#p">\(digest)</ds:Reference></ds:SignedInfo>
            """
        let withReference = good.replacing("</ds:SignedInfo>", with: reference)
        func with(_ object: String) -> String {
            withReference.replacing("</ds:Signature>", with: "<ds:Object>\(object)</ds:Object></ds:Signature>")
        }
        let judged = try valid([
            with(properties), with(properties + "<x/>"), with("<r/>"),
            with(properties.replacing(" Target=\"#s\"", with: "")), with(properties.replacing(" Id=\"p\"", with: "")),
            with(properties.replacing("SigningTime>", with: "SigningTimes>")),
        ])
        #expect(judged == [true, false, false, false, false, false])
    }
}
