import Foundation
import Testing

@testable import SignedXML

@Suite struct `A rehearsal authority` {
    /// 2026-11-21T00:00:00Z to 2027-11-21T00:00:00Z.
    private let period = ValidityPeriod(from: 1_795_219_200, until: 1_826_755_200)

    private func root() throws -> RehearsalAuthority {
        try .root(
            subject: DistinguishedName(organization: "Ban Cơ yếu Chính phủ", commonName: "Gốc diễn tập"), key: .p256,
            validity: period)
    }

    /// What `openssl` prints of a PEM text.
    private func printed(_ pem: String, as kind: String, _ options: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pem").path
        try pem.write(toFile: file, atomically: false, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try OpenSSLProgram.run(kind, "-in", file, "-noout", options).text
    }

    @Test func `its certificate may issue, and its limits are critical`() throws {
        let text = try printed(root().certificate.pem(), as: "x509", "-text")
        #expect(text.contains("Version: 3 (0x2)"))
        #expect(text.contains("X509v3 Basic Constraints: critical\n                CA:TRUE\n"))
        #expect(text.contains("X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign\n"))
    }

    @Test func `an intermediate issues to end entities only`() throws {
        let name = DistinguishedName(organization: "Ban Co yeu", commonName: "Trung gian")
        let text = try printed(
            root().intermediate(subject: name, key: .p256, validity: period).certificate.pem(), as: "x509", "-text")
        #expect(text.contains("CA:TRUE, pathlen:0\n"))
    }

    @Test func `a signer's certificate says what it is for`() throws {
        let name = DistinguishedName(organization: "Sở Tài chính", commonName: "H24.02")
        let text = try printed(
            root().issue(to: name, key: .p384, validity: period).certificate.pem(), as: "x509", "-text")
        #expect(text.contains("Subject: C = VN, O = So Tai chinh, CN = H24.02\n"))
        #expect(text.contains("Not Before: Nov 21 00:00:00 2026 GMT"))
        #expect(text.contains("Not After : Nov 21 00:00:00 2027 GMT"))
        #expect(text.contains("X509v3 Basic Constraints: critical\n                CA:FALSE\n"))
        #expect(text.contains("X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation\n"))
        #expect(text.contains("1.3.6.1.5.5.7.3.36, E-mail Protection"))
        #expect(text.contains("secp384r1"))
    }

    @Test func `serials are positive, of sixteen octets and never the same`() throws {
        let authority = try root()
        let name = DistinguishedName(organization: "A", commonName: "B")
        let serials = try (0..<8).map { _ in
            try printed(
                authority.issue(to: name, key: .p256, validity: period).certificate.pem(), as: "x509", "-serial")
        }
        #expect(Set(serials).count == serials.count)
        #expect(serials.allSatisfy { $0.wholeMatch(of: /serial=[4-7][0-9A-F]{31}\n/) != nil }, "\(serials)")
    }

    @Test func `its list names what it has revoked`() throws {
        let authority = try root()
        let name = DistinguishedName(organization: "A", commonName: "B")
        let revoked = try authority.issue(to: name, key: .p256, validity: period).certificate
        let list = try authority.revocationList(revoking: [revoked], number: 7, validity: period)
        let text = try printed(list, as: "crl", "-text")
        let serial = try printed(revoked.pem(), as: "x509", "-serial").dropFirst("serial=".count).dropLast()
        #expect(text.contains("Version 2 (0x1)"))
        #expect(text.contains("X509v3 CRL Number: \n                7\n"))
        #expect(text.contains("X509v3 Authority Key Identifier:"))
        #expect(text.contains("Next Update: Nov 21 00:00:00 2027 GMT"))
        #expect(text.contains("Serial Number: \(serial)\n"))
    }
}

@Suite struct `A subject's name` {
    @Test(arguments: [
        ("Sở Nội vụ", "So Noi vu"),
        ("ĐẮK LẮK, Lý Thường Kiệt, quận Hồng Bàng", "DAK LAK, Ly Thuong Kiet, quan Hong Bang"),
        ("So\u{302}\u{309}", "So"),
        ("Thành phố 海防", "Thanh pho ??"),
        ("", ""),
    ])
    func `is plain ASCII`(vietnamese: String, plain: String) {
        #expect(DistinguishedName.withoutDiacritics(vietnamese) == plain)
    }

    @Test func `keeps what its attributes can hold`() {
        let name = DistinguishedName(organization: String(repeating: "Ủy ban ", count: 20), commonName: "H24.01")
        #expect(name.attributes[1].value.count == 64)
        #expect(
            DistinguishedName(organization: "Sở Y tế", commonName: "H24.04").description
                == "C=VN, O=So Y te, CN=H24.04")
    }
}
