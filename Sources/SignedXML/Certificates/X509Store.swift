import COpenSSL

/// OpenSSL's store of anchors and revocation lists, owned.
///
/// `@unchecked Sendable`: filled in `init`, and only read by verification after it, which OpenSSL allows from any thread.
final class X509Store: @unchecked Sendable {
    struct Judgement {
        var errors: [PathError] = []
        /// What OpenSSL's check does not look at.
        var faults: [Finding] = []
        var isRevocationUnknown = false
        /// Lists past their *nextUpdate*, within the grace: their issuers.
        var lateLists: Set<String> = []
        /// Issuers whose list lacks what makes it count.
        var incompleteLists: Set<String> = []
        /// Revoked, but only after the time of judgement.
        var revokedSince: [PathError] = []
        /// The path that was built, from the certificate up, as far as it got.
        var chain: [Certificate] = []
        /// Seconds since 1970 between which the judgement stays the same.
        var from = Int64.min
        var until = Int64.max
    }

    private let pointer: OpaquePointer
    private let lists: [RevocationList]
    /// They prove nobody's good standing, but what they revoke is revoked.
    private let incomplete: [X509RevocationList]
    private let grace: Int64

    /// - Parameter grace: how long a list is used beyond its *nextUpdate*, in seconds.
    init(anchors: [Certificate], lists: SortedLists, grace: Int64) throws {
        guard let pointer = X509_STORE_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        self.pointer = pointer
        self.lists = lists.counting
        self.grace = grace
        incomplete = try lists.incomplete.map { try X509RevocationList(der: $0.der) }
        for anchor in anchors {
            guard withExtendedLifetime(anchor, { X509_STORE_add_cert(pointer, anchor.owned.pointer) == 1 }) else {
                throw SignedXMLError("the anchor \(anchor.subject) cannot be used")
            }
        }
        for list in lists.counting {
            let owned = try X509RevocationList(der: list.der)
            guard withExtendedLifetime(owned, { X509_STORE_add_crl(pointer, owned.pointer) == 1 }) else {
                throw SignedXMLError("the revocation list of \(list.issuer) cannot be used")
            }
        }
    }

    deinit { X509_STORE_free(pointer) }

    /// Judges a path at a time (seconds since 1970); every error of the chain is gathered, not only the first.
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
        let gathering = PathGathering(at: time, grace: grace)
        X509_STORE_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(gathering).toOpaque())
        let result = X509_verify_cert(context)
        var judgement = gathering.judgement
        if result != 1, judgement.errors.isEmpty { judgement.errors.append(PathError(context)) }
        lookFurther(at: chain(of: context), signer: leaf.pointer, &judgement)
        setBounds(of: &judgement, context, certificate, at: time)
        judgement.chain = chain(of: context).compactMap { Certificate(copying: $0) }
        withExtendedLifetime((leaf, owned, gathering)) {}
        return judgement
    }

    /// No purpose of OpenSSL's is document signing (*smimesign* refuses RFC 9336's): ``CertificateProfile`` judges that.
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
            Unmanaged<PathGathering>.fromOpaque(data).takeUnretainedValue().take(context)
            return 1
        }
    }

    /// From the signer up; borrowed from the context.
    private func chain(of context: OpaquePointer) -> [OpaquePointer] {
        guard let chain = X509_STORE_CTX_get0_chain(context) else { return [] }
        return (0..<lt_x509_stack_count(chain)).compactMap { lt_x509_stack_value(chain, $0) }
    }

    private func lookFurther(at chain: [OpaquePointer], signer: OpaquePointer, _ judgement: inout Judgement) {
        judgement.faults = CertificateProfile.faults(ofSigner: signer)
        // Only an anchor may be self-signed.
        for authority in chain.dropFirst() where X509_self_signed(authority, 0) != 1 {
            judgement.faults += CertificateProfile.faults(ofAuthority: authority)
        }
        for (member, issuer) in zip(chain, chain.dropFirst()) {
            for list in incomplete where list.isSigned(by: issuer) {
                if judgement.isRevocationUnknown { judgement.incompleteLists.insert(list.issuer) }
                if list.lists(member) { judgement.errors.append(PathError(X509_V_ERR_CERT_REVOKED, member)) }
            }
        }
    }

    /// The judgement holds between the nearest of all dates around its time.
    private func setBounds(
        of judgement: inout Judgement, _ context: OpaquePointer, _ certificate: Certificate, at time: Int64
    ) {
        // For OpenSSL the second of an end no longer counts.
        var dates = [certificate.notBefore, certificate.notAfter]
        for list in lists {
            dates.append(list.thisUpdate)
            if let next = list.nextUpdate { dates += [next, next + grace] }
        }
        for member in chain(of: context) {
            if let from = Self.seconds(X509_get0_notBefore(member)) { dates.append(from) }
            if let until = Self.seconds(X509_get0_notAfter(member)) { dates.append(until) }
        }
        judgement.from = dates.filter { $0 <= time }.max() ?? .min
        judgement.until = dates.filter { $0 > time }.min() ?? .max
    }

    static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return Int64(timegm(&parts))
    }
}
