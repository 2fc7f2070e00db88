import COpenSSL

/// The hash functions of the profile.
package enum HashAlgorithm: String, Sendable, Hashable, CaseIterable {
    case sha256, sha384, sha512

    var openSSL: OpaquePointer? { Self.fetched[self]?.pointer }

    /// OpenSSL's implementations, looked up once: looking one up takes longer than digesting a small document.
    private static let fetched: [HashAlgorithm: Implementation] = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0, Implementation(EVP_MD_fetch(nil, $0.rawValue, nil))) })

    /// `@unchecked Sendable`: never changed, never freed.
    private struct Implementation: @unchecked Sendable {
        let pointer: OpaquePointer?
        init(_ pointer: OpaquePointer?) { self.pointer = pointer }
    }

    /// Bytes of a digest.
    package var length: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }
}

/// A running digest; owns its OpenSSL context.
package final class Digest {
    package let algorithm: HashAlgorithm
    private let context: OpaquePointer

    package init(_ algorithm: HashAlgorithm) throws {
        self.algorithm = algorithm
        guard let context = EVP_MD_CTX_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        self.context = context
        guard EVP_DigestInit_ex(context, algorithm.openSSL, nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw SignedXMLError("OpenSSL does not offer \(algorithm)")
        }
    }

    private init(copying other: Digest) throws {
        algorithm = other.algorithm
        guard let context = EVP_MD_CTX_new() else { throw SignedXMLError("OpenSSL is out of memory") }
        self.context = context
        guard EVP_MD_CTX_copy_ex(context, other.context) == 1 else {
            EVP_MD_CTX_free(context)
            throw SignedXMLError("OpenSSL cannot copy a running \(algorithm)")
        }
    }

    deinit { EVP_MD_CTX_free(context) }

    /// A second running digest that has taken the same bytes so far; the two go their own ways from here.
    package func copy() throws -> Digest { try Digest(copying: self) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    package func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The digest of everything so far. The context is spent.
    package func finish() -> [UInt8] {
        var value = [UInt8](repeating: 0, count: algorithm.length)
        var length = UInt32(0)
        EVP_DigestFinal_ex(context, &value, &length)
        return value
    }

    static func of(_ bytes: [UInt8], _ algorithm: HashAlgorithm) throws -> [UInt8] {
        let digest = try Digest(algorithm)
        bytes.withUnsafeBytes { digest.update($0) }
        return digest.finish()
    }
}
