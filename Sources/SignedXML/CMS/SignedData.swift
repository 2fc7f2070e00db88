import COpenSSL

/// OpenSSL's `CMS_ContentInfo`, owned, within the profile: SignedData, detached, one signer, signed attributes.
final class SignedData {
    private let pointer: OpaquePointer
    /// Belongs to `pointer`.
    private let signerInfo: OpaquePointer

    /// - Throws: ``CMSFault/form(_:)`` when the bytes are anything else.
    init(_ der: [UInt8]) throws(CMSFault) {
        guard let parsed = contentInfo(der) else { throw .form("RFC 5652 §3: ContentInfo") }
        do throws(CMSFault) {
            signerInfo = try Self.onlySigner(of: parsed)
        } catch {
            CMS_ContentInfo_free(parsed)
            throw error
        }
        pointer = parsed
    }

    deinit { CMS_ContentInfo_free(pointer) }

    private static func onlySigner(of message: OpaquePointer) throws(CMSFault) -> OpaquePointer {
        guard OBJ_obj2nid(CMS_get0_type(message)) == NID_pkcs7_signed else { throw .form("RFC 5652 §5.1: SignedData") }
        guard OBJ_obj2nid(CMS_get0_eContentType(message)) == NID_pkcs7_data else {
            throw .form("RFC 5652 §5.2: eContentType = id-data")
        }
        guard let content = CMS_get0_content(message), content.pointee == nil else {
            throw .form("RFC 5652 §5.2: detached, no eContent")
        }
        guard lt_cms_signer_count(message) == 1, let signer = lt_cms_signer(message, 0) else {
            throw .form("RFC 5652 §5.1: one SignerInfo")
        }
        return signer
    }

    // MARK: Reading

    func signature(of der: [UInt8]) throws(CMSFault) -> CMSSignature {
        let algorithm = try digestAlgorithm()
        try checkSignatureAlgorithm(algorithm)
        try checkAttributes()
        var certificates = enclosedCertificates()
        guard let position = certificates.firstIndex(where: isSigner) else {
            throw .form("RFC 5652 §5.1: the signer's certificate")
        }
        let signer = certificates.remove(at: position)
        return CMSSignature(
            der: der, signer: signer, intermediates: certificates, digestAlgorithm: algorithm, claimedTime: claimedTime,
            namesItsCertificate: try namesCertificate(signer), timestampToken: timestampToken,
            value: CMS_SignerInfo_get0_signature(signerInfo).map { octets(of: $0) } ?? [])
    }

