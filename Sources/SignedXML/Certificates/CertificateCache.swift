import Synchronization

/// Certificates as read from signatures, each parsed once: an agency signs all its documents with the same one, and
/// OpenSSL takes longer to read a certificate than to verify a signature with it.
///
/// It holds what certificates say, never what is thought of them. Bounded: when full it begins anew.
enum CertificateCache {
    private static let limit = 4096
    private static let known = Mutex<[[UInt8]: Certificate]>([:])

    /// - Throws: ``SignedXMLError`` when the bytes are not one certificate; that is not remembered.
    static func certificate(der: [UInt8]) throws -> Certificate {
        if let certificate = known.withLock({ $0[der] }) { return certificate }
        let certificate = try Certificate(der: der)
        known.withLock { known in
            if known.count >= limit { known.removeAll(keepingCapacity: true) }
            known[der] = certificate
        }
        return certificate
    }

    // MARK: As written

    /// Where a text is kept: the end of a certificate is its issuer's signature, which differs from all others. What is
    /// found under it is compared byte for byte.
    private struct Ending: Hashable {
        let last: UInt64
        let length: Int

        init?(_ text: UnsafeRawBufferPointer) {
            guard (64...8192).contains(text.count) else { return nil }
            // The very last characters may be white space and padding.
            last = text.loadUnaligned(fromByteOffset: text.count - 32, as: UInt64.self)
            length = text.count
        }
    }

    private static let written = Mutex<[Ending: (text: [UInt8], certificate: Certificate)]>([:])

    /// The certificate of a text that has been read before; `nil` when it has not.
    static func certificate(base64 text: UnsafeRawBufferPointer) -> Certificate? {
        guard let ending = Ending(text), let entry = written.withLock({ $0[ending] }) else { return nil }
        return entry.text.withUnsafeBytes { text.isEqual(to: $0) } ? entry.certificate : nil
    }

    /// - Parameter text: the strict base64 that the certificate was read from.
    static func remember(_ certificate: Certificate, as text: [UInt8]) {
        guard let ending = text.withUnsafeBytes({ Ending($0) }) else { return }
        written.withLock { written in
            if written.count >= limit { written.removeAll(keepingCapacity: true) }
            written[ending] = (text, certificate)
        }
    }
}
