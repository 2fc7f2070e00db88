import COpenSSL

/// A revocation list being made. Owns its `X509_CRL`.
final class RehearsalRevocationList {
    private let pointer: OpaquePointer

    init(
        issuer: RehearsalAuthority, revoked: [RehearsalCertificate], number: Int?, validity: ValidityPeriod
    ) throws {
        let attempt = "make a revocation list"
        pointer = try demand(X509_CRL_new(), attempt)
        try demand(X509_CRL_set_version(pointer, 1), attempt)  // v2
        try demand(X509_CRL_set_issuer_name(pointer, X509_get_subject_name(issuer.certificate.pointer)), attempt)
        let thisUpdate = try Self.time(validity.from)
        defer { ASN1_TIME_free(thisUpdate) }
        let nextUpdate = try Self.time(validity.until)
        defer { ASN1_TIME_free(nextUpdate) }
        try demand(X509_CRL_set1_lastUpdate(pointer, thisUpdate), attempt)
        try demand(X509_CRL_set1_nextUpdate(pointer, nextUpdate), attempt)
        for certificate in revoked { try add(certificate, at: thisUpdate) }
        try demand(X509_CRL_sort(pointer), attempt)
        try addAuthorityKeyIdentifier(of: issuer.certificate)
        if let number { try add(number: number) }
        try demand(X509_CRL_sign(pointer, issuer.key.pointer, issuer.key.digest), attempt)
    }

    deinit { X509_CRL_free(pointer) }

    func pem() throws -> String {
        try pemText("write a revocation list") { PEM_write_bio_X509_CRL($0, pointer) }
    }

    private static func time(_ seconds: Int64) throws -> UnsafeMutablePointer<ASN1_TIME> {
        guard let time = ASN1_TIME_set(nil, time_t(seconds)) else {
            throw SignedXMLError.rehearsal("write the time \(seconds)")
        }
        return time
    }

    private func add(_ certificate: RehearsalCertificate, at time: UnsafeMutablePointer<ASN1_TIME>) throws {
        let attempt = "revoke a certificate"
        let entry = try demand(X509_REVOKED_new(), attempt)
        guard X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(certificate.pointer)) == 1,
            X509_REVOKED_set_revocationDate(entry, time) == 1,
            X509_CRL_add0_revoked(pointer, entry) == 1  // the list owns the entry from here
        else {
            X509_REVOKED_free(entry)
            throw SignedXMLError.rehearsal(attempt)
        }
    }

    private func addAuthorityKeyIdentifier(of issuer: RehearsalCertificate) throws {
        let attempt = "add the authority key identifier"
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer.pointer, nil, nil, pointer, 0)
        let made = try demand(
            X509V3_EXT_nconf_nid(nil, &context, NID_authority_key_identifier, "keyid:always"), attempt)
        defer { X509_EXTENSION_free(made) }
        try demand(X509_CRL_add_ext(pointer, made, -1), attempt)
    }

    private func add(number: Int) throws {
        let attempt = "number a revocation list"
        guard let value = ASN1_INTEGER_new() else { throw SignedXMLError.rehearsal(attempt) }
        defer { ASN1_INTEGER_free(value) }
        try demand(ASN1_INTEGER_set_int64(value, Int64(number)), attempt)
        try demand(X509_CRL_add1_ext_i2d(pointer, NID_crl_number, value, 0, 0), attempt)
    }
}
