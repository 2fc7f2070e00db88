import COpenSSL

/// One objection of OpenSSL to a path.
struct PathError {
    /// `X509_V_ERR_…`
    let code: Int32
    /// In OpenSSL's words.
    let reason: String
    /// Of the certificate concerned, RFC 2253.
    let subject: String

    init(_ code: Int32, _ certificate: OpaquePointer?) {
        self.code = code
        reason = String(cString: X509_verify_cert_error_string(Int(code)))
        subject = Certificate.name(certificate.flatMap { X509_get_subject_name($0) })
    }

    init(_ context: OpaquePointer) {
        self.init(X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_current_cert(context))
    }
}

/// What the verification callback gathers: it lets OpenSSL go on after each objection.
final class PathGathering {
    private let moment: X509Store.Moment
    private(set) var judgement = X509Store.Judgement()

    init(_ moment: X509Store.Moment) { self.moment = moment }

    /// Takes the objection that the context holds.
    func take(_ context: OpaquePointer) {
        let error = PathError(context)
        switch error.code {
        case X509_V_ERR_CRL_HAS_EXPIRED, X509_V_ERR_CRL_NOT_YET_VALID: judgeAge(context)
        case X509_V_ERR_CERT_REVOKED where isRevokedLater(context): judgement.revokedLater.append(error.subject)
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_CRL_SIGNATURE_FAILURE,
            X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE,
            X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_KEYUSAGE_NO_CRL_SIGN, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD,
            X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD, X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
            // Nothing can be learned from such a list; that is the operator's trouble, not the certificate's fault.
            judgement.isRevocationUnknown = true
        default: judgement.errors.append(error)
        }
    }

    /// OpenSSL compares a list with the time of judgement. A list that came out after it says more, not less; one past its
    /// *nextUpdate* counts within the grace.
    private func judgeAge(_ context: OpaquePointer) {
        guard let list = X509_STORE_CTX_get0_current_crl(context),
            let this = X509Store.seconds(X509_CRL_get0_lastUpdate(list)),
            let next = X509Store.seconds(X509_CRL_get0_nextUpdate(list)), this <= moment.knownUntil
        else {
            judgement.isRevocationUnknown = true
            return
        }
        let (end, overflow) = next.addingReportingOverflow(moment.grace)
        guard overflow || moment.time < end else {
            judgement.isRevocationUnknown = true
            return
        }
        if next <= moment.time { judgement.lateLists.insert(Certificate.name(X509_CRL_get_issuer(list))) }
    }

    /// Whether the certificate was revoked only after the (proved) time of judgement, and not because its key was lost: that
    /// may have happened long before it was noticed.
    private func isRevokedLater(_ context: OpaquePointer) -> Bool {
        guard moment.time < moment.knownUntil, let certificate = X509_STORE_CTX_get_current_cert(context),
            let lists = X509_STORE_CTX_get1_crls(context, X509_get_issuer_name(certificate))
        else { return false }
        // OpenSSL no longer says here by which list; by all of the issuer's, then.
        defer { OPENSSL_sk_free(lists) }
        var (isLater, isBefore) = (false, false)
        for index in 0..<OPENSSL_sk_num(lists) {
            guard let list = OPENSSL_sk_value(lists, index).map({ OpaquePointer($0) }) else { continue }
            defer { X509_CRL_free(list) }
            var entry: OpaquePointer?
            guard X509_CRL_get0_by_serial(list, &entry, X509_get_serialNumber(certificate)) == 1, let entry else {
                continue
            }
            let date = X509Store.seconds(X509_REVOKED_get0_revocationDate(entry)) ?? .min
            if date > moment.time, !Self.isCompromise(entry) { isLater = true } else { isBefore = true }
        }
        return isLater && !isBefore
    }

    /// keyCompromise, cACompromise, aACompromise (RFC 5280 §5.3.1).
    private static func isCompromise(_ entry: OpaquePointer) -> Bool {
        guard let value = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nil, nil) else { return false }
        let reason = value.assumingMemoryBound(to: ASN1_ENUMERATED.self)
        defer { ASN1_ENUMERATED_free(reason) }
        return [1, 2, 10].contains(ASN1_ENUMERATED_get(reason))
    }
}
