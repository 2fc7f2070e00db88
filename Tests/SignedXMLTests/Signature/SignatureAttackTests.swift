import Foundation
import Testing

@testable import SignedXML

/// One way to abuse XML signatures: what is replaced in a truly signed document, and the code it must get.
struct Attack: CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (String) -> String
    let code: String

    init(_ name: String, _ code: String, _ change: @escaping @Sendable (String) -> String) {
        testDescription = name
        self.code = code
        self.change = change
    }

    init(_ name: String, _ code: String, replacing before: String, with after: String) {
        self.init(name, code) { $0.replacing(before, with: after) }
    }

    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"

    static func signature(_ text: String) -> String {
        guard let start = text.firstRange(of: "<ds:Signature "), let end = text.firstRange(of: "</ds:Signature>") else {
            return ""
        }
        return String(text[start.lowerBound..<end.upperBound])
    }

    static let all: [Attack] = [
        // Wrapping.
        Attack("the signed original inside an evil root", "SIG-PLACE") { "<r><head/><evil>\($0)</evil></r>" },
        Attack("the signature moved into the body", "SIG-PLACE") { text in
            text.replacing(signature(text), with: "").replacing("</r>", with: signature(text) + "</r>")
        },
        Attack("the signature a level too deep", "SIG-PLACE") { text in
            text.replacing(signature(text), with: "<deep>\(signature(text))</deep>")
        },
        Attack("two signatures", "SIG-MULTIPLE") { text in
            text.replacing(signature(text), with: signature(text) + signature(text))
        },
        Attack(
            "a signature within the signature", "SIG-MULTIPLE", replacing: "<ds:KeyInfo>",
            with: "<ds:Signature/><ds:KeyInfo>"),
        Attack(
            "the original in an Object", "SIG-OBJECT", replacing: "</ds:KeyInfo>",
            with: "</ds:KeyInfo><ds:Object><r/></ds:Object>"),
        // Partial coverage.
        Attack("a reference to a part", "SIG-PART", replacing: "URI=\"\"", with: "URI=\"#head\""),
        Attack("a reference to a file", "SIG-EXTERNAL", replacing: "URI=\"\"", with: "URI=\"file:///etc/passwd\""),
        Attack("an xpointer", "SIG-XPOINTER", replacing: "URI=\"\"", with: "URI=\"#xpointer(/)\""),
        Attack("a reference without URI", "SIG-REFERENCE", replacing: " URI=\"\"", with: ""),
        Attack("only an attachment covered", "SIG-NOT-WHOLE") { text in
            let transforms =
                text.firstRange(of: "<ds:Transforms>")!.lowerBound..<text.firstRange(of: "</ds:Transforms>")!.upperBound
            return text.replacingCharacters(in: transforms, with: "").replacing("URI=\"\"", with: "URI=\"cid:x\"")
        },
        // Transforms.
        Attack(
            "without the enveloped transform", "SIG-TRANSFORM", replacing: enveloped,
            with: SignatureAlgorithms.exclusive),
        Attack("XPath", "SIG-XPATH", replacing: enveloped, with: "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        Attack("XSLT", "SIG-XSLT", replacing: enveloped, with: "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        Attack("three transforms", "SIG-TRANSFORM") { text in
            let second = "<ds:Transform Algorithm=\"\(SignatureAlgorithms.exclusive)\"></ds:Transform>"
            return text.replacing(second, with: second + second)
        },
        Attack("comments canonicalised", "SIG-COMMENTS") { text in
            let method = "<ds:CanonicalizationMethod Algorithm=\"\(SignatureAlgorithms.exclusive)"
            return text.replacing(method, with: method + "WithComments")
        },
        // Keys and algorithms.
        Attack("no KeyInfo", "SIG-KEYINFO") { text in
            let range =
                text.firstRange(of: "<ds:KeyInfo>")!.lowerBound..<text.firstRange(of: "</ds:KeyInfo>")!.upperBound
            return text.replacingCharacters(in: range, with: "")
        },
        Attack("a key value", "SIG-KEYINFO", replacing: "<ds:X509Data>", with: "<ds:KeyValue/><ds:X509Data>"),
        Attack("a retrieval method", "SIG-KEY-ELSEWHERE", replacing: "ds:X509Data>", with: "ds:RetrievalMethod>"),
        Attack("HMAC", "SIG-HMAC", replacing: "#rsa-sha256", with: "#hmac-sha256"),
        Attack("ECDSA under an RSA key", "SIG-KEY-MISMATCH", replacing: "#rsa-sha256", with: "#ecdsa-sha256"),
        Attack(
            "SHA-1", "SIG-SHA1", replacing: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            with: "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        Attack(
            "MD5", "SIG-MD5", replacing: "http://www.w3.org/2001/04/xmlenc#sha256",
            with: "http://www.w3.org/2001/04/xmldsig-more#md5"),
        // Split reading.
        Attack(
            "a comment in the digest", "XML-COMMENT", replacing: "<ds:DigestValue>", with: "<ds:DigestValue><!-- -->"),
        Attack(
            "two digest values", "SIG-STRUCTURE", replacing: "<ds:DigestValue>",
            with: "<ds:DigestValue>AAAA</ds:DigestValue><ds:DigestValue>"),
        Attack(
            "a second SignedInfo", "SIG-STRUCTURE", replacing: "<ds:SignatureValue>",
            with: "<ds:SignedInfo/><ds:SignatureValue>"),
        Attack("letters outside base64", "SIG-BASE64", replacing: "<ds:DigestValue>", with: "<ds:DigestValue>*"),
        Attack(
            "an element of another namespace", "SIG-STRUCTURE", replacing: "<ds:DigestMethod",
            with: "<x xmlns=\"urn:x\"/><ds:DigestMethod"),
        Attack(
            "an attribute more", "SIG-STRUCTURE", replacing: "<ds:Reference ", with: "<ds:Reference Type=\"urn:x\" "),
        // Content.
        Attack("an attribute added", "SIG-DIGEST", replacing: "<p:a>", with: "<p:a lang=\"vi\">"),
        Attack("a prefix changed", "SIG-DIGEST") {
            $0.replacing("p:a", with: "q:a").replacing("xmlns:p", with: "xmlns:q")
        },
        Attack("white space added", "SIG-DIGEST", replacing: "</p:a>", with: "</p:a> "),
    ]
}

