import COpenSSL

/// What became of one time-stamp.
package enum TimestampVerdict: Sendable {
    /// By a trusted authority, over the right octets, not later than now. The findings flag.
    case verified(TimestampToken, [Finding])
    /// Not to be used; the findings say why. The token is there when it could be read.
    case unverified(TimestampToken?, [Finding])

    package var token: TimestampToken? {
        switch self {
        case .verified(let token, _): token
        case .unverified(let token, _): token
        }
    }

    package var isVerified: Bool { if case .verified = self { true } else { false } }

    package var findings: [Finding] {
        switch self {
        case .verified(_, let findings): findings
        case .unverified(_, let findings): findings
        }
    }
}

/// The time-stamping authorities that are believed (RFC 3161).
///
/// An authority's certificate is judged at the time of receipt, by its own anchors and the hub's revocation lists: its purpose
/// must be `timeStamping`, alone and critical. Only then is its key used.
package final class TimestampTrust: Sendable {
    private let store: X509Store
    private let intermediates: [Certificate]
    private let policy: RevocationPolicy
    private let hasAnchors: Bool

    /// - Parameters:
    ///   - anchors: none: then time-stamps are read and reported, and never verified.
    /// - Throws: ``SignedXMLError`` when a certificate or a list cannot be used.
    init(
        anchors: [Certificate], intermediates: [Certificate], lists: SortedLists, policy: RevocationPolicy
    ) throws {
        store = try X509Store(
            anchors: anchors, lists: anchors.isEmpty ? SortedLists() : lists, grace: policy.graceSeconds)
        self.intermediates = intermediates
        self.policy = policy
        hasAnchors = !anchors.isEmpty
    }

    /// The authorities that anchors name, without revocation lists.
    /// - Throws: ``SignedXMLError`` when a certificate cannot be used.
    package convenience init(anchors: [Certificate]) throws {
        try self.init(anchors: anchors, intermediates: [], lists: SortedLists(), policy: RevocationPolicy())
    }

    /// How far a token's time may be ahead of ours before one of the clocks must be wrong.
    static let toleranceMilliseconds: Int64 = 300_000

    /// Judges a token.
    /// - Parameters:
    ///   - der: a `TimeStampToken`.
    ///   - stamped: the octets that it must be over.
    ///   - now: the time of receipt, milliseconds since 1970.
    package func judge(_ der: [UInt8], over stamped: [UInt8], at now: Int64) -> TimestampVerdict {
        let message: CMSMessage
        let token: TimestampToken
        do {
            message = try CMSMessage(der: der)
            token = try TimestampToken(message)
        } catch {
            return .unverified(nil, [error.finding])
        }
        do {
            guard try Digest.of(stamped, token.hash) == token.imprint else {
                return token.unverified(TimestampRules.imprint)
            }
            guard hasAnchors else { return token.unverified(TimestampRules.noAnchor) }
            guard token.timeMilliseconds <= now + Self.toleranceMilliseconds else {
                return token.unverified(TimestampRules.future)
            }
            return try judge(token, message, at: now)
        } catch {
            return token.unverified(TimestampRules.certificate, "\(error)")
        }
    }

    private func judge(_ token: TimestampToken, _ message: CMSMessage, at now: Int64) throws -> TimestampVerdict {
        let path = try store.judge(
            token.authority, helpers: token.helpers + intermediates, at: now / 1000,
            purpose: X509_PURPOSE_TIMESTAMP_SIGN)
        if let error = path.errors.first { return token.unverified(Self.rule(for: error), error.reason) }
        if path.isRevocationUnknown, policy.whenUnknown == .refuse {
            return token.unverified(TimestampRules.revocationRequired)
        }
        guard message.names(chain: path.chain) else { return token.unverified(TimestampRules.signingCertificate) }
        guard message.isTrue() else { return token.unverified(TimestampRules.signature) }
        return .verified(token, path.isRevocationUnknown ? [token.finding(TimestampRules.revocationUnknown)] : [])
    }

    private static func rule(for error: PathError) -> Rule {
        switch error.code {
        case X509_V_ERR_INVALID_PURPOSE: TimestampRules.usage
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
            TimestampRules.untrusted
        default: TimestampRules.certificate
        }
    }
}

extension TimestampToken {
    fileprivate func finding(_ rule: Rule, _ detail: String = "") -> Finding {
        Finding(
            rule, ["authority": authority.subject, "time": LocalTime.text(timeMilliseconds), "detail": detail])
    }

    fileprivate func unverified(_ rule: Rule, _ detail: String = "") -> TimestampVerdict {
        .unverified(self, [finding(rule, detail)])
    }
}
