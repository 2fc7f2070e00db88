import Testing

@testable import SignedXML

/// The hub's own judge over the rehearsal's certificates.
@Suite struct `A rehearsal's trust` {
    /// 2026-11-21T00:00:00Z.
    private static let now: Int64 = 1_795_219_200
    private static let agency = RehearsalAgency(identifier: "H24.01", name: "Sở Nội vụ")
    private static let pki = Result { try RehearsalPKI(at: now) }

    private func judge(_ identity: RehearsalIdentity, revoking revoked: [RehearsalCertificate] = []) throws -> [String]
    {
        let pki = try Self.pki.get()
        let lists = try pki.revocationLists(revoking: revoked)
        let trust = try TrustStore(
            anchors: Certificate.all(inPEM: pki.root.certificate.pem()),
            intermediates: Certificate.all(inPEM: pki.intermediate.certificate.pem()),
            revocationListsPEM: [lists.root, lists.intermediate], revocationUnknown: .refuse)
        let presented = try Certificate.all(inPEM: identity.certificatesPEM())
        return trust.judge(presented[0], intermediates: Array(presented.dropFirst()), at: Self.now).map(\.rule.code)
    }

    @Test(arguments: [RehearsalKey.Kind.rsa2048, .rsa3072, .p256, .p384])
    func `an agency's certificate may sign, whatever its kind of key`(kind: RehearsalKey.Kind) throws {
        #expect(try judge(Self.pki.get().identity(of: Self.agency, key: kind)) == [])
    }

    @Test(arguments: [
        (RehearsalFault.expired, "CRT-EXPIRED"), (.notYetValid, "CRT-NOT-YET-VALID"), (.revoked, "CRT-REVOKED"),
        (.untrusted, "CRT-UNTRUSTED"), (.weakKey, "CRT-WEAK-KEY"),
    ])
    func `each faulty certificate has the finding of its fault and no other`(fault: RehearsalFault, code: String) throws
    {
        let identity = try Self.pki.get().faultyIdentity(fault, of: Self.agency)
        let codes = try judge(identity, revoking: fault == .revoked ? [identity.certificate] : [])
        #expect(Set(codes) == [code])
    }

    @Test func `a TLS client's certificate may not sign documents`() throws {
        let identity = try Self.pki.get().faultyIdentity(.wrongUsage, of: Self.agency)
        #expect(try judge(identity) == ["CRT-USAGE"])
    }

    @Test func `an authority's certificate may not sign documents`() throws {
        let authority = try Self.pki.get().intermediate
        let identity = RehearsalIdentity(certificate: authority.certificate, key: authority.key, chain: [])
        #expect(try judge(identity) == ["CRT-CA-AS-SIGNER"])
    }
}
