import Foundation

@testable import SignedXML

/// Signs small documents in the forms of XAdES, and judges them.
enum XAdES {
    static let profile = ReadingProfile(binaryElements: ["content"], signatureParent: ["r", "head"])
    static let document =
        "<r xmlns=\"urn:r\" xmlns:p=\"urn:p\" xml:lang=\"vi\"><head><p:a>Về việc</p:a></head><content id=\"x\">QUJD</content></r>"

    static func identity(_ made: RehearsalIdentity) throws -> SigningIdentity {
        try SigningIdentity(keyPEM: made.key.pem(), certificatesPEM: made.certificatesPEM())
    }

    /// - Parameter seconds: the signing time, counted from the world's beginning.
    static func signed(
        by signer: RehearsalIdentity? = nil, after seconds: Int64 = 0, timestamp: TimestampSource? = nil,
        in world: TimestampingWorld
    ) throws -> String {
        let form = SignatureForm.advanced(signingTimeMilliseconds: (world.now + seconds) * 1000, timestamp: timestamp)
        let bytes = try DocumentSigner.sign(
            Array(document.utf8), by: identity(signer ?? world.signer), profile: profile, as: form
        ).get()
        return String(decoding: bytes, as: UTF8.self)
    }

    static func read(_ text: String) throws -> Reading {
        let reader = try DocumentReader(profile: profile, handler: Silence())
        reader.feed(Array(text.utf8))
        return reader.finish()
    }

    /// - Throws: when there is no signature within the profile.
    static func evidence(_ text: String) throws -> SignatureEvidence {
        guard case .present(let evidence) = try read(text).signature else { throw SignedXMLError("no signature") }
        return evidence
    }

    /// Codes of what is wrong with the document and its signature, whoever's it is.
    static func codes(_ text: String) throws -> [String] {
        let reading = try read(text)
        guard reading.findings.isEmpty else { return reading.findings.map(\.rule.code) }
        switch reading.signature {
        case .absent: return ["absent"]
        case .refused(let findings): return findings.map(\.rule.code)
        case .present(let evidence): return evidence.verify().map(\.rule.code)
        }
    }
}

extension String {
    /// From the first `<name` to the first `</name>` behind it.
    func element(_ name: String) -> String {
        guard let start = firstRange(of: "<\(name)"), let end = self[start.lowerBound...].firstRange(of: "</\(name)>")
        else { return "" }
        return String(self[start.lowerBound..<end.upperBound])
    }
}
