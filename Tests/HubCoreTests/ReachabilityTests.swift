import HubCore
import SignedXML
import Testing

private let now = Timestamp(milliseconds: 1_795_256_431_123)

/// One thing amiss with a message of the city to a department, and the code that the decision must give it.
private struct Flaw: CustomTestStringConvertible, Sendable {
    let code: String
    let change: @Sendable (inout Evidence) -> Void

    init(_ code: String, _ change: @escaping @Sendable (inout Evidence) -> Void) {
        self.code = code
        self.change = change
    }

    var testDescription: String { code }

    static let all = [
        Flaw("HUB-SENDER-UNKNOWN") { $0.sender = nil },
        Flaw("HUB-SENDER-LOCKED") { $0.sender?.isLocked = true },
        Flaw("HUB-SENDER-RETIRED") { $0.sender?.validUntil = now },
        Flaw("HUB-SENDER-NOT-CALLERS") { $0.origin = .centre("00.31.H31") },
        Flaw("HUB-RECIPIENT-NONE") { $0.facts.to = [] },
        Flaw("HUB-RECIPIENT-UNKNOWN") { $0.recipients = [:] },
        Flaw("HUB-RECIPIENT-LOCKED") { $0.recipients["H24.01"]?.isLocked = true },
        Flaw("HUB-RECIPIENT-RETIRED") { $0.recipients["H24.01"]?.validUntil = now },
        Flaw("HUB-RECIPIENT-NOT-OURS") {
            $0.origin = .axis(docID: "d")
            $0.sender?.isLocal = false
            $0.recipients["H24.01"]?.isLocal = false
        },
        Flaw("SIG-REQUIRED") { $0.facts.certificate = nil },
        Flaw("SIG-ABSENT") {
            $0.facts.certificate = nil
            $0.policy.documents = .verifyIfPresent
        },
        Flaw("CRT-UNREGISTERED") { $0.registration.certificate = nil },
        Flaw("CRT-NOT-SENDERS") { $0.registration.certificate?.agency = "H24.01" },
        Flaw("CRT-WITHDRAWN") { $0.registration.certificate?.revokedAt = now },
        Flaw("CRT-REGISTRATION-ENDED") { $0.registration.certificate?.validUntil = now },
        Flaw("CRT-REGISTRATION-NOT-YET") { $0.registration.certificate?.validFrom = now.adding(milliseconds: 1) },
        Flaw("CRT-AMBIGUOUS") {
            let rules = ["H24", "H24.01"].map { SubjectRule(id: $0, agency: $0, issuer: "CN=CA", attributes: []) }
            $0.registration = Registration(rules: rules)
        },
    ]
}

@Suite struct `Every code of the decision` {
    private var evidence: Evidence {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: [.init(id: "H24.01")], code: "12/QĐ-UBND",
            promulgationDate: "2026-11-02", sha256: "ab", size: 1, certificate: "c1")
        let city = Agency(id: "H24", name: "UBND thành phố", centre: "00.24.H24", isLocal: true)
        let office = Agency(id: "H24.01", name: "Sở Nội vụ", centre: "00.24.H24", isLocal: true)
        let certificate = RegisteredCertificate(
            fingerprint: "c1", agency: "H24", der: "", subject: "", issuer: "", serial: "", notBefore: now,
            notAfter: now)
        return Evidence(
            facts: facts, origin: .centre("00.24.H24"), sender: city, recipients: ["H24.01": office],
            registration: Registration(certificate: certificate))
    }

    private func codes(_ evidence: Evidence) -> [String] {
        switch decide(evidence, now: now) {
        case .accept(let acceptance): acceptance.flags.map(\.rule.code)
        case .refuse(let findings): findings.map(\.rule.code)
        }
    }

    @Test(arguments: Flaw.all) fileprivate func `is given for its flaw, and not without`(flaw: Flaw) {
        #expect(codes(evidence) == [])
        var flawed = evidence
        flaw.change(&flawed)
        #expect(codes(flawed).contains(flaw.code))
    }

    /// The two about what was accepted before need the store; the service's tests prove them.
    @Test func `is proven here`() {
        let codes = Set((HubRules.all + HubCore.SignatureRules.all).map(\.code))
        #expect(codes.subtracting(Flaw.all.map(\.code)) == ["HUB-CONFLICT", "HUB-DUPLICATE"])
    }

    @Test func `has the level of the rule book, and decides by it`() {
        var unsigned = evidence
        unsigned.facts.certificate = nil
        unsigned.policy.documents = .verifyIfPresent
        #expect(!findings(unsigned).refuses)
        unsigned.rules = RuleBook([SignatureRules.absent: .refuse])
        #expect(findings(unsigned).refuses && findings(unsigned).map(\.rule.code) == ["SIG-ABSENT"])
        unsigned.findings = [Finding(XMLRules.schemaLength)]
        unsigned.rules = RuleBook([XMLRules.schemaLength: .flag])
        #expect(!findings(unsigned).refuses && codes(unsigned) == ["XSD-LENGTH", "SIG-ABSENT"])
    }

    private func findings(_ evidence: Evidence) -> [Finding] {
        switch decide(evidence, now: now) {
        case .accept(let acceptance): acceptance.flags
        case .refuse(let findings): findings
        }
    }
}
