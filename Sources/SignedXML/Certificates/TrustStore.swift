import Synchronization

/// The configured anchors, intermediates and revocation lists, and the verdicts they give.
///
/// Immutable: a new configuration or a new list is a new `TrustStore`, with a cache of its own (see ``TrustKeeper``).
/// Verdicts are cached per certificate until the earliest date at which they could change.
package final class TrustStore: Sendable {
    /// What is to happen when no current revocation list covers a certificate.
    package enum RevocationUnknown: String, Sendable, CaseIterable {
        case refuse
        case acceptAndFlag = "accept-and-flag"
    }

    private struct CacheKey: Hashable {
        let certificate: String
        let helpers: [String]
    }

    private struct CachedVerdict {
        let findings: [Finding]
        /// The verdict holds from here …
        let from: Int64
        /// … up to, but not including, here. Seconds since 1970.
        let until: Int64
    }

    package let anchors: [Certificate]
    package let intermediates: [Certificate]
    package let timestampAnchors: [Certificate]
    /// The lists that count: of those that replace one another, the newest.
    package let lists: [RevocationList]
    package let policy: RevocationPolicy
    package let versions: TrustVersions
    /// All that a verdict rests on, in one digest: anchors, lists and revocation policy. Hex.
    package let version: String
    /// What is wrong with lists that were given.
    package let problems: [Finding]

    /// The time-stamping authorities that are believed, by the same lists and policy.
    package let timestamps: TimestampTrust
    private let store: X509Store
    private let cache = Mutex(VerdictCache<CacheKey, CachedVerdict>(half: 2048))

    /// - Throws: ``SignedXMLError`` when a certificate or list cannot be used by OpenSSL.
    package init(
        anchors: [Certificate], intermediates: [Certificate] = [], lists: [RevocationList],
        policy: RevocationPolicy = RevocationPolicy(), timestampAnchors: [Certificate] = []
    ) throws {
        let sorted = try SortedLists(lists, authorities: anchors + intermediates + timestampAnchors)
        self.anchors = anchors
        self.intermediates = intermediates
        self.timestampAnchors = timestampAnchors
        self.lists = sorted.counting
        self.policy = policy
        problems = sorted.problems
        versions = try TrustVersions(
            anchors: anchors, intermediates: intermediates, timestampAnchors: timestampAnchors,
            lists: sorted.counting + sorted.incomplete)
        version = try TrustVersions.digest([
            versions.anchors, versions.lists, policy.whenUnknown.rawValue, String(policy.graceSeconds),
        ])
        store = try X509Store(anchors: anchors, lists: sorted, grace: policy.graceSeconds)
        timestamps = try TimestampTrust(
            anchors: timestampAnchors, intermediates: intermediates, lists: sorted, policy: policy)
    }

    /// - Throws: ``SignedXMLError`` when a certificate or list cannot be read.
    package convenience init(
        anchors: [Certificate], intermediates: [Certificate] = [], revocationListsPEM: [String] = [],
        revocationUnknown: RevocationUnknown = .acceptAndFlag, timestampAnchors: [Certificate] = []
    ) throws {
        let lists = try revocationListsPEM.flatMap { try RevocationList.all(in: Array($0.utf8)) }
        try self.init(
            anchors: anchors, intermediates: intermediates, lists: lists,
            policy: RevocationPolicy(whenUnknown: revocationUnknown), timestampAnchors: timestampAnchors)
    }

    /// Judges the certificate's path, use, validity and revocation (RFC 5280 §6, by OpenSSL, and what it leaves out).
    /// - Parameters:
    ///   - intermediates: helpers from the document, untrusted.
    ///   - time: seconds since 1970, at which the path must hold: when the document came, or what a timestamp proves.
    ///   - receivedAt: when the document came, when that is later; what is known about revocation then counts. Not cached.
    /// - Returns: findings; the path is trusted when none refuses.
    package func judge(
        _ certificate: Certificate, intermediates helpers: [Certificate], at time: Int64, receivedAt: Int64? = nil
    ) -> [Finding] {
        if let receivedAt, time < receivedAt {
            return decide(certificate, helpers, at: time, knowing: receivedAt).findings
        }
        let key = CacheKey(certificate: certificate.fingerprint, helpers: helpers.map(\.fingerprint))
        if let known = cache.withLock({ $0[key] }), known.from <= time, time < known.until { return known.findings }
        let verdict = decide(certificate, helpers, at: time)
        cache.withLock { $0.keep(verdict, for: key) }
        return verdict.findings
    }

    private func decide(
        _ certificate: Certificate, _ helpers: [Certificate], at time: Int64, knowing now: Int64? = nil
    ) -> CachedVerdict {
        do {
            let helpers = helpers + intermediates
            let judgement =
                try now.map { try store.judge(certificate, helpers: helpers, at: time, knowing: $0) }
                ?? store.judge(certificate, helpers: helpers, at: time)
            return CachedVerdict(
                findings: findings(from: judgement, on: certificate, at: time), from: judgement.from,
                until: judgement.until)
        } catch {
            let finding = Finding(CertificateRules.unjudged, ["detail": "\(error)"])
            return CachedVerdict(findings: [finding], from: time, until: time)
        }
    }

    private func findings(
        from judgement: X509Store.Judgement, on certificate: Certificate, at time: Int64
    ) -> [Finding] {
        let subject = ["subject": certificate.subject]
        var findings: [Finding] = []
        for error in judgement.errors {
            let finding = CertificateRules.finding(for: error, on: certificate)
            // An unknown issuer makes OpenSSL object twice, to the same effect.
            if !findings.contains(where: { $0.says == finding.says }) { findings.append(finding) }
        }
        // Of a path that does not hold, revocation says nothing more.
        if findings.isEmpty {
            findings += judgement.revokedSince.map { Self.revokedSince($0, at: time) }
            if judgement.isRevocationUnknown, findings.isEmpty {
                let isRefused = policy.whenUnknown == .refuse
                let rule = isRefused ? CertificateRules.revocationRefused : CertificateRules.revocationUnknown
                findings += judgement.incompleteLists.sorted().map {
                    Finding(RevocationListRules.incomplete, ["issuer": $0])
                }
                findings.append(Finding(rule, subject))
            } else if !judgement.isRevocationUnknown {
                findings += judgement.lateLists.sorted().map {
                    Finding(CertificateRules.revocationLate, ["subject": certificate.subject, "issuer": $0])
                }
            }
        }
        return findings + judgement.faults
    }

    private static func revokedSince(_ error: PathError, at time: Int64) -> Finding {
        Finding(
            TimestampRules.revokedSince,
            [
                "subject": error.subject, "time": LocalTime.text(time * 1000),
                "revoked": LocalTime.text((error.revokedAt ?? time) * 1000),
            ])
    }

    /// All who may sign lists.
    var authorities: [Certificate] { anchors + intermediates + timestampAnchors }
}

