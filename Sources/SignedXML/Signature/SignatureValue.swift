import COpenSSL

/// What a public key says of a signature value.
enum SignatureJudgement: Equatable {
    case valid
    case invalid
    /// The key is not one of the profile.
    case weakKey(String)
    /// The method is for another kind of key.
    case otherKey
}

extension Certificate {
    /// Verifies a signature value with the certificate's public key (RFC 8017, FIPS 186-4).
    func verify(_ value: [UInt8], over message: [UInt8], by method: SignatureMethod) -> SignatureJudgement {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(owned.pointer) else { return .otherKey }
        defer { withExtendedLifetime(owned) {} }
        switch (method.scheme, EVP_PKEY_get_base_id(key)) {
        case (.rsa, EVP_PKEY_RSA), (.rsaPSS, EVP_PKEY_RSA), (.rsaPSS, EVP_PKEY_RSA_PSS):
            let bits = EVP_PKEY_get_bits(key)
            guard bits >= 2048 else { return .weakKey("RSA \(bits)") }
            guard value.count == Int(EVP_PKEY_get_size(key)) else { return .invalid }
            return Self.check(value, message, key, method) ? .valid : .invalid
        case (.ecdsa, EVP_PKEY_EC):
            guard let length = Self.scalarLength(key) else { return .weakKey("EC") }
            guard let encoded = Self.derSignature(value, scalarLength: length) else { return .invalid }
            return Self.check(encoded, message, key, method) ? .valid : .invalid
        default: return .otherKey
        }
    }

    private static func check(_ value: [UInt8], _ message: [UInt8], _ key: OpaquePointer, _ method: SignatureMethod)
        -> Bool
    {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        var keyContext: OpaquePointer?
        guard EVP_DigestVerifyInit(context, &keyContext, method.hash.openSSL, nil, key) == 1 else { return false }
        if method.scheme == .rsaPSS {
            guard EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) == 1,
                EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, Int32(method.hash.length)) == 1
            else { return false }
        }
        return EVP_DigestVerify(context, value, value.count, message, message.count) == 1
    }

    /// Bytes of r and of s for the curves of the profile; `nil` for any other curve.
    private static func scalarLength(_ key: OpaquePointer) -> Int? {
        var name = [CChar](repeating: 0, count: 80)
        var length = 0
        guard EVP_PKEY_get_group_name(key, &name, name.count, &length) == 1 else { return nil }
        let group = String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return ["prime256v1": 32, "P-256": 32, "secp384r1": 48, "P-384": 48, "secp521r1": 66, "P-521": 66][group]
    }

    /// XMLDSig's r ‖ s as the DER that OpenSSL reads; `nil` unless both have exactly the curve's length and neither is 0.
    private static func derSignature(_ value: [UInt8], scalarLength: Int) -> [UInt8]? {
        guard value.count == 2 * scalarLength, let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let r = BN_bin2bn(Array(value[..<scalarLength]), Int32(scalarLength), nil)
        let s = BN_bin2bn(Array(value[scalarLength...]), Int32(scalarLength), nil)
        guard let r, let s, BN_is_zero(r) == 0, BN_is_zero(s) == 0, ECDSA_SIG_set0(signature, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            return nil
        }
        var encoded = [UInt8](repeating: 0, count: 2 * scalarLength + 16)
        let length = encoded.withUnsafeMutableBufferPointer { bytes in
            var next = bytes.baseAddress
            return i2d_ECDSA_SIG(signature, &next)
        }
        return length > 0 ? Array(encoded[..<Int(length)]) : nil
    }
}