    private var algorithms: (digest: UnsafeMutablePointer<X509_ALGOR>?, signature: UnsafeMutablePointer<X509_ALGOR>?) {
        var digest: UnsafeMutablePointer<X509_ALGOR>?
        var signature: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signerInfo, nil, nil, &digest, &signature)
        return (digest, signature)
    }

    private static func identifier(_ algorithm: UnsafeMutablePointer<X509_ALGOR>?) -> Int32 {
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, algorithm)
        return OBJ_obj2nid(object)
    }

    private func digestAlgorithm() throws(CMSFault) -> HashAlgorithm {
        let nid = Self.identifier(algorithms.digest)
        guard let algorithm = HashAlgorithm(nid: nid) else { throw .weak(objectName(nid)) }
        return algorithm
    }

    /// The same hash must stand in both places; `rsaEncryption` and `id-ecPublicKey` leave it to the digest's.
    private func checkSignatureAlgorithm(_ hash: HashAlgorithm) throws(CMSFault) {
        let nid = Self.identifier(algorithms.signature)
        let withHash: [HashAlgorithm: [Int32]] = [
            .sha256: [NID_sha256WithRSAEncryption, NID_ecdsa_with_SHA256],
            .sha384: [NID_sha384WithRSAEncryption, NID_ecdsa_with_SHA384],
            .sha512: [NID_sha512WithRSAEncryption, NID_ecdsa_with_SHA512],
        ]
        // The parameters of RSASSA-PSS are compared with the digest's algorithm by OpenSSL.
        let allowed = [NID_rsaEncryption, NID_rsassaPss, NID_X9_62_id_ecPublicKey] + (withHash[hash] ?? [])
        guard allowed.contains(nid) else { throw .weak(objectName(nid)) }
    }

    /// Without signed attributes a signature over other attributes could pass for one over content.
    private func checkAttributes() throws(CMSFault) {
        guard CMS_signed_get_attr_count(signerInfo) > 0 else { throw .form("RFC 5652 §5.3: signedAttrs") }
        let type = CMS_signed_get0_data_by_OBJ(
            signerInfo, OBJ_nid2obj(NID_pkcs9_contentType), uniqueAndSingle, V_ASN1_OBJECT)
        guard let type, OBJ_obj2nid(OpaquePointer(type)) == NID_pkcs7_data else {
            throw .form("RFC 5652 §11.1: content-type")
        }
        guard messageDigest != nil else { throw .form("RFC 5652 §11.2: message-digest") }
    }

    private func enclosedCertificates() -> [Certificate] {
        guard let stack = CMS_get1_certs(pointer) else { return [] }
        defer { lt_x509_stack_free_all(stack) }
        // More than any path has; a certificate that cannot be read helps no path.
        return (0..<min(16, lt_x509_stack_count(stack))).compactMap { index in
            lt_x509_stack_value(stack, index).flatMap { Certificate(copying: $0) }
        }
    }

    private func isSigner(_ certificate: Certificate) -> Bool {
        withExtendedLifetime(certificate) { CMS_SignerInfo_cert_cmp(signerInfo, certificate.owned.pointer) == 0 }
    }

    // MARK: Attributes

    /// OpenSSL's way to ask for an attribute that occurs once and has one value.
    private let uniqueAndSingle: Int32 = -3

    private func signedAttribute(_ nid: Int32, _ type: Int32) -> UnsafeMutablePointer<ASN1_STRING>? {
        CMS_signed_get0_data_by_OBJ(signerInfo, OBJ_nid2obj(nid), uniqueAndSingle, type)?
            .assumingMemoryBound(to: ASN1_STRING.self)
    }

    private var messageDigest: [UInt8]? {
        signedAttribute(NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING).map { octets(of: $0) }
    }

    private var claimedTime: Int64? {
        let time =
            signedAttribute(NID_pkcs9_signingTime, V_ASN1_UTCTIME)
            ?? signedAttribute(NID_pkcs9_signingTime, V_ASN1_GENERALIZEDTIME)
        return time.flatMap { X509Store.seconds($0) }
    }

    private var timestampToken: [UInt8]? {
        CMS_unsigned_get0_data_by_OBJ(
            signerInfo, OBJ_nid2obj(NID_id_smime_aa_timeStampToken), uniqueAndSingle, V_ASN1_SEQUENCE
        )
        .map { octets(of: $0.assumingMemoryBound(to: ASN1_STRING.self)) }
    }

    /// Whether SigningCertificateV2 is there; its first entry must be the signer's certificate (RFC 5035 §3).
    private func namesCertificate(_ signer: Certificate) throws(CMSFault) -> Bool {
        guard CMS_signed_get_attr_by_NID(signerInfo, NID_id_smime_aa_signingCertificateV2, -1) >= 0 else {
            return false
        }
        guard let attribute = signedAttribute(NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE),
            let named = SigningCertificate(der: octets(of: attribute))
        else { throw .form("RFC 5035 §3: SigningCertificateV2") }
        guard named.names(signer) else { throw .certificate }
        return true
    }

    // MARK: Verification

    /// - Throws: what is wrong.
    func verify(contentDigest: [UInt8]) throws(CMSFault) {
        defer { ERR_clear_error() }
        let signer = try signature(of: []).signer
        defer { withExtendedLifetime(signer) {} }
        guard let key = X509_get0_pubkey(signer.owned.pointer) else { throw .value }
        if let weakness = keyWeakness(key) { throw .weak(weakness) }
        CMS_SignerInfo_set1_signer_cert(signerInfo, signer.owned.pointer)
        guard CMS_SignerInfo_verify(signerInfo) == 1 else { throw .value }
        guard messageDigest == contentDigest else { throw .content }
    }
}

/// Why a public key is not one of the profile: RSA from 2048 bits, or ECDSA on the curves P-256, P-384 and P-521.
private func keyWeakness(_ key: OpaquePointer) -> String? {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_RSA, EVP_PKEY_RSA_PSS:
        let bits = EVP_PKEY_get_bits(key)
        return bits >= 2048 ? nil : "RSA \(bits)"
    case EVP_PKEY_EC:
        var name = [CChar](repeating: 0, count: 80)
        var length = 0
        guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return "EC" }
        let group = String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let curves: Set = ["prime256v1", "P-256", "secp384r1", "P-384", "secp521r1", "P-521"]
        return curves.contains(group) ? nil : "EC \(group)"
    default: return objectName(EVP_PKEY_get_base_id(key))
    }
}
