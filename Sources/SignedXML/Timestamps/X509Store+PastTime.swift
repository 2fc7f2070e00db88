import COpenSSL

/// Judging a path at a time that has passed, with what is known now.
///
/// OpenSSL, asked about time t, compares t with the certificates' dates and with the lists' `thisUpdate` and `nextUpdate`, but
/// never with an entry's `revocationDate`: a listed certificate is revoked at every t, also at those before its revocation;
/// and today's list is *not yet valid* at every t before it was issued. So the dates are judged at t, and revocation by
/// the lists of now, whose entries' dates are compared here.
extension X509Store {
    /// What now is known of a path at a time past.
    struct PastJudgement {
        let errors: [PathError]
        /// Certificates that were good then and have been revoked since.
        let revokedSince: [PathError]
        /// Whether the certificate has expired since.
        let hasExpiredSince: Bool
        let isRevocationUnknown: Bool
    }

    /// - Parameters:
    ///   - past: seconds since 1970, not after `now`.
    ///   - now: seconds since 1970; the lists must be current at it.
    ///
    /// An authority may drop a certificate from its lists once it has expired (RFC 5280 §3.3). For one that has expired since,
    /// revocation is known only by a list that was current when it did, or that still names it.
    func judge(
        _ certificate: Certificate, helpers: [Certificate], at past: Int64, knowing now: Int64
    ) throws -> PastJudgement {
        let then = try judge(certificate, helpers: helpers, at: past)
        let today = try judge(certificate, helpers: helpers, at: now)
        let hasExpired = certificate.notAfter < now
        let lists =
            hasExpired ? try judge(certificate, helpers: helpers, at: min(now, certificate.notAfter)) : today
        // Behind a list that is not yet valid then, OpenSSL no longer says which list it looks at, nor so the date.
        let revocations = Self.once((today.errors + then.errors).filter(\.isRevocation))
        return PastJudgement(
            errors: then.errors.filter { !$0.isRevocation } + revocations.filter { !$0.isAfter(past) },
            revokedSince: revocations.filter { $0.isAfter(past) },
            hasExpiredSince: hasExpired, isRevocationUnknown: lists.isRevocationUnknown)
    }

    private static func once(_ errors: [PathError]) -> [PathError] {
        var seen: Set<String> = []
        return errors.filter { seen.insert($0.subject).inserted }
    }

    /// The path that OpenSSL built.
    static func chain(_ context: OpaquePointer) -> [Certificate] {
        guard let chain = X509_STORE_CTX_get0_chain(context) else { return [] }
        return (0..<lt_x509_stack_count(chain)).compactMap { index in
            lt_x509_stack_value(chain, index).flatMap { Certificate(copying: $0) }
        }
    }

    /// When the certificate at hand was revoked by the list at hand: the earlier of the entry's date and the date on which
    /// the key is said to have been lost (RFC 5280 §5.3.2). `nil` when that cannot be read.
    static func revocationTime(_ context: OpaquePointer) -> Int64? {
        guard let list = X509_STORE_CTX_get0_current_crl(context),
            let certificate = X509_STORE_CTX_get_current_cert(context)
        else { return nil }
        var entry: OpaquePointer?
        guard X509_CRL_get0_by_cert(list, &entry, certificate) > 0, let entry,
            let revoked = seconds(X509_REVOKED_get0_revocationDate(entry))
        else { return nil }
        guard let extra = X509_REVOKED_get_ext_d2i(entry, NID_invalidity_date, nil, nil) else { return revoked }
        let invalidity = extra.assumingMemoryBound(to: ASN1_TIME.self)
        defer { ASN1_TIME_free(invalidity) }
        return min(revoked, seconds(invalidity) ?? revoked)
    }
}

extension X509Store.PathError {
    var isRevocation: Bool { code == X509_V_ERR_CERT_REVOKED }

    /// Whether this is a revocation later than a time; one without a readable date is not.
    func isAfter(_ time: Int64) -> Bool { revokedAt.map { $0 > time } ?? false }
}
