import Foundation

@testable import SignedXML

/// A time-stamping authority played by `openssl ts`. Its clock is the machine's.
final class TimestampingProgram: Sendable {
    private let folder: TemporaryFolder
    private let chain: String?

    /// - Parameter identity: also one that may not stamp.
    init(_ identity: RehearsalIdentity) throws {
        folder = try TemporaryFolder()
        try folder.write(identity.certificate.pem(), to: "tsa.pem")
        try folder.write(identity.key.pem(), to: "tsa.key.pem")
        let above = try identity.chain.map { try $0.pem() }.joined()
        chain = above.isEmpty ? nil : try folder.write(above, to: "chain.pem")
    }

    /// For one call, with a serial file of its own, so that calls do not meet in it.
    private func configuration(_ name: String) throws -> String {
        let serial = try folder.write("01", to: "\(name).serial")
        return try folder.write(
            """
            [tsa]
            serial = \(serial)
            signer_cert = \(folder.path("tsa.pem"))
            signer_key = \(folder.path("tsa.key.pem"))
            signer_digest = sha256
            default_policy = 1.2.704.1
            digests = sha1, sha256, sha384, sha512
            accuracy = secs:1, millisecs:500
            clock_precision_digits = 3
            ess_cert_id_chain = yes
            ess_cert_id_alg = sha256
            """, to: "\(name).cnf")
    }

    /// A token over a digest.
    func token(
        over digest: [UInt8], hash: String = "sha256", signerHash: String = "sha256", withCertificate: Bool = true
    ) throws -> [UInt8] {
        let name = UUID().uuidString
        let query = folder.path("\(name).tsq")
        let reply = folder.path("\(name).der")
        try demand(
            ["-query", "-digest", digest.hex, "-\(hash)", "-out", query] + (withCertificate ? ["-cert"] : []))
        try demand(
            ["-reply", "-config", configuration(name), "-section", "tsa", "-queryfile", query, "-token_out"]
                + ["-\(signerHash)", "-out", reply] + (chain.map { ["-chain", $0] } ?? []))
        return [UInt8](try Data(contentsOf: URL(filePath: reply)))
    }

    private func demand(_ arguments: [String]) throws {
        let outcome = try Program.run("openssl", ["ts"] + arguments)
        guard outcome.succeeded else { throw SignedXMLError(outcome.text) }
    }
}

/// Somebody to trust, somebody to sign, and somebody to stamp; made once, since RSA keys take a while.
struct TimestampingWorld: Sendable {
    /// When it was made: the machine's time, since `openssl ts` knows no other. Seconds since 1970.
    let now: Int64
    let pki: RehearsalPKI
    let signer: RehearsalIdentity
    let authority: RehearsalIdentity
    let program: TimestampingProgram

    static let shared = Result { try TimestampingWorld() }

    private init() throws {
        now = Int64(Date().timeIntervalSince1970)
        pki = try RehearsalPKI(at: now)
        signer = try pki.identity(of: RehearsalAgency(identifier: "H24.01", name: "Sở Nội vụ"), key: .p256)
        authority = try pki.timestampAuthority()
        program = try TimestampingProgram(authority)
    }

    func trust(
        timestampAnchors: [RehearsalCertificate]? = nil, lists: [String]? = nil,
        revocationUnknown: TrustStore.RevocationUnknown = .refuse
    ) throws -> TrustStore {
        let current = try pki.revocationLists()
        return try TrustStore(
            anchors: Certificate.all(inPEM: pki.root.certificate.pem()),
            intermediates: Certificate.all(inPEM: pki.intermediate.certificate.pem()),
            revocationListsPEM: lists ?? [current.root, current.intermediate], revocationUnknown: revocationUnknown,
            timestampAnchors: (timestampAnchors ?? [pki.root.certificate]).flatMap {
                try Certificate.all(inPEM: $0.pem())
            })
    }
}
