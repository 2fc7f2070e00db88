import COpenSSL
import Synchronization

/// The configured anchors, intermediates and revocation lists, and the verdicts they give.
///
/// Verdicts are cached per certificate until the earliest expiry of what they rest on. A new configuration or a new list
/// is a new `TrustStore`.
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

    private struct Verdict {
        let findings: [Finding]
        /// The verdict holds from here …
        let from: Int64
        /// … up to, but not including, here.
        let until: Int64
    }

    /// The time-stamping authorities that are believed, by the same lists and policy.
    package let timestamps: TimestampTrust
    private let store: X509Store
    private let intermediates: [Certificate]
    private let revocationUnknown: RevocationUnknown
    private let cache = Mutex<[CacheKey: Verdict]>([:])

    /// SHA-256 over anchors, intermediates and lists: names what a verdict rests on. Hex.
    package let version: String

    /// - Throws: ``SignedXMLError`` when a certificate or list cannot be read.
    package init(
        anchors: [Certificate], intermediates: [Certificate] = [], revocationListsPEM: [String] = [],
        revocationUnknown: RevocationUnknown = .acceptAndFlag, timestampAnchors: [Certificate] = []
    ) throws {
        let lists = try revocationListsPEM.flatMap { try PEM.blocks(in: $0) }.filter { $0.label == "X509 CRL" }.map(
            \.der)
        store = try X509Store(anchors: anchors, lists: lists)
        self.intermediates = intermediates
        self.revocationUnknown = revocationUnknown
        timestamps = try TimestampTrust(
            anchors: timestampAnchors, intermediates: intermediates, lists: lists, revocationUnknown: revocationUnknown)
        let digest = try Digest(.sha256)
        let parts =
            anchors.map { "anchor " + $0.fingerprint }.sorted()
            + intermediates.map { "intermediate " + $0.fingerprint }.sorted()
            + timestampAnchors.map { "timestamp anchor " + $0.fingerprint }.sorted()
            + (try lists.map { "list " + (try Digest.of($0, .sha256).hex) }.sorted()) + [revocationUnknown.rawValue]
        digest.update(Array(parts.joined(separator: "\n").utf8).span.bytes)
        version = digest.finish().hex
    }

    /// Judges the certificate's path, use, validity and revocation (RFC 5280 §6, by OpenSSL).
    /// - Parameters:
    ///   - intermediates: helpers from the document, untrusted.
    ///   - time: seconds since 1970.
    /// - Returns: findings; the path is trusted when none refuses.
    package func judge(_ certificate: Certificate, intermediates helpers: [Certificate], at time: Int64) -> [Finding] {
        let key = CacheKey(certificate: certificate.fingerprint, helpers: helpers.map(\.fingerprint))
        if let known = cache.withLock({ $0[key] }), known.from <= time, time < known.until { return known.findings }
        let verdict = decide(certificate, helpers, at: time)
        cache.withLock { cache in
            if cache.count >= 4096 { cache.removeAll(keepingCapacity: true) }
            cache[key] = verdict
        }
        return verdict.findings
    }

    func judge(
        _ certificate: Certificate, intermediates helpers: [Certificate], at time: Int64, receivedAt: Int64
    ) -> [Finding] {
        guard time < receivedAt else { return judge(certificate, intermediates: helpers, at: time) }
        do {
            let past = try store.judge(certificate, helpers: helpers + intermediates, at: time, knowing: receivedAt)
            var findings = past.errors.map { finding(for: $0, certificate) }
            findings += past.revokedSince.map {
                Finding(
                    TimestampRules.revokedSince,
                    [
                        "subject": $0.subject, "time": LocalTime.text(time * 1000),
                        "revoked": LocalTime.text(($0.revokedAt ?? receivedAt) * 1000),
                    ])
            }
            if findings.isEmpty, past.isRevocationUnknown {
                let rule =
                    revocationUnknown == .refuse
                    ? CertificateRules.revocationRefused : CertificateRules.revocationUnknown
                findings.append(Finding(rule, ["subject": certificate.subject]))
            }
            if !certificate.maySign {
                findings.append(Finding(CertificateRules.usage, ["subject": certificate.subject]))
            }
            return findings
        } catch {
            return [Finding(CertificateRules.unjudged, ["detail": "\(error)"])]
        }
    }

    private func decide(_ certificate: Certificate, _ helpers: [Certificate], at time: Int64) -> Verdict {
        let judgement: X509Store.Judgement
        do {
            judgement = try store.judge(certificate, helpers: helpers + intermediates, at: time)
        } catch {
            return Verdict(
                findings: [Finding(CertificateRules.unjudged, ["detail": "\(error)"])], from: time, until: time)
        }
        var findings = judgement.errors.map { finding(for: $0, certificate) }
        if findings.isEmpty, judgement.isRevocationUnknown {
            let rule =
                revocationUnknown == .refuse ? CertificateRules.revocationRefused : CertificateRules.revocationUnknown
            findings.append(Finding(rule, ["subject": certificate.subject]))
        }
        if !certificate.maySign { findings.append(Finding(CertificateRules.usage, ["subject": certificate.subject])) }
        return Verdict(findings: findings, from: judgement.from, until: judgement.until)
    }

    private func finding(for error: X509Store.PathError, _ certificate: Certificate) -> Finding {
        let rule: Rule =
            switch error.code {
            case X509_V_ERR_CERT_HAS_EXPIRED: CertificateRules.expired
            case X509_V_ERR_CERT_NOT_YET_VALID: CertificateRules.notYetValid
            case X509_V_ERR_CERT_REVOKED: CertificateRules.revoked
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
                CertificateRules.untrusted
            default: CertificateRules.path
            }
        return Finding(
            rule, ["subject": error.subject.isEmpty ? certificate.subject : error.subject, "detail": error.reason])
    }
}
