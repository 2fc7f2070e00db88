import Crypto
import SignedXML

/// What a judgement rested on: digests that a ``TrustChanged`` entry explains, and the time for which it was made.
package struct Grounds: Sendable, Hashable, Codable {
    /// The moment of judgement: when the message came, or what a timestamp proves.
    package let at: Timestamp
    /// SHA-256 over anchors and intermediates, over the revocation lists, and of the policy; lower-case hex.
    package let anchors: String
    package let lists: String
    package let policy: String

    package init(at: Timestamp, trust: TrustVersions, policy: String) {
        self.at = at
        anchors = trust.anchors
        lists = trust.lists
        self.policy = policy
    }
}

/// The policy under which signatures are judged, as the journal keeps it.
package struct PolicyInForce: Sendable, Hashable, Codable {
    package let documents: SignaturePolicy
    package let statuses: SignaturePolicy
    package let axisDocuments: SignaturePolicy
    package let axisStatuses: SignaturePolicy
    /// `refuse` or `accept-and-flag`.
    package let revocationUnknown: String
    package let revocationGraceSeconds: Int64
    /// See ``RuleBook/amendments``.
    package let rules: [String]

    package init(_ policy: HubPolicy, _ revocation: RevocationPolicy, rules: RuleBook = .standard) {
        documents = policy.documents
        statuses = policy.statuses
        axisDocuments = policy.axisDocuments
        axisStatuses = policy.axisStatuses
        revocationUnknown = revocation.whenUnknown.rawValue
        revocationGraceSeconds = revocation.graceSeconds
        self.rules = rules.amendments
    }

    /// SHA-256 over the values, in the order above, a line each; lower-case hex.
    package var version: String {
        let policies = [documents, statuses, axisDocuments, axisStatuses].map(\.rawValue)
        let lines = policies + [revocationUnknown, String(revocationGraceSeconds)] + rules
        return SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)).hexadecimal
    }
}

/// The trust or the policy changed, or the hub started: what the digests in ``Grounds`` stand for from here on.
package struct TrustChanged: Sendable, Hashable, Codable {
    package struct Authority: Sendable, Hashable, Codable {
        package let fingerprint: String
        package let subject: String
    }

    package struct List: Sendable, Hashable, Codable {
        package let fingerprint: String
        package let issuer: String
        /// Upper-case hex.
        package let number: String?
        package let thisUpdate: Timestamp
        package let nextUpdate: Timestamp?
    }

    /// How many of a kind one entry names, so that it stays below 64 KiB; the digests cover all.
    package static let named = 32

    package let anchors: [Authority]
    package let intermediates: [Authority]
    package let timestampAnchors: [Authority]
    package let lists: [List]
    package let policy: PolicyInForce
    package let versions: TrustVersions
    package let policyVersion: String

    package init(_ report: TrustReport, policy: PolicyInForce) {
        anchors = report.anchors.prefix(Self.named).map(Authority.init)
        intermediates = report.intermediates.prefix(Self.named).map(Authority.init)
        timestampAnchors = report.timestampAnchors.prefix(Self.named).map(Authority.init)
        lists = report.lists.prefix(Self.named).map(List.init)
        self.policy = policy
        versions = report.versions
        policyVersion = policy.version
    }
}

extension TrustChanged.Authority {
    fileprivate init(_ authority: TrustReport.Authority) {
        self.init(fingerprint: authority.fingerprint, subject: authority.subject.clipped(to: 100))
    }
}

extension TrustChanged.List {
    fileprivate init(_ list: TrustReport.List) {
        self.init(
            fingerprint: list.fingerprint, issuer: list.issuer.clipped(to: 100),
            number: list.number?.clipped(to: 50), thisUpdate: Timestamp(milliseconds: list.thisUpdate * 1000),
            nextUpdate: list.nextUpdate.map { Timestamp(milliseconds: $0 * 1000) })
    }
}
