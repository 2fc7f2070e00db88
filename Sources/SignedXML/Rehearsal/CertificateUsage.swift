import COpenSSL

/// What a certificate is for; decides its extensions (RFC 5280 §4.2.1).
package enum CertificateUsage: Sendable, Hashable {
    /// Issues certificates and revocation lists.
    /// - Parameter pathLength: how many authorities may stand below it; `nil` for any number.
    case authority(pathLength: Int?)
    /// Signs documents: *digitalSignature* and *nonRepudiation*; *documentSigning* (RFC 9336) and *emailProtection*.
    case signing
    /// Answers for these DNS names and IP addresses.
    case tlsServer(names: [String])
    /// Names a peer to a TLS server.
    case tlsClient
    /// Issues time-stamps (RFC 3161 §2.3).
    case timestamping
}

extension CertificateUsage {
    /// Extension and value in OpenSSL's configuration syntax. The subject key identifier comes before the authority's,
    /// which for a self-signed certificate is made from it.
    func extensions(for key: RehearsalKey.Kind) -> [(nid: Int32, value: String)] {
        let all: [(nid: Int32, value: String?)] = [
            (NID_basic_constraints, basicConstraints),
            (NID_key_usage, keyUsage(for: key)),
            (NID_ext_key_usage, extendedKeyUsage),
            (NID_subject_alt_name, alternativeNames),
            (NID_subject_key_identifier, "hash"),
            (NID_authority_key_identifier, "keyid:always"),
        ]
        return all.compactMap { nid, value in value.map { (nid, $0) } }
    }

    private var basicConstraints: String {
        switch self {
        case .authority(pathLength: nil): "critical,CA:TRUE"
        case .authority(pathLength: let length?): "critical,CA:TRUE,pathlen:\(length)"
        case .signing, .tlsServer, .tlsClient, .timestamping: "critical,CA:FALSE"
        }
    }

    private func keyUsage(for key: RehearsalKey.Kind) -> String {
        switch self {
        case .authority: "critical,keyCertSign,cRLSign"
        case .signing: "critical,digitalSignature,nonRepudiation"
        case .tlsServer: key.isRSA ? "critical,digitalSignature,keyEncipherment" : "critical,digitalSignature"
        case .tlsClient, .timestamping: "critical,digitalSignature"
        }
    }

    private var extendedKeyUsage: String? {
        switch self {
        case .authority: nil
        case .signing: "1.3.6.1.5.5.7.3.36,emailProtection"
        case .tlsServer: "serverAuth"
        case .tlsClient: "clientAuth"
        case .timestamping: "critical,timeStamping"
        }
    }

    private var alternativeNames: String? {
        guard case .tlsServer(let names) = self else { return nil }
        return names.map { $0.isAddress ? "IP:\($0)" : "DNS:\($0)" }.joined(separator: ",")
    }
}

extension String {
    /// IPv6 by its colons, IPv4 by having nothing but digits and dots.
    fileprivate var isAddress: Bool { contains(":") || allSatisfy { $0 == "." || ("0"..."9").contains($0) } }
}
