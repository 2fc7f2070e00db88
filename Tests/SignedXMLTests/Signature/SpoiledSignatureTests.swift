import Foundation
import SeededRandom
import Testing

@testable import SignedXML

@Suite struct `A signed document with a few bytes spoiled` {
    private static let pieces = [
        "<", ">", "&", "\"", " ", "\n", "\r", "]]>", "<![CDATA[", "<!--", "xmlns=\"\"", "Id=\"a\"", "&#13;", "=", "A",
        "<Object/>", "</Signature>", "\u{0}", "é", "#", "<KeyName>x</KeyName>",
    ]

    private func spoil(_ document: [UInt8], _ dice: inout SplitMix) -> [UInt8] {
        var bytes = document
        for _ in 0..<Int.random(in: 1...2, using: &dice) {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<4, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.removeSubrange(place..<min(place + Int.random(in: 1...8, using: &dice), bytes.count))
            case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &dice)?.utf8.map { $0 } ?? [], at: place)
            default:
                let from = Int.random(in: 0..<bytes.count, using: &dice)
                bytes.insert(contentsOf: bytes[from..<min(from + 40, bytes.count)], at: place)
            }
            if bytes.isEmpty { return document }
        }
        return bytes
    }

    /// Whatever we call valid, `xmlsec1`, which is far more lenient, must call valid too.
    @Test(arguments: [SignatureAlgorithms.exclusive, SignatureAlgorithms.inclusive11])
    func `is judged without fail, and valid only where xmlsec1 agrees`(transform: String) throws {
        let content = "<a xmlns:p=\"urn:p\" p:b=\"1\">Về <![CDATA[việc]]> &amp; &#x41;</a>"
        let template = SignatureTemplate(transform: transform)
        let unsigned =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r xmlns:u=\"urn:u\">\(content)\(template.text)\n</r>\n"
        let signed = Array(try OutsideSigner.sign(unsigned).utf8)
        let verifier = SignedDocumentVerifier(trust: nil)
        let anchor = try OutsideSigner.identity(.rsa).certificates
        let folder = try TemporaryFolder()
        var dice = SplitMix(20_261_121)
        var valid = 0
        for _ in 0..<1500 {
            let spoiled = spoil(signed, &dice)
            let verdict = try verifier.judge(spoiled, at: 0)
            #expect(verdict.result == .valid || verdict.reason != nil)
            guard verdict.result == .valid, spoiled != signed, valid < 12 else { continue }
            valid += 1
            let file = try folder.write(spoiled, to: "spoiled.xml")
            let judge = try Program.run("xmlsec1", ["--verify", "--pubkey-cert-pem", anchor, file])
            #expect(judge.succeeded, "\(String(decoding: spoiled, as: UTF8.self))\n\(judge.text)")
        }
        #expect(valid > 3, "too few were left valid to prove anything")
    }
}
