import HubCore
import HubStore
import SignedXML
import Testing

struct CertificateRegisterTests {
    private let rig = Rig()
    private let fingerprint = String(repeating: "ab", count: 32)

    private func certificate(from: Timestamp? = nil, until: Timestamp? = nil) -> RegisteredCertificate {
        RegisteredCertificate(
            fingerprint: fingerprint, agency: "H24.01", der: "AA==", subject: "CN=a", issuer: "CN=b", serial: "01",
            notBefore: Rig.start, notAfter: Rig.start.minutes(9), validFrom: from, validUntil: until)
    }

    private func rule(_ id: String, of agency: String = "H24.01", _ attribute: String) -> SubjectRule {
        SubjectRule(
            id: id, agency: agency, issuer: "CN=CA", attributes: [attribute].compactMap(NameAttribute.init(text:)))
    }

    @Test func `a withdrawn certificate stays withdrawn though it is put again, until it is restored`() async throws {
        let store = try await rig.openWithRegister()
        try await store.put(certificate: certificate(until: Rig.start.minutes(8)), by: "test", now: Rig.start)
        try await store.withdraw(fingerprint.uppercased(), from: Rig.start.minutes(1), by: "test", now: Rig.start)
        try await store.put(certificate: certificate(), by: "import", now: Rig.start.minutes(2))
        try await store.withdraw(fingerprint, from: Rig.start.minutes(3), by: "test", now: Rig.start)
        let withdrawn = try #require(try await store.certificate(fingerprint))
        #expect(withdrawn.revokedAt == Rig.start.minutes(1) && withdrawn.validUntil == Rig.start.minutes(8))
        try await store.withdraw(fingerprint, from: nil, by: "test", now: Rig.start)
        #expect(try await store.certificate(fingerprint)?.revokedAt == nil)
        #expect(try await store.kinds().filter { $0 == "certificateChanged" }.count == 3)
    }

    @Test func `rules are found by the values of a subject, whatever their case`() async throws {
        let store = try await rig.openWithRegister()
        for rule in [rule("ou", "OU=H24.01"), rule("cn", "CN=*H24.01"), rule("other", of: "H24.02", "OU=H24.02")] {
            try await store.put(rule: rule, by: "test", now: Rig.start)
        }
        let keys = ["VN", "h24.01"].map { NameAttribute(type: "OU", value: $0).searchKey }
        #expect(try await store.subjectRules(forIssuer: "CN=CA", searchKeys: keys).map(\.id) == ["cn", "ou"])
        #expect(try await store.subjectRules(forIssuer: "CN=CB", searchKeys: keys).isEmpty)
        #expect(try await store.subjectRules(of: "h24.01").map(\.id) == ["cn", "ou"])
    }

    @Test func `a rule is withdrawn at once and not revived by being put again`() async throws {
        let store = try await rig.openWithRegister()
        try await store.put(rule: rule("r", "OU=H24.01"), by: "test", now: Rig.start)
        try await store.withdraw("r", from: Rig.start, by: "test", now: Rig.start)
        try await store.put(rule: rule("r", "OU=H24.01x"), by: "test", now: Rig.start)
        let found = try #require(try await store.subjectRule("r"))
        #expect(found.revokedAt == Rig.start && found.attributes.map(\.text) == ["OU=H24.01x"])
        try await store.withdraw("r", from: nil, by: "test", now: Rig.start)
        #expect(try await store.subjectRule("r")?.revokedAt == nil)
        #expect(try await store.kinds().filter { $0 == "subjectRuleChanged" }.count == 4)
    }

    @Test func `what makes no sense is inconsistent and changes nothing`() async throws {
        let store = try await rig.openWithRegister()
        try await store.put(rule: rule("mine", "OU=H24.01"), by: "test", now: Rig.start)
        for bad in [rule("x", of: "H99", "OU=a"), rule("x", "CN=*"), rule("mine", of: "H24.02", "OU=H24.02")] {
            let error = await #expect(throws: StoreError.self) {
                try await store.put(rule: bad, by: "test", now: Rig.start)
            }
            #expect(error?.code == .inconsistent)
        }
        let error = await #expect(throws: StoreError.self) {
            try await store.withdraw("nothing", from: Rig.start, by: "test", now: Rig.start)
        }
        #expect(error?.code == .inconsistent)
        #expect(try await store.subjectRules(of: "H24.02").isEmpty)
    }
}