/// What is done about revocation lists that do not come.
package struct RevocationPolicy: Sendable, Hashable {
    package var whenUnknown: TrustStore.RevocationUnknown
    /// How long a list is used beyond its *nextUpdate*, in seconds; what was judged by it is flagged.
    package var graceSeconds: Int64

    package init(whenUnknown: TrustStore.RevocationUnknown = .acceptAndFlag, graceSeconds: Int64 = 0) {
        self.whenUnknown = whenUnknown
        self.graceSeconds = graceSeconds
    }
}

/// Digests that name what a verdict rests on, so that it can be explained years later. SHA-256, lower-case hex.
package struct TrustVersions: Sendable, Hashable, Codable {
    /// Of the anchors, intermediates and time-stamping authorities.
    package let anchors: String
    /// Of the revocation lists.
    package let lists: String

    init(
        anchors: [Certificate], intermediates: [Certificate], timestampAnchors: [Certificate], lists: [RevocationList]
    ) throws {
        let certificates =
            anchors.map { "anchor " + $0.fingerprint } + intermediates.map { "intermediate " + $0.fingerprint }
            + timestampAnchors.map { "timestamp anchor " + $0.fingerprint }
        self.anchors = try Self.digest(certificates)
        self.lists = try Self.digest(lists.map { "list " + $0.fingerprint })
    }

    static func digest(_ parts: [String]) throws -> String {
        try Digest.of(Array(Set(parts).sorted().joined(separator: "\n").utf8), .sha256).hex
    }
}