@Suite struct `Attacks on a signature` {
    private static let profile = ReadingProfile(binaryElements: ["content"], signatureParent: ["r", "head"])

    private static let signed = Result {
        let pki = try RehearsalPKI(at: Int64(Date().timeIntervalSince1970))
        let made = try pki.identity(of: RehearsalAgency(identifier: "H24.01", name: "So"), key: .rsa2048)
        let identity = try SigningIdentity(keyPEM: made.key.pem(), certificatesPEM: made.certificatesPEM())
        let document = "<r xmlns:p=\"urn:p\"><head><p:a>Về việc</p:a></head><content id=\"x\">QUJD</content></r>"
        return String(
            decoding: try DocumentSigner.sign(Array(document.utf8), by: identity, profile: profile).get(), as: UTF8.self
        )
    }

    private func codes(_ text: String) throws -> [String] {
        let reader = try DocumentReader(profile: Self.profile, handler: Silence())
        reader.feed(Array(text.utf8))
        let reading = reader.finish()
        guard reading.findings.isEmpty else { return reading.findings.map(\.rule.code) }
        switch reading.signature {
        case .absent: return ["absent"]
        case .refused(let findings): return findings.map(\.rule.code)
        case .present(let evidence): return evidence.verify().map(\.rule.code)
        }
    }

    @Test func `leave the untouched document valid`() throws {
        #expect(try codes(Self.signed.get()) == [])
    }

    @Test(arguments: Attack.all) func `are refused, each with its code`(attack: Attack) throws {
        let signed = try Self.signed.get()
        let attacked = attack.change(signed)
        try #require(attacked != signed, "the attack changed nothing")
        #expect(try codes(attacked) == [attack.code])
    }

    @Test func `an unused declaration added is not one`() throws {
        // A declaration that exclusive C14N leaves out is not covered, and changes nothing that is read.
        let text = try Self.signed.get().replacing(
            "xmlns:p=\"urn:p\"", with: "xmlns:p=\"urn:p\" xmlns:u=\"urn:unused\"")
        #expect(try codes(text) == [])
    }
}
