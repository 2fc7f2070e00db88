import COpenSSL

extension SigningIdentity {
    /// A detached signature over bytes: CMS SignedData in the CAdES-BES form (RFC 5652, ETSI EN 319 122-1), DER, with the signer's
    /// certificates enclosed.
    ///
    /// `openssl cms -verify -inform DER -binary -content …` verifies it.
    /// - Throws: ``SignedXMLError`` when the key fails.
    package func detachedSignature(over bytes: [UInt8]) throws -> [UInt8] {
        defer { ERR_clear_error() }
        guard let others = lt_x509_stack_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        defer { lt_x509_stack_free(others) }
        return try withExtendedLifetime(certificates) {
            for certificate in certificates.dropFirst() { lt_x509_stack_push(others, certificate.owned.pointer) }
            let flags = UInt32(CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES)
            let message: OpaquePointer? = bytes.withUnsafeBytes { content in
                guard let input = BIO_new_mem_buf(content.baseAddress, Int32(clamping: content.count)) else {
                    return nil
                }
                defer { BIO_free(input) }
                return CMS_sign(certificate.owned.pointer, key, others, input, flags)
            }
            guard let message else { throw SignedXMLError("OpenSSL could not sign") }
            defer { CMS_ContentInfo_free(message) }
            var der: UnsafeMutablePointer<UInt8>?
            let length = i2d_CMS_ContentInfo(message, &der)
            guard length > 0, let der else { throw SignedXMLError("OpenSSL could not write the signature") }
            defer { lt_openssl_free(der) }
            return Array(UnsafeBufferPointer(start: der, count: Int(length)))
        }
    }
}
