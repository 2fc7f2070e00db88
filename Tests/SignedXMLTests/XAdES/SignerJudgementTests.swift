import Foundation
import Testing

@testable import SignedXML

/// At what time the certificate under a signature is judged, and what comes of it.
@Suite struct `A time-stamped signature` {
    private let world: TimestampingWorld

    init() throws { world = try TimestampingWorld.shared.get() }

    private var timestamp: TimestampSource { { [world] in try world.program.token(over: $0) } }

    private func judge(_ text: String, by trust: TrustStore, after seconds: Int64) throws -> SignerJudgement {
        let evidence = try XAdES.evidence(text)
        #expect(evidence.verify() == [])
        return trust.judge(evidence, at: (world.now + seconds) * 1000)
    }

    /// A signer whose certificate holds for an hour from now.
    private func shortLived() throws -> RehearsalIdentity {
        try world.pki.intermediate.issue(
            to: DistinguishedName(organization: "Sở Y tế", commonName: "H24.02"), key: .p256,
            validity: ValidityPeriod(from: world.now - 600, until: world.now + 3600))
    }

    /// The lists as they are when the signer is revoked some seconds from the world's beginning.
    private func lists(revoking signer: RehearsalIdentity, after seconds: Int64) throws -> [String] {
        let validity = ValidityPeriod(from: world.now + seconds, until: world.now + seconds + 86_400)
        return [
            try world.pki.revocationLists().root,
            try world.pki.intermediate.revocationList(revoking: [signer.certificate], number: 2, validity: validity),
        ]
    }

    @Test func `is judged at the time the stamp proves`() throws {
        let judgement = try judge(XAdES.signed(timestamp: timestamp, in: world), by: world.trust(), after: 600)
        #expect(codes(judgement) == [])
        let token = try #require(judgement.timestamp?.token)
        #expect(judgement.timestamp?.isVerified == true)
        #expect(judgement.timeMilliseconds == token.timeMilliseconds + 1500)
    }

    @Test func `is reported as XAdES-T with its times`() throws {
        let advanced = try #require(
            try XAdES.evidence(XAdES.signed(after: 7, timestamp: timestamp, in: world)).advanced)
        #expect(advanced.level == .t)
        #expect(advanced.signingTimeMilliseconds == (world.now + 7) * 1000)
        #expect(try XAdES.evidence(XAdES.signed(in: world)).advanced?.level == .bes)
    }

    @Test func `outlives its certificate, and only by the stamp`() throws {
        let signer = try shortLived()
        let trust = try world.trust(revocationUnknown: .acceptAndFlag)
        let stamped = try judge(XAdES.signed(by: signer, timestamp: timestamp, in: world), by: trust, after: 7200)
        #expect(!stamped.findings.refuses)
        #expect(codes(stamped).contains("TSP-EXPIRED-SINCE"))
        let bare = try judge(XAdES.signed(by: signer, in: world), by: trust, after: 7200)
        #expect(codes(bare) == ["CRT-EXPIRED"])
        #expect(bare.timeMilliseconds == (world.now + 7200) * 1000)
    }

    @Test func `does not outlive it by a stamp that nobody trusts`() throws {
        let text = try XAdES.signed(by: shortLived(), timestamp: timestamp, in: world)
        for (anchors, code) in [
            ([], "TSP-NO-ANCHOR"), ([world.pki.untrustedRoot.certificate], "TSP-UNTRUSTED"),
        ] {
            let judgement = try judge(text, by: world.trust(timestampAnchors: anchors), after: 7200)
            #expect(codes(judgement) == [code, "CRT-EXPIRED"])
        }
    }

    @Test func `does not outlive it by the stamp of another signature`() throws {
        let signer = try shortLived()
        let other = try XAdES.signed(timestamp: timestamp, in: world).element("xades:EncapsulatedTimeStamp")
        let text = try XAdES.signed(by: signer, timestamp: timestamp, in: world)
        let swapped = text.replacing(text.element("xades:EncapsulatedTimeStamp"), with: other)
        let judgement = try judge(swapped, by: world.trust(), after: 7200)
        #expect(codes(judgement) == ["TSP-IMPRINT", "CRT-EXPIRED"])
    }

    @Test func `does not outlive it by the stamp of somebody who may not stamp`() throws {
        let impostor = try TimestampingProgram(
            world.pki.faultyIdentity(.wrongUsage, of: RehearsalAgency(identifier: "A", name: "A")))
        // `openssl ts` refuses to stamp with such a certificate itself.
        #expect(throws: SignedXMLError.self) { try impostor.token(over: [UInt8](repeating: 0, count: 32)) }
    }

    @Test func `outlives a revocation that came after it`() throws {
        let signer = try shortLived()
        let text = try XAdES.signed(by: signer, timestamp: timestamp, in: world)
        let trust = try world.trust(lists: lists(revoking: signer, after: 1200))
        let judgement = try judge(text, by: trust, after: 1800)
        #expect(!judgement.findings.refuses)
        #expect(codes(judgement) == ["TSP-REVOKED-SINCE"])
    }

    @Test func `does not outlive a revocation before it, nor one without a stamp`() throws {
        let signer = try shortLived()
        let stamped = try XAdES.signed(by: signer, timestamp: timestamp, in: world)
        let before = try world.trust(lists: lists(revoking: signer, after: -300))
        #expect(try codes(judge(stamped, by: before, after: 600)) == ["CRT-REVOKED"])
        let after = try world.trust(lists: lists(revoking: signer, after: 1200))
        #expect(try codes(judge(XAdES.signed(by: signer, in: world), by: after, after: 1800)) == ["CRT-REVOKED"])
    }

    @Test func `is not older than its certificate`() throws {
        let later = try world.pki.intermediate.issue(
            to: DistinguishedName(organization: "A", commonName: "H24.03"), key: .p256,
            validity: ValidityPeriod(from: world.now + 3600, until: world.now + 7200))
        let text = try XAdES.signed(by: later, timestamp: timestamp, in: world)
        #expect(try codes(judge(text, by: world.trust(), after: 5400)) == ["CRT-NOT-YET-VALID"])
    }

    @Test func `is judged by the earliest stamp that holds`() throws {
        let text = try XAdES.signed(timestamp: timestamp, in: world)
        let stamp = text.element("xades:SignatureTimeStamp")
        let spoiled = stamp.replacing("<xades:EncapsulatedTimeStamp>MII", with: "<xades:EncapsulatedTimeStamp>MIJ")
        let judgement = try judge(text.replacing(stamp, with: spoiled + stamp), by: world.trust(), after: 600)
        #expect(codes(judgement) == ["TSP-UNREADABLE"])
        #expect(judgement.timestamp?.isVerified == true)
    }

    @Test func `has no more stamps looked at than a few`() throws {
        let text = try XAdES.signed(timestamp: timestamp, in: world)
        let stamp = text.element("xades:SignatureTimeStamp")
        let many = text.replacing(stamp, with: String(repeating: stamp, count: 20))
        #expect(try codes(judge(many, by: world.trust(), after: 600)) == ["TSP-FORM"])
    }

    @Test func `that claims to be made after it was stamped is remarked on`() throws {
        let text = try XAdES.signed(after: 3600, timestamp: timestamp, in: world)
        #expect(try codes(judge(text, by: world.trust(), after: 7200)) == ["XAD-TIME-LATER"])
    }

    private func codes(_ judgement: SignerJudgement) -> [String] { judgement.findings.map(\.rule.code) }
}
