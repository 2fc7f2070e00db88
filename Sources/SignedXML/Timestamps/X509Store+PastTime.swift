import COpenSSL

/// Judging a path at a time that has passed, with what is known now.
///
/// OpenSSL, asked about time t, compares t with the certificates' dates and with the lists' `thisUpdate` and `nextUpdate`, but
/// never with an entry's `revocationDate`: a listed certificate is revoked at every t, also at those before its revocation;
/// and today's list is *not yet valid* at every t before it was issued. So the dates are judged at t, and revocation by
/// the lists of now, whose entries' dates are compared here.
extension X509Store {
    /// - Parameters:
    ///   - past: seconds since 1970, not after `now`.
    ///   - now: seconds since 1970; the lists must be current at it.
    ///
    /// An authority may drop a certificate from its lists once it has expired (RFC 5280 §3.3). For one that has expired since,
    /// revocation is known only by a list that was current when it did, or that still names it.
    func judge(
        _ certificate: Certificate, helpers: [Certificate], at past: Int64, knowing now: Int64
    ) throws -> Judgement {
        var judgement = try judge(certificate, helpers: helpers, at: past)
        let today = try judge(certificate, helpers: helpers, at: now)
        let hasExpired = certificate.notAfter < now
        let lists =
            hasExpired ? try judge(certificate, helpers: helpers, at: min(now, certificate.notAfter)) : today
        let revocations = Self.once((today.errors + judgement.errors).filter(\.isRevocation))
        judgement.errors = judgement.errors.filter { !$0.isRevocation } + revocations.filter { !$0.isAfter(past) }
        judgement.revokedSince = revocations.filter { $0.isAfter(past) }
        judgement.isRevocationUnknown = lists.isRevocationUnknown
        judgement.lateLists = lists.lateLists
        judgement.incompleteLists = lists.incompleteLists
        return judgement
    }

    private static func once(_ errors: [PathError]) -> [PathError] {
        var seen: Set<String> = []
        return errors.filter { seen.insert($0.subject).inserted }
    }

    /// When the certificate at hand was revoked: the earliest date in its issuer's lists, of the entry or of the loss of the
    /// key (RFC 5280 §5.3.2). `nil` when that cannot be read.
    ///
    /// All the lists are asked: behind one that is late OpenSSL no longer says which it looks at.
    static func revocationTime(_ context: OpaquePointer) -> Int64? {
        guard let certificate = X509_STORE_CTX_get_current_cert(context),
            let lists = X509_STORE_CTX_get1_crls(context, X509_get_issuer_name(certificate))
        else { return nil }
        defer { OPENSSL_sk_free(lists) }
        var dates: [Int64?] = []
        for index in 0..<OPENSSL_sk_num(lists) {
            guard let list = OPENSSL_sk_value(lists, index).map({ OpaquePointer($0) }) else { continue }
            defer { X509_CRL_free(list) }
            var entry: OpaquePointer?
            guard X509_CRL_get0_by_cert(list, &entry, certificate) > 0, let entry else { continue }
            dates.append(date(of: entry))
        }
        return dates.contains(nil) ? nil : dates.compactMap(\.self).min()
    }

    private static func date(of entry: OpaquePointer) -> Int64? {
        guard let revoked = seconds(X509_REVOKED_get0_revocationDate(entry)) else { return nil }
        guard let extra = X509_REVOKED_get_ext_d2i(entry, NID_invalidity_date, nil, nil) else { return revoked }
        let invalidity = extra.assumingMemoryBound(to: ASN1_TIME.self)
        defer { ASN1_TIME_free(invalidity) }
        return min(revoked, seconds(invalidity) ?? revoked)
    }
}

extension PathError {
    var isRevocation: Bool { code == X509_V_ERR_CERT_REVOKED }

    /// Whether this is a revocation later than a time; one without a readable date is not.
    func isAfter(_ time: Int64) -> Bool { revokedAt.map { $0 > time } ?? false }
}
