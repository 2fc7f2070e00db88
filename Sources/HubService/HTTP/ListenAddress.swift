import NIOSSL

/// Where a listener listens, and by what it proves itself.
package struct ListenAddress: Sendable, Hashable {
    /// What is asked of the peer's certificate.
    package enum ClientCertificate: String, Sendable, CaseIterable {
        case off, optional, required
    }

    /// TLS of a listener; all paths are of PEM files.
    package struct TLS: Sendable, Hashable {
        package var certificate: String
        package var key: String
        package var clientCertificate: ClientCertificate
        /// The authorities that clients' certificates must come from.
        package var clientAuthorities: [String]

        package init(
            certificate: String, key: String, clientCertificate: ClientCertificate = .off,
            clientAuthorities: [String] = []
        ) {
            self.certificate = certificate
            self.key = key
            self.clientCertificate = clientCertificate
            self.clientAuthorities = clientAuthorities
        }
    }

    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    package var tls: TLS?

    package init(host: String = "127.0.0.1", port: Int, tls: TLS? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}

extension ListenAddress.TLS {
    /// The configuration for NIO: TLS 1.2 or later, and the clients' certificates as asked.
    /// - Throws: `NIOSSLError` when a file cannot be read.
    func server() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: key, format: .pem)
        var server = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        server.minimumTLSVersion = .tlsv12
        guard clientCertificate != .off else { return server }
        server.trustRoots = .certificates(try clientAuthorities.flatMap { try NIOSSLCertificate.fromPEMFile($0) })
        // A server's peer has no host name to compare: the certificate names an agency, and the routes judge which.
        server.certificateVerification =
            clientCertificate == .required ? .noHostnameVerification : .optionalVerification
        return server
    }
}
