import COpenSSL

extension Certificate {
    /// Who the certificate is for, as its subject says: the common name, and the organisation.
    package var holder: (name: String?, organization: String?) {
        defer { withExtendedLifetime(owned) {} }
        let subject = X509_get_subject_name(owned.pointer)
        return (Self.last(NID_commonName, of: subject), Self.last(NID_organizationName, of: subject))
    }

    /// The most specific value of an attribute: the one that stands last.
    private static func last(_ nid: Int32, of name: OpaquePointer?) -> String? {
        guard let name else { return nil }
        var position: Int32 = -1
        while case let next = X509_NAME_get_index_by_NID(name, nid, position), next >= 0 { position = next }
        guard position >= 0, let entry = X509_NAME_get_entry(name, position) else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let length = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry))
        guard length >= 0, let text else { return nil }
        defer { lt_openssl_free(text) }
        return String(decoding: UnsafeBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    }
}
