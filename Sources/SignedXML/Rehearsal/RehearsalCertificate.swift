import COpenSSL

/// When a certificate or a revocation list holds, in seconds since 1970.
package struct ValidityPeriod: Sendable, Hashable {
    package let from: Int64
    package let until: Int64

    package init(from: Int64, until: Int64) {
        self.from = from
        self.until = until
    }
}

/// An issued certificate. Owns its `X509`, which nothing changes once it has been signed.
package final class RehearsalCertificate: @unchecked Sendable {
    let pointer: OpaquePointer

    /// - Parameter issuer: `nil` for a self-signed one.
    init(
        subject: DistinguishedName, key: RehearsalKey, usage: CertificateUsage, validity: ValidityPeriod,
        issuer: (certificate: RehearsalCertificate, key: RehearsalKey)?
    ) throws {
        let attempt = "issue a certificate for \(subject)"
        pointer = try demand(X509_new(), attempt)
        try demand(X509_set_version(pointer, 2), attempt)  // v3
        try demand(setRandomSerial(of: pointer), attempt)
        try demand(X509_set_pubkey(pointer, key.pointer), attempt)
        let name = try X509Name(subject)
        try demand(X509_set_subject_name(pointer, name.pointer), attempt)
        let issuerName = issuer.map { X509_get_subject_name($0.certificate.pointer) } ?? name.pointer
        try demand(X509_set_issuer_name(pointer, issuerName), attempt)
        guard ASN1_TIME_set(X509_getm_notBefore(pointer), time_t(validity.from)) != nil,
            ASN1_TIME_set(X509_getm_notAfter(pointer), time_t(validity.until)) != nil
        else { throw SignedXMLError.rehearsal(attempt) }
        for (nid, value) in usage.extensions(for: key.kind) {
            try add(nid, value, issuer: issuer?.certificate.pointer ?? pointer)
        }
        let signer = issuer?.key ?? key
        try demand(X509_sign(pointer, signer.pointer, signer.digest), attempt)
    }

    /// One that was issued elsewhere, so that it can be revoked here.
    package init(der: [UInt8]) throws {
        let owned = try X509Certificate(der: der)
        pointer = owned.pointer
        try demand(X509_up_ref(owned.pointer), "hold a certificate")
    }

    deinit { X509_free(pointer) }

    package func pem() throws -> String {
        try pemText("write a certificate") { PEM_write_bio_X509($0, pointer) }
    }

    private func add(_ nid: Int32, _ value: String, issuer: OpaquePointer) throws {
        let attempt = "add the extension \(value)"
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, pointer, nil, nil, 0)
        let made = try demand(X509V3_EXT_nconf_nid(nil, &context, nid, value), attempt)
        defer { X509_EXTENSION_free(made) }
        try demand(X509_add_ext(pointer, made, -1), attempt)
    }
}

/// Gives the certificate a positive serial of 127 random bits (RFC 5280 §4.1.2.2: positive, at most 20 octets).
private func setRandomSerial(of certificate: OpaquePointer) -> Int32 {
    guard let number = BN_new() else { return 0 }
    defer { BN_free(number) }
    guard BN_rand(number, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1,
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nil
    else { return 0 }
    return 1
}

/// Owns an `X509_NAME`.
private final class X509Name {
    let pointer: OpaquePointer

    init(_ name: DistinguishedName) throws {
        pointer = try demand(X509_NAME_new(), "write the name \(name)")
        for (type, value) in name.attributes {
            let status = X509_NAME_add_entry_by_txt(pointer, type, MBSTRING_ASC, value, Int32(value.utf8.count), -1, 0)
            try demand(status, "write the name \(name)")
        }
    }

    deinit { X509_NAME_free(pointer) }
}
