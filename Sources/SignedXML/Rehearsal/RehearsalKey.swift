import COpenSSL

/// A freshly made private key. Owns its `EVP_PKEY`, which nothing changes once it has been made.
package final class RehearsalKey: @unchecked Sendable {
    /// The kinds that agencies hold, and one that is too weak to be accepted.
    package enum Kind: String, Sendable, CaseIterable {
        case rsa2048, rsa3072
        case p256, p384
        /// For the certificate that must be refused for its key.
        case rsa1024
    }

    package let kind: Kind
    let pointer: OpaquePointer

    /// Makes a key from OpenSSL's random source. RSA takes tenths of a second.
    package init(_ kind: Kind) throws {
        let attempt = "make a \(kind.rawValue) key"
        let context = try demand(EVP_PKEY_CTX_new_from_name(nil, kind.algorithm, nil), attempt)
        defer { EVP_PKEY_CTX_free(context) }
        try demand(EVP_PKEY_keygen_init(context), attempt)
        switch kind {
        case .rsa1024: try demand(EVP_PKEY_CTX_set_rsa_keygen_bits(context, 1024), attempt)
        case .rsa2048: try demand(EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048), attempt)
        case .rsa3072: try demand(EVP_PKEY_CTX_set_rsa_keygen_bits(context, 3072), attempt)
        case .p256: try demand(EVP_PKEY_CTX_set_group_name(context, "P-256"), attempt)
        case .p384: try demand(EVP_PKEY_CTX_set_group_name(context, "P-384"), attempt)
        }
        var made: OpaquePointer?
        try demand(EVP_PKEY_generate(context, &made), attempt)
        self.kind = kind
        pointer = try demand(made, attempt)
    }

    deinit { EVP_PKEY_free(pointer) }

    /// PKCS#8, not encrypted: for a file that only its owner reads.
    package func pem() throws -> String {
        try pemText("write a private key") { PEM_write_bio_PKCS8PrivateKey($0, pointer, nil, nil, 0, nil, nil) }
    }

    /// The digest that fits the key's strength, for what it signs as an authority.
    var digest: OpaquePointer? { kind == .p384 ? EVP_sha384() : EVP_sha256() }
}

extension RehearsalKey.Kind {
    var isRSA: Bool { algorithm == "RSA" }

    fileprivate var algorithm: String {
        switch self {
        case .rsa1024, .rsa2048, .rsa3072: "RSA"
        case .p256, .p384: "EC"
        }
    }
}
