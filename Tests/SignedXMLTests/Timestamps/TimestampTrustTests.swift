import Foundation
import Testing

@testable import SignedXML

/// Tokens by the real `openssl ts`, judged by us.
@Suite struct `A time-stamp` {
    private let world: TimestampingWorld
    private let octets = Array("chữ ký".utf8)

    init() throws { world = try TimestampingWorld.shared.get() }

    private func token(over octets: [UInt8]? = nil, _ hash: HashAlgorithm = .sha256) throws -> [UInt8] {
        try world.program.token(over: Digest.of(octets ?? self.octets, hash), hash: hash.rawValue)
    }

    private func judge(_ token: [UInt8], by trust: TrustStore? = nil, after seconds: Int64 = 60) throws
        -> TimestampVerdict
    {
        try (trust ?? world.trust()).timestamps.judge(token, over: octets, at: (world.now + seconds) * 1000)
    }

    @Test(arguments: HashAlgorithm.allCases) func `by a trusted authority is believed`(hash: HashAlgorithm) throws {
        let verdict = try judge(token(hash))
        #expect(verdict.isVerified)
        #expect(verdict.findings == [])
    }

    @Test func `says when, how exactly, under which policy and by whom`() throws {
        let before = Int64(Date().timeIntervalSince1970 * 1000)
        let token = try #require(judge(token()).token)
        #expect((before - 1...before + 60_000).contains(token.timeMilliseconds))
        #expect(token.accuracyMilliseconds == 1500)
        #expect(token.policy == "1.2.704.1")
        #expect(token.authority.subject.contains("CN=Lien Thong Rehearsal TSA"))
    }

    @Test func `over other octets is not used`() throws {
        #expect(try codes(judge(token(over: Array("chữ ky".utf8)))) == ["TSP-IMPRINT"])
    }

    @Test func `over a SHA-1 digest is not used`() throws {
        let sha1 = [UInt8](repeating: 1, count: 20)
        #expect(try codes(judge(world.program.token(over: sha1, hash: "sha1"))) == ["TSP-HASH"])
    }

    @Test func `signed with SHA-1 is not used`() throws {
        let token = try world.program.token(over: Digest.of(octets, .sha256), signerHash: "sha1")
        #expect(try codes(judge(token)) == ["TSP-HASH"])
    }

    @Test func `whose bytes are changed is not used`() throws {
        let token = try token()
        // The last bytes are the signature's value.
        let spoiled = token.dropLast() + [token[token.count - 1] ^ 1]
        #expect(try codes(judge(Array(spoiled))) == ["TSP-SIGNATURE"])
        #expect(try codes(judge(Array(token.dropLast()))) == ["TSP-UNREADABLE"])
        #expect(try codes(judge(token + [0])) == ["TSP-UNREADABLE"])
        #expect(try codes(judge([])) == ["TSP-UNREADABLE"])
    }

    @Test func `is never believed with any one byte changed`() throws {
        let token = try token()
        let trust = try world.trust()
        let genuine = try #require(judge(token, by: trust).token)
        for index in stride(from: 0, to: token.count, by: 7) {
            var changed = token
            changed[index] ^= 0x10
            let verdict = try judge(changed, by: trust)
            // Certificates beside the authority's may differ; what the token says may not.
            guard verdict.isVerified, let token = verdict.token else { continue }
            #expect(token.timeMilliseconds == genuine.timeMilliseconds && token.imprint == genuine.imprint)
        }
    }

    @Test func `that does not enclose its certificate is not used`() throws {
        let token = try world.program.token(over: Digest.of(octets, .sha256), withCertificate: false)
        #expect(try codes(judge(token)) == ["TSP-UNREADABLE"])
    }

    @Test func `by an authority that nobody trusts is not used`() throws {
        let trust = try world.trust(timestampAnchors: [world.pki.untrustedRoot.certificate])
        #expect(try codes(judge(token(), by: trust)) == ["TSP-UNTRUSTED"])
    }

    @Test func `is only reported where no authority is trusted at all`() throws {
        let verdict = try judge(token(), by: world.trust(timestampAnchors: []))
        #expect(codes(verdict) == ["TSP-NO-ANCHOR"])
        #expect(verdict.findings.first?.says.vi.contains("Lien Thong Rehearsal TSA") == true)
    }

    @Test func `by a revoked authority is not used`() throws {
        let lists = [
            try world.pki.revocationLists(revokingAtRoot: [world.authority.certificate]).root,
            try world.pki.revocationLists().intermediate,
        ]
        #expect(try codes(judge(token(), by: world.trust(lists: lists))) == ["TSP-CERTIFICATE"])
    }

    @Test func `whose authority's standing is unknown goes by the policy`() throws {
        #expect(try codes(judge(token(), by: world.trust(lists: []))) == ["TSP-REVOCATION-REQUIRED"])
        let verdict = try judge(token(), by: world.trust(lists: [], revocationUnknown: .acceptAndFlag))
        #expect(verdict.isVerified)
        #expect(codes(verdict) == ["TSP-REVOCATION-UNKNOWN"])
    }

    @Test func `from the future is not used`() throws {
        #expect(try codes(judge(token(), after: -600)) == ["TSP-FUTURE"])
    }

    @Test func `by an authority that has expired is not used`() throws {
        #expect(
            try codes(judge(token(), by: world.trust(revocationUnknown: .acceptAndFlag), after: 4 * 365 * 86_400))
                == ["TSP-CERTIFICATE"])
    }

    /// A token that says the same as a genuine one, signed by somebody else or otherwise.
    private func signedAgain(by identity: RehearsalIdentity, namingCertificate: Bool) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let outcome = try OpenSSLProgram.run(
            "cms", "-sign", "-binary", "-nodetach", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-outform", "DER",
            "-in", folder.write(CMSMessage(der: token()).content, to: "info"), "-out", folder.path("token"), "-signer",
            folder.write(identity.certificate.pem(), to: "c.pem"), "-inkey",
            folder.write(identity.key.pem(), to: "k.pem"), "-md", "sha256", namingCertificate ? "-cades" : "-nosmimecap"
        )
        #expect(outcome.succeeded, "\(outcome.text)")
        return try folder.read("token")
    }

    @Test func `signed by a trusted certificate for another purpose is not used`() throws {
        let client = try world.pki.client(of: RehearsalAgency(identifier: "H24.01", name: "Sở Nội vụ"))
        #expect(try codes(judge(signedAgain(by: client, namingCertificate: true))) == ["TSP-USAGE"])
    }

    @Test func `that does not name its certificate within what is signed is not used`() throws {
        #expect(try judge(signedAgain(by: world.authority, namingCertificate: true)).isVerified)
        let unbound = try signedAgain(by: world.authority, namingCertificate: false)
        #expect(try codes(judge(unbound)) == ["TSP-SIGNING-CERTIFICATE"])
    }

    private func codes(_ verdict: TimestampVerdict) -> [String] { verdict.findings.map(\.rule.code) }
}
