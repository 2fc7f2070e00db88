import COpenSSL

/// What may be said of a certificate elsewhere than in it, and whether it is so.
struct CertificateIdentity {
    let certificate: Certificate
    private var owned: X509Certificate { certificate.owned }

    init(_ certificate: Certificate) { self.certificate = certificate }

    // MARK: Names

    private var subject: DirectoryName { DirectoryName(X509_get_subject_name(owned.pointer)) }
    private var issuer: DirectoryName { DirectoryName(X509_get_issuer_name(owned.pointer)) }

    func hasSubject(_ text: String) -> Bool { DirectoryName(rfc4514: text) == subject }

    func hasIssuer(_ text: String) -> Bool { DirectoryName(rfc4514: text) == issuer }

    /// - Parameter text: decimal, as XML Schema's `integer` is written.
    func hasSerial(_ text: String) -> Bool {
        let digits = text.drop { $0 == "+" }
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), (1...64).contains(digits.count) else { return false }
        var number: OpaquePointer?
        guard BN_dec2bn(&number, String(digits)) > 0, let number else { return false }
        defer { BN_free(number) }
        guard let serial = ASN1_INTEGER_to_BN(X509_get0_serialNumber(owned.pointer), nil) else { return false }
        defer { BN_free(serial) }
        return BN_cmp(number, serial) == 0
    }

    /// Whether a free name is one of those that the certificate goes by: its subject, a common name of it, or its
    /// fingerprint (SHA-256, hex).
    func hasName(_ text: String) -> Bool {
        hasSubject(text) || subject.commonNames.contains(DirectoryName.normalized(text))
            || text.lowercased().filter { $0 != ":" } == certificate.fingerprint
    }

    // MARK: Kinship

    var isSelfIssued: Bool { isIssued(by: self) }

    /// Whether the other's subject is this one's issuer; no signature is looked at.
    func isIssued(by other: CertificateIdentity) -> Bool {
        X509_NAME_cmp(X509_get_issuer_name(owned.pointer), X509_get_subject_name(other.owned.pointer)) == 0
    }

    // MARK: Keys

    func hasKeyIdentifier(_ bytes: [UInt8]) -> Bool {
        guard let identifier = X509_get0_subject_key_id(owned.pointer) else { return false }
        let start = ASN1_STRING_get0_data(identifier)
        return UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(identifier))).elementsEqual(bytes)
    }

    /// - Parameter encoded: a `SubjectPublicKeyInfo`, DER.
    func hasKey(encoded: [UInt8]) -> Bool {
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(owned.pointer), &bytes)
        guard length > 0, let bytes else { return false }
        defer { lt_openssl_free(bytes) }
        return UnsafeBufferPointer(start: bytes, count: Int(length)).elementsEqual(encoded)
    }

    func hasRSAKey(modulus: [UInt8], exponent: [UInt8]) -> Bool {
        number("n") == Array(modulus.drop { $0 == 0 }) && number("e") == Array(exponent.drop { $0 == 0 })
    }

    /// - Parameters:
    ///   - curve: `urn:oid:…`
    ///   - point: uncompressed, `04 ‖ x ‖ y`.
    func hasECKey(curve: String, point: [UInt8]) -> Bool {
        let groups = [
            "urn:oid:1.2.840.10045.3.1.7": "prime256v1", "urn:oid:1.3.132.0.34": "secp384r1",
            "urn:oid:1.3.132.0.35": "secp521r1",
        ]
        guard let key = X509_get0_pubkey(owned.pointer), let group = groups[curve] else { return false }
        var name = [CChar](repeating: 0, count: 80)
        var length = 0
        guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return false }
        var known = [UInt8](repeating: 0, count: 160)
        var count = 0
        guard EVP_PKEY_get_octet_string_param(key, "pub", &known, known.count, &count) == 1 else { return false }
        return name.prefix(length).map { UInt8(bitPattern: $0) }.elementsEqual(group.utf8)
            && known.prefix(count).elementsEqual(point)
    }

    /// A number of an RSA key, big-endian.
    private func number(_ name: String) -> [UInt8]? {
        guard let key = X509_get0_pubkey(owned.pointer) else { return nil }
        var number: OpaquePointer?
        defer { ERR_clear_error() }
        guard EVP_PKEY_get_bn_param(key, name, &number) == 1, let number else { return nil }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(number)) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return bytes
    }
}
