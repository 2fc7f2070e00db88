import COpenSSL

/// A revocation list (RFC 5280 §5), as facts and DER.
package struct RevocationList: Sendable, Hashable {
    package let der: [UInt8]
    /// SHA-256 of the DER, lower-case hex.
    package let fingerprint: String
    /// RFC 2253.
    package let issuer: String
    /// *cRLNumber*, upper-case hex, without leading zeros; `nil` when the list has none, which RFC 5280 does not allow.
    package let number: String?
    /// Seconds since 1970.
    package let thisUpdate: Int64
    /// When the next list comes at the latest; `nil` when the list does not say, which RFC 5280 does not allow.
    package let nextUpdate: Int64?
    /// How many certificates it revokes.
    package let count: Int
    /// Whose list, by which of the issuer's keys, for which part of its certificates: lists that replace one another agree.
    package let scope: String

    /// - Throws: ``SignedXMLError`` when the bytes are not one complete list.
    package init(der: [UInt8]) throws {
        let owned = try X509RevocationList(der: der)
        defer { withExtendedLifetime(owned) {} }
        self.der = der
        fingerprint = try Digest.of(der, .sha256).hex
        issuer = owned.issuer
        number = owned.number
        guard let update = X509Store.seconds(X509_CRL_get0_lastUpdate(owned.pointer)) else {
            throw SignedXMLError("a revocation list's time cannot be read")
        }
        thisUpdate = update
        nextUpdate = X509Store.seconds(X509_CRL_get0_nextUpdate(owned.pointer))
        count = Int(max(0, OPENSSL_sk_num(X509_CRL_get_REVOKED(owned.pointer))))
        // A delta list replaces no whole one.
        let parts = [NID_authority_key_identifier, NID_issuing_distribution_point, NID_delta_crl]
        scope = ([issuer] + parts.map(owned.extensionHex)).joined(separator: "\n")
    }

    package static func == (left: RevocationList, right: RevocationList) -> Bool {
        left.fingerprint == right.fingerprint
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// The lists of a file: PEM blocks, or one list in DER.
    /// - Throws: ``SignedXMLError`` when one of them cannot be read, or there is none.
    package static func all(in file: [UInt8]) throws -> [RevocationList] {
        if PEM.isDER(file) { return [try RevocationList(der: file)] }
        let lists = try PEM.blocks(in: String(decoding: file, as: UTF8.self)).filter { $0.label == "X509 CRL" }
            .map { try RevocationList(der: $0.der) }
        guard !lists.isEmpty else { throw SignedXMLError("no revocation list in the file") }
        return lists
    }

    /// Whether it says less, or says it earlier, than `other` of the same scope.
    package func isOlder(than other: RevocationList) -> Bool { age < other.age }

    /// Ordered by number, then by time. A number of fewer digits is the smaller one.
    private var age: (Int, String, Int64) { (number?.count ?? 0, number ?? "", thisUpdate) }

    /// Whether `authority` signed it, and may sign lists.
    package func isSigned(by authority: Certificate) throws -> Bool {
        let list = try X509RevocationList(der: der)
        return withExtendedLifetime((list, authority)) { list.isSigned(by: authority.owned.pointer) }
    }
}

/// OpenSSL's revocation list, owned.
///
/// `@unchecked Sendable`: only read once it has been made; OpenSSL sorts its entries at the first look under a lock.
final class X509RevocationList: @unchecked Sendable {
    let pointer: OpaquePointer

    init(der: [UInt8]) throws {
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            guard let list = d2i_X509_CRL(nil, &next, bytes.count) else { return nil }
            guard next == bytes.baseAddress.map({ $0 + bytes.count }) else {
                X509_CRL_free(list)
                return nil
            }
            return list
        }
        guard let parsed else {
            ERR_clear_error()
            throw SignedXMLError("the bytes are not a revocation list")
        }
        pointer = parsed
    }

    deinit { X509_CRL_free(pointer) }

    /// RFC 2253.
    var issuer: String { Certificate.name(X509_CRL_get_issuer(pointer)) }

    var number: String? {
        guard let value = X509_CRL_get_ext_d2i(pointer, NID_crl_number, nil, nil) else { return nil }
        let integer = value.assumingMemoryBound(to: ASN1_INTEGER.self)
        defer { ASN1_INTEGER_free(integer) }
        guard let number = ASN1_INTEGER_to_BN(integer, nil) else { return nil }
        defer { BN_free(number) }
        guard BN_is_negative(number) == 0, let text = BN_bn2hex(number) else { return nil }
        defer { lt_openssl_free(text) }
        let digits = String(cString: text).drop { $0 == "0" }
        return digits.isEmpty ? "0" : String(digits)
    }

    /// The value of an extension, as hex of its DER; empty when it is not there.
    func extensionHex(_ nid: Int32) -> String {
        let index = X509_CRL_get_ext_by_NID(pointer, nid, -1)
        guard index >= 0, let found = X509_CRL_get_ext(pointer, index), let data = X509_EXTENSION_get_data(found),
            let bytes = ASN1_STRING_get0_data(data)
        else { return "" }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(ASN1_STRING_length(data)))).hex
    }

    func isSigned(by authority: OpaquePointer) -> Bool {
        defer { ERR_clear_error() }
        guard X509_NAME_cmp(X509_CRL_get_issuer(pointer), X509_get_subject_name(authority)) == 0,
            X509_get_key_usage(authority) & UInt32(KU_CRL_SIGN) != 0, let key = X509_get0_pubkey(authority)
        else { return false }
        return X509_CRL_verify(pointer, key) == 1
    }

    /// Whether it lists the certificate; its signature is not looked at here.
    func lists(_ certificate: OpaquePointer) -> Bool {
        var entry: OpaquePointer?
        // 2 stands for an entry that takes an earlier one back (removeFromCRL).
        return X509_CRL_get0_by_serial(pointer, &entry, X509_get_serialNumber(certificate)) == 1
    }
}
