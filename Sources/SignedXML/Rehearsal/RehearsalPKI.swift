/// An agency that is to have a rehearsal certificate.
package struct RehearsalAgency: Sendable, Hashable {
    /// As in edXML, `H24.01`: becomes the certificate's common name and the name of its files.
    package let identifier: String
    /// With diacritics; becomes the certificate's organization.
    package let name: String

    package init(identifier: String, name: String) {
        self.identifier = identifier
        self.name = name
    }
}

/// A certificate that must be refused, and the one reason why.
package enum RehearsalFault: String, Sendable, CaseIterable {
    case expired
    case notYetValid = "not-yet-valid"
    case revoked
    /// Issued by a root that is nobody's anchor.
    case untrusted
    /// RSA-1024.
    case weakKey = "weak-key"
    /// A genuine certificate that may only name a TLS client.
    case wrongUsage = "wrong-usage"
}

/// The authorities of a rehearsal: a root, an intermediate that issues everything, and a root that nobody trusts.
///
/// Shaped as the government's (root and one intermediate, ASCII subjects), with keys that protect nothing real.
package struct RehearsalPKI: Sendable {
    package let root: RehearsalAuthority
    package let intermediate: RehearsalAuthority
    package let untrustedRoot: RehearsalAuthority
    private let start: Int64

    /// - Parameter now: seconds since 1970; certificates hold from an hour before it, so that clocks may differ.
    package init(at now: Int64) throws {
        start = now - 3600
        let owner = "Lien Thong dien tap"
        root = try .root(
            subject: DistinguishedName(organization: owner, commonName: "Lien Thong Rehearsal Root CA"), key: .rsa3072,
            validity: ValidityPeriod(from: start, until: start + 20 * year))
        intermediate = try root.intermediate(
            subject: DistinguishedName(organization: owner, commonName: "Lien Thong Rehearsal Issuing CA"),
            key: .rsa2048,
            validity: ValidityPeriod(from: start, until: start + 10 * year))
        untrustedRoot = try .root(
            subject: DistinguishedName(organization: owner, commonName: "Lien Thong Rehearsal Untrusted CA"),
            key: .p256,
            validity: ValidityPeriod(from: start, until: start + 20 * year))
    }

    /// A three-year certificate with which the agency signs its documents.
    package func identity(
        of agency: RehearsalAgency, key: RehearsalKey.Kind = .rsa2048
    ) throws -> RehearsalIdentity {
        try intermediate.issue(to: subject(of: agency), key: key, validity: currentPeriod)
    }

    /// A certificate for a TLS server that is reached by these DNS names and IP addresses.
    package func server(named names: [String]) throws -> RehearsalIdentity {
        let subject = DistinguishedName(organization: "Lien Thong dien tap", commonName: names.first ?? "localhost")
        return try intermediate.issue(
            to: subject, key: .p256, usage: .tlsServer(names: names), validity: currentPeriod)
    }

    /// A certificate with which the agency's system names itself to a TLS server.
    package func client(of agency: RehearsalAgency) throws -> RehearsalIdentity {
        try intermediate.issue(to: subject(of: agency), key: .p256, usage: .tlsClient, validity: currentPeriod)
    }

    /// A certificate with which a time-stamping authority signs its tokens; issued by the root, so that the root is its anchor.
    package func timestampAuthority(key: RehearsalKey.Kind = .rsa2048) throws -> RehearsalIdentity {
        let subject = DistinguishedName(organization: "Lien Thong dien tap", commonName: "Lien Thong Rehearsal TSA")
        return try root.issue(to: subject, key: key, usage: .timestamping, validity: currentPeriod)
    }

    /// A certificate in the agency's name that must be refused. The revoked one is so only by a list that names it.
    package func faultyIdentity(_ fault: RehearsalFault, of agency: RehearsalAgency) throws -> RehearsalIdentity {
        let subject = subject(of: agency)
        let past = ValidityPeriod(from: start - year, until: start - 1)
        let future = ValidityPeriod(from: start + year, until: start + 2 * year)
        return switch fault {
        case .expired: try intermediate.issue(to: subject, key: .p256, validity: past)
        case .notYetValid: try intermediate.issue(to: subject, key: .p256, validity: future)
        case .revoked: try intermediate.issue(to: subject, key: .p256, validity: currentPeriod)
        case .untrusted: try untrustedRoot.issue(to: subject, key: .p256, validity: currentPeriod)
        case .weakKey: try intermediate.issue(to: subject, key: .rsa1024, validity: currentPeriod)
        case .wrongUsage: try intermediate.issue(to: subject, key: .p256, usage: .tlsClient, validity: currentPeriod)
        }
    }

    /// The current lists of root and intermediate, for thirty days.
    /// - Returns: PEM each.
    package func revocationLists(
        revoking revoked: [RehearsalCertificate] = [], revokingAtRoot: [RehearsalCertificate] = [], number: Int = 1
    ) throws -> (root: String, intermediate: String) {
        let validity = ValidityPeriod(from: start, until: start + 30 * 86_400)
        return (
            try root.revocationList(revoking: revokingAtRoot, number: number, validity: validity),
            try intermediate.revocationList(revoking: revoked, number: number, validity: validity)
        )
    }

    private var currentPeriod: ValidityPeriod { ValidityPeriod(from: start, until: start + 3 * year) }

    private func subject(of agency: RehearsalAgency) -> DistinguishedName {
        DistinguishedName(organization: agency.name, commonName: agency.identifier)
    }
}

/// Of 365 days, in seconds.
private let year: Int64 = 365 * 86_400
