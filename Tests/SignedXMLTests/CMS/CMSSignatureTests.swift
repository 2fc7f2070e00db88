import Testing

@testable import SignedXML

/// What the `openssl` program signs, and what it can be made to sign that must not count.
@Suite struct `A CMS signature` {
    private static let content = Array("Công văn số 12\n".utf8)
    private static let pki = Result { try RehearsalPKI(at: 1_795_219_200) }
    private static let identity = Result { try pki.get().identity(of: .init(identifier: "H24.01", name: "Sở Nội vụ")) }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let identity = try Self.identity.get()
        try folder.write(Self.content, to: "content")
        try folder.write(identity.key.pem(), to: "key.pem")
        try folder.write(identity.certificate.pem(), to: "certificate.pem")
        try folder.write(identity.chain.map { try $0.pem() }.joined(), to: "chain.pem")
    }

    private func sign(_ arguments: String...) throws -> [UInt8] {
        let made = try Program.run(
            "openssl",
            [
                "cms", "-sign", "-binary", "-nosmimecap", "-outform", "DER", "-in", folder.path("content"), "-inkey",
                folder.path("key.pem"), "-signer", folder.path("certificate.pem"), "-certfile",
                folder.path("chain.pem"), "-out", folder.path("signature"),
            ] + arguments)
        try #require(made.succeeded, "\(made.text)")
        return try folder.read("signature")
    }

    private func fault(_ der: [UInt8]) throws -> CMSFault? {
        switch CMSSignature.read(der) {
        case .success(let message): message.verify(contentDigest: try Digest.of(Self.content, message.digestAlgorithm))
        case .failure(let fault): fault
        }
    }

    @Test(arguments: [HashAlgorithm.sha256, .sha384, .sha512])
    func `holds over its content, and over no other`(hash: HashAlgorithm) throws {
        let message = try CMSSignature.read(sign("-cades", "-md", hash.rawValue)).get()
        #expect(message.digestAlgorithm == hash && message.namesItsCertificate && message.claimedTime != nil)
        #expect(message.signer.holder == ("H24.01", "So Noi vu"))
        #expect(message.intermediates.map { $0.holder.name } == ["Lien Thong Rehearsal Issuing CA"])
        #expect(try message.verify(contentDigest: Digest.of(Self.content, hash)) == nil)
        #expect(try message.verify(contentDigest: Digest.of(Self.content + [10], hash)) == .content)
        #expect(message.verify(contentDigest: []) == .content)
    }

    @Test func `need not name its certificate, and may use PSS`() throws {
        let message = try CMSSignature.read(sign("-md", "sha256", "-keyopt", "rsa_padding_mode:pss")).get()
        #expect(!message.namesItsCertificate)
        #expect(try message.verify(contentDigest: Digest.of(Self.content, .sha256)) == nil)
    }

    @Test func `with its content, without attributes, or by nobody known is not of the profile`() throws {
        #expect(try fault(sign("-nodetach")) == .form("RFC 5652 §5.2: detached, no eContent"))
        #expect(try fault(sign("-noattr")) == .form("RFC 5652 §5.3: signedAttrs"))
        #expect(try fault(sign("-nocerts")) == .form("RFC 5652 §5.1: the signer's certificate"))
        #expect(try fault(sign("-econtent_type", "1.2.3.4")) == .form("RFC 5652 §5.2: eContentType = id-data"))
        #expect(try fault([]) == .form("RFC 5652 §3: ContentInfo"))
        #expect(try fault(sign() + [0]) == .form("RFC 5652 §3: ContentInfo"))
    }

    @Test func `by two signers is not of the profile`() throws {
        let other = try Self.pki.get().identity(of: .init(identifier: "H24.02", name: "Sở Tài chính"), key: .p256)
        let certificate = try folder.write(other.certificate.pem(), to: "other.pem")
        let key = try folder.write(other.key.pem(), to: "other.key.pem")
        let both = try sign("-signer", certificate, "-inkey", key)
        #expect(try fault(both) == .form("RFC 5652 §5.1: one SignerInfo"))
    }

    @Test func `with SHA-1 or MD5 is weak`() throws {
        #expect(try fault(sign("-md", "sha1")) == .weak("SHA1"))
        #expect(try fault(sign("-md", "md5")) == .weak("MD5"))
    }

    @Test func `with a short key is weak`() throws {
        let weak = try Self.pki.get().faultyIdentity(.weakKey, of: .init(identifier: "H24.01", name: "Sở Nội vụ"))
        try folder.write(weak.key.pem(), to: "key.pem")
        try folder.write(weak.certificate.pem(), to: "certificate.pem")
        #expect(try fault(sign("-md", "sha256")) == .weak("RSA 1024"))
    }

    /// RFC 5035 §1: the same key under another certificate must not speak for the one that was meant.
    @Test func `with another certificate of the same key is refused`() throws {
        let other = folder.path("other.pem")
        let made = try OpenSSLProgram.run(
            "x509", "-in", folder.path("certificate.pem"), "-signkey", folder.path("key.pem"), "-set_serial", "77",
            "-out", other)
        try #require(made.succeeded, "\(made.text)")
        let named = try sign("-cades", "-keyid", "-nocerts", "-certfile", other)
        #expect(try fault(named) == .certificate)
        #expect(try fault(sign("-keyid", "-nocerts", "-certfile", other)) == nil)
    }

    @Test func `of which any byte is changed holds no more, or is the same but for what nobody signed`() throws {
        let signed = try sign("-cades", "-md", "sha256")
        let message = try CMSSignature.read(signed).get()
        let signature = try #require(
            signed.indices.last { Array(signed[$0...].prefix(8)) == Array(message.value.prefix(8)) })
        for position in stride(from: signature, to: signed.count, by: 5) {
            var changed = signed
            changed[position] ^= 0x10
            #expect(try fault(changed) == .value)
        }
        for position in stride(from: 0, to: signature, by: 11) {
            var changed = signed
            changed[position] ^= 0x01
            // Certificates that no path needs, and versions, are not covered; all else is.
            if try fault(changed) == nil { #expect(try CMSSignature.read(changed).get().signer == message.signer) }
        }
    }
}
