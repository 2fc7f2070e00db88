import Foundation
import SeededRandom
import Testing

@testable import SignedXML

/// `LIENTHONG_CANONICAL_SIGNATURES=300 swift test --filter 'The signature of a generated document'` is the long form.
@Suite struct `The signature of a generated document` {
    private static let forms = [
        SignatureAlgorithms.exclusive, SignatureAlgorithms.inclusive10, SignatureAlgorithms.inclusive11,
    ]

    private static func seed(_ index: Int) -> UInt64 { GeneratedCampaign.seed &+ 500_000_000 &+ UInt64(index) }

    private static func template(_ dice: inout SplitMix) -> SignatureTemplate {
        var template = SignatureTemplate(
            canonicalization: dice.pick(forms), transform: dice.pick(forms + [nil]), prefix: dice.pick(["", "ds", "p"]))
        let list = GeneratedVocabulary.prefixes.shuffled(using: &dice).prefix(3)
            .map { $0.isEmpty ? "#default" : $0 }.joined(separator: " ")
        if template.transform == SignatureAlgorithms.exclusive, dice.once(in: 2) { template.prefixes.transform = list }
        if template.canonicalization == SignatureAlgorithms.exclusive, dice.once(in: 2) {
            template.prefixes.signedInfo = list
        }
        return template
    }

    private static func judge(_ document: String) throws -> String {
        let verdict = try SignedDocumentVerifier(trust: nil).judge(Array(document.utf8), at: 0)
        return verdict.reason?.rule.code ?? "valid"
    }

    /// xmlsec1 writes the document anew; what it signed is the same in the bytes that it was given, so both are judged.
    @Test func `by xmlsec1 is valid, in its bytes and in ours`() throws {
        for index in 0..<GeneratedCampaign.signatures {
            var dice = SplitMix(Self.seed(index))
            let document = GeneratedDocument(seed: Self.seed(index))
            let template = Self.template(&dice)
            let signed = try OutsideSigner.sign(document.text(with: template.text))
            let signature = try #require(signed.firstMatch(of: /(?s)<(\w+:)?Signature .*<\/(\w+:)?Signature>/)).output.0
            for text in [signed, document.text(with: String(signature))] {
                let verdict = try Self.judge(text)
                try #require(verdict == "valid", "seed \(Self.seed(index)), \(template): \(text)")
            }
            let end = try #require(signed.range(of: "</", options: .backwards)).lowerBound
            let other = signed[..<end] + "x" + signed[end...]
            #expect(try Self.judge(String(other)) == "SIG-DIGEST")
        }
    }

    @Test func `by us is verified by xmlsec1 and by ourselves`() throws {
        let files = try OutsideSigner.identity(.rsa)
        let identity = try SigningIdentity(
            keyPEM: String(contentsOfFile: files.key, encoding: .utf8),
            certificatesPEM: String(contentsOfFile: files.certificates, encoding: .utf8))
        let profile = ReadingProfile(signatureParent: ["r"], limits: .anyDocument)
        for index in 0..<GeneratedCampaign.signatures {
            let unsigned = GeneratedDocument(seed: Self.seed(index)).text()
            let signed = try DocumentSigner.sign(Array(unsigned.utf8), by: identity, profile: profile).get()
            #expect(try Self.judge(String(decoding: signed, as: UTF8.self)) == "valid")
            let file = try TemporaryFolder()
            let verdict = try Program.run(
                "xmlsec1", ["--verify", "--trusted-pem", files.certificates, file.write(signed, to: "signed.xml")])
            try #require(verdict.succeeded, "seed \(Self.seed(index)): \(verdict.text)")
        }
    }
}
