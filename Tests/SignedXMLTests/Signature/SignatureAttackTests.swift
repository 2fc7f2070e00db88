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
