import Glibc

extension PKIFolder {
    /// Makes a rehearsal's authorities, certificates and lists, and writes them.
    /// - Parameters:
    ///   - agencies: at least one; each gets a key of another kind in turn, so that a rehearsal sees all four.
    ///   - keys: the kinds, instead of those four.
    ///   - serverNames: DNS names and IP addresses of the hub.
    ///   - now: seconds since 1970.
    /// - Throws: ``SignedXMLError`` when the folder holds a rehearsal already (nothing is ever overwritten), when a file cannot
    ///   be written, and when an identifier cannot name one.
    package static func create(
        at path: String, for agencies: [RehearsalAgency], keys: [RehearsalKey.Kind] = PKIFolder.agencyKeyKinds,
        serverNames: [String] = ["localhost", "127.0.0.1", "::1"],
        at now: Int64
    ) throws -> PKIFolder {
        guard let first = agencies.first else { throw SignedXMLError("no agency to make a certificate for") }
        if let odd = agencies.first(where: { !$0.canNameFile }) {
            throw SignedXMLError("\(odd.identifier) is not an agency identifier that can name a file")
        }
        let folder = PKIFolder(path: path)
        guard access(folder.anchor, F_OK) != 0 else { throw SignedXMLError("\(path) holds a rehearsal already") }
        try folder.makeSubfolders()
        let pki = try RehearsalPKI(at: now)
        try folder.write(pki)
        for (agency, key) in zip(agencies, repeatElement(keys, count: agencies.count).joined()) {
            try folder.write(pki.identity(of: agency, key: key), to: folder.agency(agency.identifier))
        }
        try folder.write(pki.server(named: serverNames), to: folder.server)
        try folder.write(pki.client(of: first), to: folder.client)
        try folder.writeFaulty(pki, agency: first)
        return folder
    }

    package static var agencyKeyKinds: [RehearsalKey.Kind] { [.rsa2048, .p256, .rsa3072, .p384] }

    private func makeSubfolders() throws {
        for name in ["", "anchors", "intermediates", "crls", "agencies", "tls", "faulty", "authorities"] {
            guard mkdir("\(path)/\(name)", 0o755) == 0 || errno == EEXIST else {
                throw SignedXMLError("cannot make the folder \(path)/\(name): \(String(cString: strerror(errno)))")
            }
        }
    }

    private func write(_ pki: RehearsalPKI) throws {
        try writeNew(pki.root.certificate.pem(), to: anchor, mode: 0o644)
        try writeNew(pki.intermediate.certificate.pem(), to: intermediate, mode: 0o644)
        try writeNew(pki.untrustedRoot.certificate.pem(), to: untrustedAnchor, mode: 0o644)
        try writeNew(pki.root.key.pem(), to: authorityKey("root"), mode: 0o600)
        try writeNew(pki.intermediate.key.pem(), to: authorityKey("intermediate"), mode: 0o600)
        try writeNew(pki.untrustedRoot.key.pem(), to: authorityKey("untrusted-root"), mode: 0o600)
    }

    private func writeFaulty(_ pki: RehearsalPKI, agency: RehearsalAgency) throws {
        var revoked: [RehearsalCertificate] = []
        for fault in RehearsalFault.allCases {
            let identity = try pki.faultyIdentity(fault, of: agency)
            try write(identity, to: faulty(fault))
            if fault == .revoked { revoked.append(identity.certificate) }
        }
        let lists = try pki.revocationLists(revoking: revoked)
        for (list, file) in zip([lists.root, lists.intermediate], revocationLists) {
            try writeNew(list, to: file, mode: 0o644)
        }
    }

    private func write(_ identity: RehearsalIdentity, to files: IdentityFiles) throws {
        try writeNew(identity.key.pem(), to: files.key, mode: 0o600)
        try writeNew(identity.certificatesPEM(), to: files.certificates, mode: 0o644)
    }
}

extension RehearsalAgency {
    fileprivate var canNameFile: Bool {
        !identifier.isEmpty && !identifier.hasPrefix(".")
            && identifier.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "-"): true
                default: false
                }
            }
    }
}

/// Writes a file that does not exist yet; it has its final mode from its first byte on.
private func writeNew(_ text: String, to path: String, mode: mode_t) throws {
    func failure() -> SignedXMLError {
        SignedXMLError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure() }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard written > 0 else {
            let problem = failure()
            close(descriptor)
            throw problem
        }
        rest = rest.dropFirst(written)
    }
    guard close(descriptor) == 0 else { throw failure() }
}
