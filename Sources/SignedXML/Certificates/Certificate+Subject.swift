import COpenSSL

/// One attribute of a name: its short name where it has one (`CN`, `OU`, `serialNumber`, `organizationIdentifier`), else its
/// object identifier; and its value.
package struct NameAttribute: Sendable, Hashable, Codable {
    package let type: String
    package let value: String

    package init(type: String, value: String) {
        self.type = type
        self.value = value
    }
}

extension Certificate {
    /// The attributes of the subject, in the order of the certificate.
    package var subjectAttributes: [NameAttribute] {
        withExtendedLifetime(owned) {
            let name = X509_get_subject_name(owned.pointer)
            return (0..<max(0, X509_NAME_entry_count(name))).compactMap { index in
                guard let entry = X509_NAME_get_entry(name, index),
                    let object = X509_NAME_ENTRY_get_object(entry),
                    let value = Self.text(X509_NAME_ENTRY_get_data(entry))
                else { return nil }
                return NameAttribute(type: Self.shortName(object), value: value)
            }
        }
    }

    private static func shortName(_ object: OpaquePointer) -> String {
        let nid = OBJ_obj2nid(object)
        guard nid != NID_undef, let name = OBJ_nid2sn(nid) else { return CertificateProfile.identifier(object) }
        return String(cString: name)
    }

    private static func text(_ value: UnsafeMutablePointer<ASN1_STRING>?) -> String? {
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = ASN1_STRING_to_UTF8(&bytes, value)
        guard length >= 0, let bytes else { return nil }
        defer { lt_openssl_free(bytes) }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(length)), as: UTF8.self)
    }
}
