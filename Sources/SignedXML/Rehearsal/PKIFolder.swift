/// Where the files of a rehearsal's trust stand:
///
/// ```
/// anchors/root.pem                    what to trust
/// intermediates/intermediate.pem
/// crls/root.pem, intermediate.pem
/// agencies/H24.01.pem, H24.01.key.pem certificate with its chain; key (mode 0600)
/// tls/server.pem, server.key.pem      and client.*, in the name of the first agency
/// faulty/expired.pem, expired.key.pem and the others of ``RehearsalFault``, in the name of the first agency
/// faulty/untrusted-root.pem           the anchor that must not be one
/// authorities/*.key.pem               the authorities' own keys, for issuing more
/// ```
package struct PKIFolder: Sendable {
    package let path: String

    /// Names the files of a folder that may or may not be there.
    package init(path: String) { self.path = path }

    package var anchor: String { file("anchors/root") }
    package var intermediate: String { file("intermediates/intermediate") }
    package var revocationLists: [String] { [file("crls/root"), file("crls/intermediate")] }
    package var server: IdentityFiles { IdentityFiles(file("tls/server"), file("tls/server.key")) }
    package var client: IdentityFiles { IdentityFiles(file("tls/client"), file("tls/client.key")) }
    package var untrustedAnchor: String { file("faulty/untrusted-root") }

    package func agency(_ identifier: String) -> IdentityFiles {
        IdentityFiles(file("agencies/\(identifier)"), file("agencies/\(identifier).key"))
    }

    package func faulty(_ fault: RehearsalFault) -> IdentityFiles {
        IdentityFiles(file("faulty/\(fault.rawValue)"), file("faulty/\(fault.rawValue).key"))
    }

    func authorityKey(_ name: String) -> String { file("authorities/\(name).key") }

    private func file(_ name: String) -> String { "\(path)/\(name).pem" }
}

/// The two files of one identity.
package struct IdentityFiles: Sendable, Hashable {
    /// PEM: the certificate, then its chain.
    package let certificates: String
    /// PEM, mode 0600.
    package let key: String

    init(_ certificates: String, _ key: String) {
        self.certificates = certificates
        self.key = key
    }
}
