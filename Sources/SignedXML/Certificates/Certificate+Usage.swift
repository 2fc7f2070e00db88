import COpenSSL

extension Certificate {
    /// Extended key usages under which content may be signed: emailProtection, documentSigning (RFC 9336), Microsoft's
    /// document signing, and any. A certificate without the extension is not restricted by it.
    private static let signingUsages: Set<String> = [
        "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "2.5.29.37.0",
    ]

    /// Whether the certificate is an end entity's, and meant for signatures on content (RFC 5280 §4.2.1.3, §4.2.1.12).
    var maySign: Bool {
        defer { withExtendedLifetime(owned) {} }
        guard X509_check_ca(owned.pointer) == 0, X509_get_version(owned.pointer) == 2 else { return false }
        guard X509_get_key_usage(owned.pointer) & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0 else {
            return false
        }
        guard let usages = lt_extended_key_usage(owned.pointer) else {
            // Absent, or there and unreadable: only the first is no restriction.
            return X509_get_ext_by_NID(owned.pointer, NID_ext_key_usage, -1) < 0
        }
        defer { lt_usage_free(usages) }
        return (0..<lt_usage_count(usages)).contains { index in
            guard let usage = lt_usage_value(usages, index) else { return false }
            var text = [CChar](repeating: 0, count: 80)
            let length = OBJ_obj2txt(&text, Int32(text.count), usage, 1)
            let bytes = text.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }
            return Self.signingUsages.contains(String(decoding: bytes, as: UTF8.self))
        }
    }
}
