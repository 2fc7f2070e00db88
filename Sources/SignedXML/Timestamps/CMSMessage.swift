import COpenSSL

/// A CMS `SignedData` with its content inside and one signer (RFC 5652 §5), owned.
final class CMSMessage {
    private let pointer: OpaquePointer
    private let signer: OpaquePointer
    /// What is signed.
    let content: [UInt8]
    /// The object identifier of the content's type.
    let contentNID: Int32
    /// The certificates inside, in their order.
    let certificates: [Certificate]

    init(der: [UInt8]) throws(TimestampFault) {
        guard let parsed = contentInfo(der) else { throw .unreadable("CMS") }
        // From here on there is something to free when it is not what it should be.
        guard OBJ_obj2nid(CMS_get0_type(parsed)) == NID_pkcs7_signed, lt_cms_signer_count(parsed) == 1,
            let signer = lt_cms_signer(parsed, 0), let place = CMS_get0_content(parsed), let content = place.pointee,
            let certificates = Self.certificates(in: parsed)
        else {
            CMS_ContentInfo_free(parsed)
            ERR_clear_error()
            throw .unreadable("SignedData")
        }
        pointer = parsed
        self.signer = signer
        self.content = octets(of: content)
        self.certificates = certificates
        contentNID = OBJ_obj2nid(CMS_get0_eContentType(parsed))
    }

    deinit { CMS_ContentInfo_free(pointer) }

    /// `nil` when one of them cannot be read.
    private static func certificates(in message: OpaquePointer) -> [Certificate]? {
        guard let stack = CMS_get1_certs(message) else { return [] }
        defer { lt_x509_stack_free_all(stack) }
        let found = (0..<lt_x509_stack_count(stack)).compactMap { index in
            lt_x509_stack_value(stack, index).flatMap { Certificate(copying: $0) }
        }
        return found.count == Int(lt_x509_stack_count(stack)) ? found : nil
    }

    /// The hash with which content and signed attributes were digested.
    var digestNID: Int32 {
        var algorithm: UnsafeMutablePointer<X509_ALGOR>?
        CMS_SignerInfo_get0_algs(signer, nil, nil, &algorithm, nil)
        return algorithm.map { OBJ_obj2nid($0.pointee.algorithm) } ?? NID_undef
    }

    /// The one of the certificates inside that the signer is said to have.
    func signerCertificate() throws(TimestampFault) -> Certificate {
        defer { ERR_clear_error() }
        CMS_set1_signers_certs(pointer, nil, 0)
        var certificate: OpaquePointer?
        CMS_SignerInfo_get0_algs(signer, nil, &certificate, nil, nil)
        guard let certificate, let copy = Certificate(copying: certificate) else { throw .unreadable("certificate") }
        return copy
    }

    /// Whether the signer's own certificate, and no other, is the one that the signed attributes name (RFC 5035), and
    /// the signed content type is the content's.
    /// - Parameter chain: the signer's certificate and its path; further certificates named must be in it.
    func names(chain: [Certificate]) -> Bool {
        defer { ERR_clear_error() }
        guard let type = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT),
            OBJ_obj2nid(OpaquePointer(type)) == contentNID
        else { return false }
        let first = attribute(NID_id_smime_aa_signingCertificate, d2i_ESS_SIGNING_CERT)
        let second = attribute(NID_id_smime_aa_signingCertificateV2, d2i_ESS_SIGNING_CERT_V2)
        defer {
            ESS_SIGNING_CERT_free(first)
            ESS_SIGNING_CERT_V2_free(second)
        }
        guard let stack = lt_x509_stack_new() else { return false }
        defer { lt_x509_stack_free(stack) }
        for member in chain { lt_x509_stack_push(stack, member.owned.pointer) }
        return withExtendedLifetime(chain) { OSSL_ESS_check_signing_certs(first, second, stack, 1) == 1 }
    }

    /// Whether the signature over signed attributes and content is true, by the certificate inside, whoever's that is.
    func isTrue() -> Bool {
        defer { ERR_clear_error() }
        guard let sink = BIO_new(BIO_s_null()) else { return false }
        defer { BIO_free(sink) }
        return CMS_verify(pointer, nil, nil, nil, sink, UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)) == 1
    }

    private typealias Decode = (
        UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
    ) -> OpaquePointer?

    /// A signed attribute that stands there exactly once, with one value.
    private func attribute(_ nid: Int32, _ decode: Decode) -> OpaquePointer? {
        guard let found = CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE) else { return nil }
        let value = octets(of: UnsafePointer(found.assumingMemoryBound(to: ASN1_STRING.self)))
        return value.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return decode(nil, &next, bytes.count)
        }
    }
}

/// A CMS message (RFC 5652 §3), the caller's to free; `nil` when the bytes are not one, or go on behind it.
func contentInfo(_ der: [UInt8]) -> OpaquePointer? {
    defer { ERR_clear_error() }
    return der.withUnsafeBufferPointer { bytes in
        var next = bytes.baseAddress
        guard let parsed = d2i_CMS_ContentInfo(nil, &next, bytes.count) else { return nil }
        guard next == bytes.baseAddress.map({ $0 + bytes.count }) else {
            CMS_ContentInfo_free(parsed)
            return nil
        }
        return parsed
    }
}

/// The bytes of any ASN.1 string.
func octets(of string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
    guard let start = ASN1_STRING_get0_data(string) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
}

/// An object identifier in dotted form.
func objectText(_ object: OpaquePointer?) -> String {
    guard let object else { return "" }
    var text = [CChar](repeating: 0, count: 128)
    let length = min(Int(OBJ_obj2txt(&text, Int32(text.count), object, 1)), text.count - 1)
    return String(decoding: text.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// OpenSSL's short name of an algorithm, `SHA1`.
func objectName(_ nid: Int32) -> String {
    OBJ_nid2sn(nid).map { String(cString: $0) } ?? "?"
}

extension HashAlgorithm {
    /// The hash functions of the profile, by OpenSSL's number.
    init?(nid: Int32) {
        switch nid {
        case NID_sha256: self = .sha256
        case NID_sha384: self = .sha384
        case NID_sha512: self = .sha512
        default: return nil
        }
    }
}

extension Certificate {
    /// The facts of a certificate that OpenSSL has already read.
    init?(copying certificate: OpaquePointer) {
        let length = i2d_X509(certificate, nil)
        guard length > 0 else { return nil }
        var der = [UInt8](repeating: 0, count: Int(length))
        let written = der.withUnsafeMutableBufferPointer { bytes in
            var next = bytes.baseAddress
            return i2d_X509(certificate, &next)
        }
        guard written == length, let certificate = try? CertificateCache.certificate(der: der) else { return nil }
        self = certificate
    }

    /// A number as upper-case hex.
    static func hexInteger(_ integer: UnsafePointer<ASN1_INTEGER>?) -> String {
        guard let integer, let number = ASN1_INTEGER_to_BN(integer, nil) else { return "" }
        defer { BN_free(number) }
        guard let text = BN_bn2hex(number) else { return "" }
        defer { lt_openssl_free(text) }
        return String(cString: text)
    }
}
