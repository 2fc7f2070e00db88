import COpenSSL

/// What is asked of the certificates of a path beyond OpenSSL's own check, which lets these pass: version 1, serials out of
/// range, an authority's certificate as the signer's, and extended key usage, of which it knows no document signing.
enum CertificateProfile {
    /// Extended key usages under which content may be signed: emailProtection, documentSigning (RFC 9336), Microsoft's
    /// document signing, and any.
    private static let signingUsages: Set<String> = [
        "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "2.5.29.37.0",
    ]

    /// What speaks against the certificate under the signature (RFC 5280 §4.1.2, §4.2.1.3, §4.2.1.9, §4.2.1.12).
    static func faults(ofSigner certificate: OpaquePointer) -> [Finding] {
        let subject = ["subject": Certificate.name(X509_get_subject_name(certificate))]
        var faults = form(certificate, subject)
        guard X509_check_ca(certificate) == 0 else {
            return faults + [Finding(CertificateRules.authorityAsSigner, subject)]
        }
        if X509_get_key_usage(certificate) & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) == 0 {
            faults.append(Finding(CertificateRules.usage, subject))
        } else {
            faults += extendedUsage(certificate, subject)
        }
        return faults
    }

    /// What speaks against an authority between the signer and the anchor. The anchor itself is the operator's choice.
    static func faults(ofAuthority certificate: OpaquePointer) -> [Finding] {
        let subject = ["subject": Certificate.name(X509_get_subject_name(certificate))]
        return form(certificate, subject) + extendedUsage(certificate, subject)
    }

    private static func form(_ certificate: OpaquePointer, _ subject: [String: String]) -> [Finding] {
        var faults: [Finding] = []
        if X509_get_version(certificate) != 2 { faults.append(Finding(CertificateRules.version, subject)) }
        if !hasLawfulSerial(certificate) { faults.append(Finding(CertificateRules.serial, subject)) }
        return faults
    }

    /// Positive, and at most 20 octets as DER writes it.
    private static func hasLawfulSerial(_ certificate: OpaquePointer) -> Bool {
        guard let number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nil) else { return false }
        defer { BN_free(number) }
        return BN_is_zero(number) == 0 && BN_is_negative(number) == 0 && BN_num_bits(number) / 8 + 1 <= 20
    }

    /// Without the extension a certificate is not restricted by it.
    private static func extendedUsage(_ certificate: OpaquePointer, _ subject: [String: String]) -> [Finding] {
        guard X509_get_ext_by_NID(certificate, NID_ext_key_usage, -1) >= 0 else { return [] }
        guard let usages = lt_extended_key_usage(certificate), lt_usage_count(usages) > 0 else {
            return [Finding(CertificateRules.usageEmpty, subject)]
        }
        defer { lt_usage_free(usages) }
        let named = (0..<lt_usage_count(usages)).compactMap { lt_usage_value(usages, $0).map(identifier) }
        return signingUsages.isDisjoint(with: named) ? [Finding(CertificateRules.usage, subject)] : []
    }

    /// An object identifier in dotted decimals.
    static func identifier(_ object: OpaquePointer) -> String {
        var text = [CChar](repeating: 0, count: 80)
        let length = OBJ_obj2txt(&text, Int32(text.count), object, 1)
        return String(decoding: text.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
