import COpenSSL

/// One objection of OpenSSL to a path.
struct PathError {
    /// `X509_V_ERR_…`
    let code: Int32
    /// In OpenSSL's words.
    let reason: String
    /// Of the certificate concerned, RFC 2253.
    let subject: String
    /// Of a revoked certificate: as of when, in seconds since 1970.
    var revokedAt: Int64?

    init(_ code: Int32, _ certificate: OpaquePointer?) {
        self.code = code
        reason = String(cString: X509_verify_cert_error_string(Int(code)))
        subject = Certificate.name(certificate.flatMap { X509_get_subject_name($0) })
    }

    init(_ context: OpaquePointer) {
        self.init(X509_STORE_CTX_get_error(context), X509_STORE_CTX_get_current_cert(context))
        if code == X509_V_ERR_CERT_REVOKED { revokedAt = X509Store.revocationTime(context) }
    }
}

/// What the verification callback gathers: it lets OpenSSL go on after each objection.
final class PathGathering {
    private let time: Int64
    private let grace: Int64
    private(set) var judgement = X509Store.Judgement()

    /// - Parameters: seconds, since 1970 the one and beyond a *nextUpdate* the other.
    init(at time: Int64, grace: Int64) {
        self.time = time
        self.grace = grace
    }

    /// Takes the objection that the context holds.
    func take(_ context: OpaquePointer) {
        let error = PathError(context)
        switch error.code {
        case X509_V_ERR_CRL_HAS_EXPIRED: judgeLateness(context)
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_CRL_SIGNATURE_FAILURE,
            X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE,
            X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_KEYUSAGE_NO_CRL_SIGN, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION, X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD,
            X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD, X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
            // Nothing can be learned from such a list; that is the operator's trouble, not the certificate's fault.
            judgement.isRevocationUnknown = true
        default: judgement.errors.append(error)
        }
    }

    /// A list past its *nextUpdate* counts within the grace.
    private func judgeLateness(_ context: OpaquePointer) {
        guard let list = X509_STORE_CTX_get0_current_crl(context),
            let next = X509Store.seconds(X509_CRL_get0_nextUpdate(list)), time - next < grace
        else {
            judgement.isRevocationUnknown = true
            return
        }
        judgement.lateLists.insert(Certificate.name(X509_CRL_get_issuer(list)))
    }
}
