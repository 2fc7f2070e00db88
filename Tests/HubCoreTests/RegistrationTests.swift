import HubCore
import SignedXML
import Testing

struct RegistrationTests {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)
    private static let issuer = "CN=CA,O=Ban Co yeu Chinh phu,C=VN"
    private static let subject = [
        NameAttribute(type: "C", value: "VN"), NameAttribute(type: "O", value: "So  Noi vu"),
        NameAttribute(type: "OU", value: "h24.01"), NameAttribute(type: "CN", value: "Van thu H24.01"),
    ]

    private func rule(
        _ id: String = "r", of agency: String = "H24.01", fitting attributes: String..., from: Timestamp? = nil,
        until: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) -> SubjectRule {
        SubjectRule(
            id: id, agency: agency, issuer: Self.issuer,
            attributes: (attributes.isEmpty ? ["OU=H24.01"] : attributes).compactMap(NameAttribute.init(text:)),
            validFrom: from, validUntil: until, revokedAt: revokedAt)
    }

    private func certificate(_ change: (inout RegisteredCertificate) -> Void = { _ in }) -> RegisteredCertificate {
        var certificate = RegisteredCertificate(
            fingerprint: "c1", agency: "H24.01", der: "", subject: "", issuer: "", serial: "", notBefore: now,
            notAfter: now)
        change(&certificate)
        return certificate
    }

    /// Codes of the decision on a document signed by H24.01 with the certificate `c1`.
    private func codes(_ registration: Registration) -> [String] {
        let sender = Agency(id: "H24.01", name: "Sở Nội vụ", centre: "00.24.H24", isLocal: true)
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24.01"), to: [.init(id: "H24.01")], code: "1/QĐ", sha256: "ab", size: 1,
            certificate: "c1")
        let evidence = Evidence(
            facts: facts, origin: .centre("00.24.H24"), sender: sender, recipients: ["H24.01": sender],
            registration: registration)
        switch decide(evidence, now: now) {
        case .accept(let acceptance): return acceptance.flags.map(\.rule.code)
        case .refuse(let findings): return findings.map(\.rule.code)
        }
    }

    @Test(arguments: [
        ("OU=H24.01", true), ("O=so noi vu", true), ("CN=*h24.01", true), ("CN=Van thu*", true), ("CN=*thu*", true),
        ("OU=H24.0", false), ("CN=H24.01", false), ("O=H24.01", false), ("CN=*H24.02", false), ("O=*So", false),
    ]) func `a rule fits by whole values, without regard to case and spaces`(attribute: String, fits: Bool) {
        #expect(rule(fitting: attribute).matches(issuer: Self.issuer, subject: Self.subject) == fits)
        #expect(!rule(fitting: attribute).matches(issuer: "CN=CA khac", subject: Self.subject))
        #expect(!rule(fitting: attribute, "C=US").matches(issuer: Self.issuer, subject: Self.subject))
    }

    @Test func `a rule that fits anything says nothing`() {
        #expect(rule(fitting: "OU=H24.01", "CN=*x").isMeaningful)
        #expect(
            !rule(fitting: "CN=*").isMeaningful && !rule(fitting: "CN=**").isMeaningful
                && !rule(fitting: "OU=a", "O= ").isMeaningful)
        var bare = rule()
        bare.attributes = []
        #expect(!bare.isMeaningful)
        #expect(NameAttribute(text: "OU=a=b") == NameAttribute(type: "OU", value: "a=b"))
        #expect(
            NameAttribute(text: "OU=") == nil && NameAttribute(text: "=a") == nil && NameAttribute(text: "OU") == nil)
    }

    @Test func `a certificate is whose rule it fits, and nobody's when it fits two agencies'`() {
        #expect(codes(Registration(rules: [rule()])) == [])
        #expect(codes(Registration(rules: [rule("a"), rule("b")])) == [])
        #expect(codes(Registration(rules: [rule(of: "H24.02")])) == ["CRT-NOT-SENDERS"])
        let two = Registration(rules: [rule("a"), rule("b", of: "H24.02")])
        #expect(codes(two) == ["CRT-AMBIGUOUS"] && two.owner(at: now) == nil)
        #expect(codes(Registration()) == ["CRT-UNREGISTERED"])
    }

    @Test func `its own registration goes before every rule`() {
        let withdrawn = certificate { $0.revokedAt = now }
        #expect(codes(Registration(certificate: withdrawn, rules: [rule()])) == ["CRT-WITHDRAWN"])
        #expect(codes(Registration(certificate: certificate(), rules: [rule(of: "H24.02")])) == [])
        let others = certificate { ($0.agency, $0.revokedAt) = ("H24.02", now) }
        #expect(codes(Registration(certificate: others)) == ["CRT-NOT-SENDERS", "CRT-WITHDRAWN"])
    }

    @Test func `a registration has a first and a last moment`() {
        let later = now.adding(milliseconds: 1)
        #expect(codes(Registration(certificate: certificate { $0.validFrom = now })) == [])
        #expect(codes(Registration(certificate: certificate { $0.validFrom = later })) == ["CRT-REGISTRATION-NOT-YET"])
        #expect(codes(Registration(certificate: certificate { $0.validUntil = later })) == [])
        #expect(codes(Registration(certificate: certificate { $0.validUntil = now })) == ["CRT-REGISTRATION-ENDED"])
        #expect(codes(Registration(rules: [rule(from: later)])) == ["CRT-REGISTRATION-NOT-YET"])
        #expect(codes(Registration(rules: [rule(until: now)])) == ["CRT-REGISTRATION-ENDED"])
        #expect(codes(Registration(rules: [rule(revokedAt: now)])) == ["CRT-WITHDRAWN"])
        #expect(codes(Registration(rules: [rule("a", revokedAt: now), rule("b")])) == [])
    }
}
