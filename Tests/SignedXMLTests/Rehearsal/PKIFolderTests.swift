import Foundation
import Testing

@testable import SignedXML

private let path = FileManager.default.temporaryDirectory.appending(path: "pki-\(UUID().uuidString)").path

/// One folder for all tests, made once, since RSA keys take a while.
private let made = Result {
    atexit { try? FileManager.default.removeItem(atPath: path) }
    return try PKIFolder.create(at: path, for: agencies, at: Int64(Date().timeIntervalSince1970))
}

private let agencies = [
    RehearsalAgency(identifier: "H24.01", name: "Sở Nội vụ Thành phố Hải Phòng"),
    RehearsalAgency(identifier: "H24.02", name: "Sở Tài chính"),
    RehearsalAgency(identifier: "H24.21", name: "UBND quận Hồng Bàng"),
    RehearsalAgency(identifier: "000.00.00.G22", name: "Văn phòng Chính phủ"),
]

@Suite struct `A rehearsal's folder` {
    let folder: PKIFolder

    init() throws { folder = try made.get() }

    @Test(arguments: agencies) func `each agency's certificate is trusted`(agency: RehearsalAgency) throws {
        let verdict = try OpenSSLProgram.verify(folder.agency(agency.identifier).certificates, in: folder.path)
        #expect(verdict.succeeded, "\(verdict.text)")
    }

    @Test(arguments: [
        (RehearsalFault.expired, "certificate has expired"),
        (.notYetValid, "certificate is not yet valid"),
        (.revoked, "certificate revoked"),
        (.untrusted, "unable to get local issuer certificate"),
        (.weakKey, "EE certificate key too weak"),
        (.wrongUsage, "unsuitable certificate purpose"),
    ])
    func `each faulty certificate is refused for its one fault`(fault: RehearsalFault, reason: String) throws {
        let verdict = try OpenSSLProgram.verify(folder.faulty(fault).certificates, in: folder.path)
        #expect(!verdict.succeeded)
        let reasons = verdict.text.split(separator: "\n").filter { $0.hasPrefix("error ") && $0.contains(" lookup: ") }
        #expect(reasons.allSatisfy { $0.hasSuffix(reason) } && !reasons.isEmpty, "\(verdict.text)")
    }

    @Test func `the untrusted certificate is sound under its own root`() throws {
        let verdict = try OpenSSLProgram.run(
            "verify", "-x509_strict", "-CAfile", folder.untrustedAnchor, folder.faulty(.untrusted).certificates)
        #expect(verdict.succeeded, "\(verdict.text)")
    }

    @Test func `the TLS certificates serve their side only`() throws {
        let server = folder.server.certificates
        let client = folder.client.certificates
        #expect(try OpenSSLProgram.verify(server, in: folder.path, purpose: "sslserver").succeeded)
        #expect(try OpenSSLProgram.verify(client, in: folder.path, purpose: "sslclient").succeeded)
        #expect(try !OpenSSLProgram.verify(server, in: folder.path, purpose: "sslclient").succeeded)
        #expect(try !OpenSSLProgram.verify(client, in: folder.path, purpose: "sslserver").succeeded)
        let names = try OpenSSLProgram.run("x509", "-in", server, "-noout", "-ext", "subjectAltName").text
        #expect(names.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
    }

    @Test(arguments: agencies) func `each key belongs to its certificate`(agency: RehearsalAgency) throws {
        let files = folder.agency(agency.identifier)
        let ofCertificate = try OpenSSLProgram.run("x509", "-in", files.certificates, "-noout", "-pubkey")
        let ofKey = try OpenSSLProgram.run("pkey", "-in", files.key, "-pubout")
        #expect(ofKey.succeeded)
        #expect(ofKey.text == ofCertificate.text)
    }

    @Test func `no private key can be read by others`() throws {
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        let keys = files.filter { $0.hasSuffix(".key.pem") }
        #expect(keys.count == agencies.count + 2 + RehearsalFault.allCases.count + 3)
        for key in keys {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/\(key)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(key)")
        }
        for file in files where file.hasSuffix(".pem") && !keys.contains(file) {
            let text = try String(contentsOfFile: "\(folder.path)/\(file)", encoding: .utf8)
            #expect(!text.contains("PRIVATE KEY"), "\(file)")
        }
    }

    @Test func `nothing is overwritten`() throws {
        let before = try String(contentsOfFile: folder.anchor, encoding: .utf8)
        #expect(throws: SignedXMLError.self) {
            try PKIFolder.create(at: folder.path, for: Array(agencies.prefix(1)), at: 1_790_000_000)
        }
        #expect(try String(contentsOfFile: folder.anchor, encoding: .utf8) == before)
    }

    @Test(arguments: ["", "..", "../H24", "H24/01", ".hidden", "H24 01", "H24\u{0}01", "Hà"])
    func `an identifier that could leave the folder is refused`(identifier: String) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "pki-\(UUID().uuidString)").path
        #expect(throws: SignedXMLError.self) {
            try PKIFolder.create(at: path, for: [RehearsalAgency(identifier: identifier, name: "?")], at: 0)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
