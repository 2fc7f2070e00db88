import COpenSSL

/// A certificate with its private key and the certificates that lead to its anchor.
package struct RehearsalIdentity: Sendable {
    package let certificate: RehearsalCertificate
    package let key: RehearsalKey
    /// From the issuer up; the anchor is not among them.
    package let chain: [RehearsalCertificate]

    /// The certificate and its chain, as a signer or a TLS server presents them.
    package func certificatesPEM() throws -> String {
        try ([certificate] + chain).map { try $0.pem() }.joined()
    }
}

/// A certificate authority for rehearsals: issues and revokes. Its keys protect nothing real.
package struct RehearsalAuthority: Sendable {
    package let certificate: RehearsalCertificate
    package let key: RehearsalKey
    /// The authorities above it but for the root; empty for a root and for what a root has issued.
    private let above: [RehearsalCertificate]
    private let isRoot: Bool

    /// A self-signed root.
    package static func root(
        subject: DistinguishedName, key kind: RehearsalKey.Kind = .p256, validity: ValidityPeriod
    ) throws -> RehearsalAuthority {
        let key = try RehearsalKey(kind)
        let certificate = try RehearsalCertificate(
            subject: subject, key: key, usage: .authority(pathLength: nil), validity: validity, issuer: nil)
        return RehearsalAuthority(certificate: certificate, key: key, above: [], isRoot: true)
    }

    /// An authority below this one, which issues to end entities only.
    package func intermediate(
        subject: DistinguishedName, key kind: RehearsalKey.Kind = .p256, validity: ValidityPeriod
    ) throws -> RehearsalAuthority {
        let issued = try issue(to: subject, key: kind, usage: .authority(pathLength: 0), validity: validity)
        return RehearsalAuthority(
            certificate: issued.certificate, key: issued.key, above: issued.chain, isRoot: false)
    }

    /// Makes a key and a certificate for it.
    package func issue(
        to subject: DistinguishedName, key kind: RehearsalKey.Kind = .rsa2048, usage: CertificateUsage = .signing,
        validity: ValidityPeriod
    ) throws -> RehearsalIdentity {
        let key = try RehearsalKey(kind)
        let issued = try RehearsalCertificate(
            subject: subject, key: key, usage: usage, validity: validity, issuer: (certificate, self.key))
        return RehearsalIdentity(certificate: issued, key: key, chain: isRoot ? [] : [certificate] + above)
    }

    /// The list of what this authority has revoked, as PEM, with number and authority key identifier (RFC 5280 §5.2).
    /// - Parameters:
    ///   - revoked: certificates of this authority; all revoked at the start of `validity`.
    ///   - number: grows with every list of the authority; `nil` for a list that wrongly has none.
    ///   - validity: *thisUpdate* to *nextUpdate*.
    package func revocationList(
        revoking revoked: [RehearsalCertificate] = [], number: Int?, validity: ValidityPeriod
    ) throws -> String {
        try RehearsalRevocationList(issuer: self, revoked: revoked, number: number, validity: validity).pem()
    }
}
