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
}
