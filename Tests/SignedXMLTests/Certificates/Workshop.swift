import Foundation

@testable import SignedXML

/// Issues certificates with any fault, by the `openssl` program, under a root of the rehearsal's making.
final class Workshop {
    /// An hour from the machine's time, since the program issues from now on. Seconds since 1970.
    static let now = Int64(Date().timeIntervalSince1970) + 3600
    static let day: Int64 = 86_400
    /// Extensions of a signer's certificate as it should be.
    static let sound = """
        basicConstraints=critical,CA:FALSE
        keyUsage=critical,digitalSignature,nonRepudiation
        subjectKeyIdentifier=hash
        authorityKeyIdentifier=keyid:always
        extendedKeyUsage=1.3.6.1.5.5.7.3.36

        """
    static let authority = """
        basicConstraints=critical,CA:TRUE
        keyUsage=critical,keyCertSign,cRLSign
        subjectKeyIdentifier=hash
        authorityKeyIdentifier=keyid:always

        """

    let root: RehearsalAuthority
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        root = try .root(
            subject: DistinguishedName(organization: "Xuong", commonName: "Goc"),
            validity: ValidityPeriod(from: Self.now - 30 * Self.day, until: Self.now + 365 * Self.day))
        try folder.write(root.certificate.pem(), to: "root.pem")
        try folder.write(root.key.pem(), to: "root.key.pem")
    }

    /// - Parameters:
    ///   - extensions: of the certificate, in `openssl`'s words; none makes a certificate of version 1.
    ///   - options: further ones of `openssl x509 -req`.
    ///   - issuer: a certificate made here before; the root by default.
    func issue(
        _ name: String, extensions: String? = sound, subject: String = "/C=VN/O=So Noi vu/CN=H24.01",
        issuer: String = "root", options: [String] = []
    ) throws -> Certificate {
        let key = folder.path("\(name).key.pem")
        let request = folder.path("\(name).csr")
        let file = folder.path("\(name).pem")
        try openssl([
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-utf8",
            "-subj", subject, "-out", request,
        ])
        var arguments = [
            "x509", "-req", "-in", request, "-CA", folder.path("\(issuer).pem"), "-CAkey",
            folder.path("\(issuer).key.pem"), "-out", file, "-sha256",
        ]
        arguments += options.contains("-set_serial") ? options : options + ["-set_serial", "0x4711"]
        if let extensions { arguments += ["-extfile", try folder.write(extensions, to: "\(name).ext")] }
        try openssl(arguments + ["-days", "30"])
        return try Certificate.all(inPEM: String(decoding: folder.read("\(name).pem"), as: UTF8.self))[0]
    }

    /// A list by the root, of so many seconds around the workshop's time.
    func list(
        revoking revoked: [Certificate] = [], number: Int? = 1, from: Int64 = -day, until: Int64 = 7 * day
    ) throws -> RevocationList {
        let period = ValidityPeriod(from: Self.now + from, until: Self.now + until)
        let revoked = try revoked.map { try RehearsalCertificate(der: $0.der) }
        let pem = try root.revocationList(revoking: revoked, number: number, validity: period)
        return try RevocationList.all(in: Array(pem.utf8))[0]
    }

    func trust(
        _ lists: [RevocationList], intermediates: [Certificate] = [],
        unknown: TrustStore.RevocationUnknown = .refuse, grace: Int64 = 0
    ) throws -> TrustStore {
        try TrustStore(
            anchors: Certificate.all(inPEM: root.certificate.pem()), intermediates: intermediates, lists: lists,
            policy: RevocationPolicy(whenUnknown: unknown, graceSeconds: grace))
    }

    private func openssl(_ arguments: [String]) throws {
        let outcome = try Program.run("openssl", arguments)
        guard outcome.succeeded else { throw SignedXMLError(outcome.text) }
    }
}

extension [Finding] {
    var codes: [String] { map(\.rule.code) }
}
