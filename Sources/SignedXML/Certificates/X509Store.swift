import COpenSSL

/// OpenSSL's store of anchors and revocation lists, owned.
///
/// `@unchecked Sendable`: filled in `init`, and only read by verification after it, which OpenSSL allows from any thread.
final class X509Store: @unchecked Sendable {
    struct PathError {
        let code: Int32
        let reason: String
        let subject: String
        /// Of a revoked certificate: as of when, in seconds since 1970.
        var revokedAt: Int64?
    }

    struct Judgement {
        let errors: [PathError]
        let isRevocationUnknown: Bool
        /// The path that was built, from the certificate up, as far as it got.
        let chain: [Certificate]
        /// Seconds since 1970 between which the judgement stays the same.
        let from: Int64
        let until: Int64
    }

    /// What the verification callback gathers.
    private final class Gathering {
        var errors: [PathError] = []
        var isRevocationUnknown = false
    }

    private let pointer: OpaquePointer
    private var listUpdates: [Int64] = []

    init(anchors: [Certificate], lists: [[UInt8]]) throws {
        guard let pointer = X509_STORE_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        self.pointer = pointer
        for anchor in anchors {
            guard withExtendedLifetime(anchor, { X509_STORE_add_cert(pointer, anchor.owned.pointer) == 1 }) else {
                throw SignedXMLError("the anchor \(anchor.subject) cannot be used")
            }
        }
        for list in lists { try add(list) }
    }

    deinit { X509_STORE_free(pointer) }

    private func add(_ list: [UInt8]) throws {
        let crl: OpaquePointer? = list.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_X509_CRL(nil, &next, bytes.count)
        }
        guard let crl else { throw SignedXMLError("a revocation list cannot be read") }
        defer { X509_CRL_free(crl) }
        guard X509_STORE_add_crl(pointer, crl) == 1 else { throw SignedXMLError("a revocation list cannot be used") }
        for time in [X509_CRL_get0_lastUpdate(crl), X509_CRL_get0_nextUpdate(crl)] {
            if let seconds = Self.seconds(time) { listUpdates.append(seconds) }
        }
    }

    /// Judges a path at a time; every error of the chain is gathered, not only the first.
    /// - Parameter purpose: OpenSSL's `X509_PURPOSE_…`.
    func judge(
        _ certificate: Certificate, helpers: [Certificate], at time: Int64, purpose: Int32 = X509_PURPOSE_ANY
    ) throws -> Judgement {
        let leaf = certificate.owned
        let owned = helpers.map(\.owned)
        guard let context = X509_STORE_CTX_new(), let stack = lt_x509_stack_new() else {
            throw SignedXMLError("OpenSSL is out of memory")
        }
        defer {
            X509_STORE_CTX_free(context)
            lt_x509_stack_free(stack)
            ERR_clear_error()
        }
        for helper in owned { lt_x509_stack_push(stack, helper.pointer) }
        guard X509_STORE_CTX_init(context, pointer, leaf.pointer, stack) == 1 else {
            throw SignedXMLError("OpenSSL could not begin a verification")
        }
        configure(context, at: time, purpose: purpose)
        let gathering = Gathering()
        X509_STORE_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(gathering).toOpaque())
        let result = X509_verify_cert(context)
        if result != 1, gathering.errors.isEmpty {
            gathering.errors.append(Self.error(context))
        }
        let (from, until) = bounds(context, certificate, at: time)
        withExtendedLifetime((leaf, owned, gathering)) {}
        return Judgement(
            errors: gathering.errors, isRevocationUnknown: gathering.isRevocationUnknown, chain: Self.chain(context),
            from: from, until: until)
    }

    private func configure(_ context: OpaquePointer, at time: Int64, purpose: Int32) {
        let parameters = X509_STORE_CTX_get0_param(context)
        X509_VERIFY_PARAM_set_time(parameters, time_t(time))
        X509_VERIFY_PARAM_set_flags(
            parameters, UInt(X509_V_FLAG_X509_STRICT) | UInt(X509_V_FLAG_CRL_CHECK) | UInt(X509_V_FLAG_CRL_CHECK_ALL))
        X509_VERIFY_PARAM_set_purpose(parameters, purpose)
        X509_VERIFY_PARAM_set_auth_level(parameters, 2)
        X509_VERIFY_PARAM_set_depth(parameters, 8)
        X509_STORE_CTX_set_verify_cb(context) { isFine, context in
            guard isFine != 1, let context, let data = X509_STORE_CTX_get_ex_data(context, 0) else { return isFine }
            let gathering = Unmanaged<Gathering>.fromOpaque(data).takeUnretainedValue()
            let error = X509Store.error(context)
            switch error.code {
            case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_CRL_HAS_EXPIRED, X509_V_ERR_CRL_NOT_YET_VALID:
                gathering.isRevocationUnknown = true
            default:
                gathering.errors.append(error)
            }
            return 1
        }
    }

    private static func error(_ context: OpaquePointer) -> PathError {
        let code = X509_STORE_CTX_get_error(context)
        var subject = ""
        if let certificate = X509_STORE_CTX_get_current_cert(context), let name = X509_get_subject_name(certificate) {
            subject = Certificate.name(name)
        }
        return PathError(
            code: code, reason: String(cString: X509_verify_cert_error_string(Int(code))), subject: subject,
            revokedAt: code == X509_V_ERR_CERT_REVOKED ? revocationTime(context) : nil)
    }

    /// How long the judgement holds: between the nearest of all dates around `time`.
    private func bounds(_ context: OpaquePointer, _ certificate: Certificate, at time: Int64) -> (Int64, Int64) {
        var dates = listUpdates + [certificate.notBefore, certificate.notAfter + 1]
        if let chain = X509_STORE_CTX_get0_chain(context) {
            for index in 0..<lt_x509_stack_count(chain) {
                guard let member = lt_x509_stack_value(chain, index) else { continue }
                if let from = Self.seconds(X509_get0_notBefore(member)) { dates.append(from) }
                if let until = Self.seconds(X509_get0_notAfter(member)) { dates.append(until + 1) }
            }
        }
        return (dates.filter { $0 <= time }.max() ?? Int64.min, dates.filter { $0 > time }.min() ?? Int64.max)
    }

    static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Int64(timegm(&parts))
    }
}
