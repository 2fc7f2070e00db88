import Testing

@testable import SignedXML

/// Certificates that OpenSSL alone would let pass, and paths that break the rules of RFC 5280.
@Suite struct `A certificate's path` {
    private let workshop: Workshop

    init() throws { workshop = try Workshop() }

    private func judge(_ certificate: Certificate, intermediates: [Certificate] = []) throws -> [String] {
        try workshop.trust([workshop.list()], intermediates: intermediates)
            .judge(certificate, intermediates: [], at: Workshop.now).codes
    }

    @Test func `as it should be has no finding`() throws {
        #expect(try judge(workshop.issue("sound")) == [])
    }

    /// The program's own verdict on each of them is in the name: they pass there.
    @Test(arguments: [
        ("0", "CRT-SERIAL"), ("-5", "CRT-SERIAL"), ("0x80" + String(repeating: "11", count: 19), "CRT-SERIAL"),
        ("0x7F" + String(repeating: "11", count: 19), nil),
    ]) func `has a serial that is positive and of at most twenty octets`(serial: String, code: String?) throws {
        let certificate = try workshop.issue("serial", options: ["-set_serial", serial])
        #expect(try judge(certificate) == [code].compactMap(\.self))
    }

    @Test func `begins with a certificate of version 3`() throws {
        #expect(try judge(workshop.issue("old", extensions: nil)) == ["CRT-VERSION"])
    }

    @Test(arguments: [
        ("2.5.29.37=DER:3000", "CRT-USAGE-EMPTY"), ("extendedKeyUsage=serverAuth,clientAuth", "CRT-USAGE"),
        ("extendedKeyUsage=clientAuth,emailProtection", nil), ("extendedKeyUsage=anyExtendedKeyUsage", nil),
        ("extendedKeyUsage=1.3.6.1.4.1.311.10.3.12", nil), ("", nil),
    ]) func `begins with a certificate that is for signing`(usage: String, code: String?) throws {
        let others = Workshop.sound.split(separator: "\n").filter { !$0.hasPrefix("extendedKeyUsage") }
        let extensions = (others + [Substring(usage)]).joined(separator: "\n") + "\n"
        #expect(try judge(workshop.issue("usage", extensions: extensions)) == [code].compactMap(\.self))
    }

    @Test func `begins with a key that may sign`() throws {
        let extensions = Workshop.sound.replacing("digitalSignature,nonRepudiation", with: "keyEncipherment")
        #expect(try judge(workshop.issue("key-usage", extensions: extensions)) == ["CRT-USAGE"])
    }

    @Test func `does not begin with an authority`() throws {
        let authority = try workshop.issue("ca", extensions: Workshop.authority, subject: "/C=VN/CN=CA")
        #expect(try judge(authority) == ["CRT-CA-AS-SIGNER"])
    }

    @Test func `holds no authority that is none`() throws {
        let pretender = try workshop.issue("false-ca", subject: "/C=VN/CN=Khong phai CA")
        let leaf = try workshop.issue("leaf", issuer: "false-ca")
        #expect(try judge(leaf, intermediates: [pretender]).contains("CRT-AUTHORITY"))
    }

    @Test func `is not longer than its authorities allow`() throws {
        let short = Workshop.authority.replacing("CA:TRUE", with: "CA:TRUE,pathlen:0")
        let first = try workshop.issue("first", extensions: short, subject: "/C=VN/CN=CA 1")
        let second = try workshop.issue(
            "second", extensions: Workshop.authority, subject: "/C=VN/CN=CA 2", issuer: "first")
        let leaf = try workshop.issue("long", issuer: "second")
        #expect(try judge(leaf, intermediates: [first, second]).contains("CRT-AUTHORITY"))
    }

    @Test(arguments: [("/C=VN/O=So Noi vu/CN=H24.01", nil), ("/C=VN/O=Bo Cong an/CN=G01", "CRT-NAME-CONSTRAINTS")])
    func `keeps to the names that its authority may give`(subject: String, code: String?) throws {
        let constrained =
            Workshop.authority + "nameConstraints=critical,permitted;dirName:allowed\n[allowed]\nC=VN\nO=So Noi vu\n"
        let authority = try workshop.issue("city", extensions: constrained, subject: "/C=VN/CN=CA Hai Phong")
        let trust = try workshop.trust([], intermediates: [authority], unknown: .acceptAndFlag)
        let found = trust.judge(
            try workshop.issue("constrained", subject: subject, issuer: "city"), intermediates: [], at: Workshop.now)
        #expect(found.codes == [code ?? "CRT-REVOCATION-UNKNOWN"])
    }

    @Test func `holds no authority that is for something else`() throws {
        let extensions = Workshop.authority + "extendedKeyUsage=serverAuth\n"
        let authority = try workshop.issue("web", extensions: extensions, subject: "/C=VN/CN=Web CA")
        #expect(try judge(workshop.issue("of-web", issuer: "web"), intermediates: [authority]).contains("CRT-USAGE"))
    }

    @Test func `holds nothing critical that is not understood`() throws {
        let extensions = Workshop.sound + "1.2.3.4=critical,DER:0500\n"
        #expect(try judge(workshop.issue("critical", extensions: extensions)) == ["CRT-PATH"])
    }

    @Test func `gives the subject's attributes by their names`() throws {
        let subject = "/C=VN/O=Sở Nội vụ/OU=H24.01/serialNumber=MST:0200/2.5.4.97=VATVN-02/CN=Lê A"
        let attributes = try workshop.issue("named", subject: subject).subjectAttributes
        #expect(
            attributes.map { "\($0.type)=\($0.value)" }.joined(separator: "/")
                == "C=VN/O=Sở Nội vụ/OU=H24.01/serialNumber=MST:0200/organizationIdentifier=VATVN-02/CN=Lê A")
    }
}
