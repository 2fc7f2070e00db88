import HubCore
import SeededRandom
import SignedXML
import Testing

struct DecisionTests {
    private let now = Timestamp(milliseconds: 1_795_256_431_123)
    private static let city = Agency(
        id: "H24", oldID: "000.00.00.H24", name: "UBND thành phố Hải Phòng", centre: "00.24.H24", isLocal: true)
    private static let department = Agency(
        id: "H24.01", name: "Sở Nội vụ", parent: "H24", level: 2, centre: "00.24.H24", isLocal: true)
    private static let remote = Agency(id: "G22", name: "Văn phòng Chính phủ", centre: "00.00.G22", isLocal: false)

    private func certificate(of agency: String) -> RegisteredCertificate {
        RegisteredCertificate(
            fingerprint: "c1", agency: agency, der: "", subject: "", issuer: "", serial: "", notBefore: now,
            notAfter: now)
    }

    /// A signed document of the city to a department and a ministry, over the city's centre.
    private func evidence(_ change: (inout Evidence) -> Void = { _ in }) -> Evidence {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "000.00.00.h24"), to: [.init(id: "H24.01"), .init(id: "G22")],
            code: "12/QĐ-UBND", promulgationDate: "2026-11-02", sha256: "ab", size: 1, certificate: "c1")
        var evidence = Evidence(
            facts: facts, origin: .centre("00.24.h24"), sender: Self.city,
            recipients: ["H24.01": Self.department, "G22": Self.remote],
            registration: Registration(certificate: certificate(of: "H24")))
        change(&evidence)
        return evidence
    }

    private func acceptance(_ evidence: Evidence) throws -> Acceptance {
        guard case .accept(let acceptance) = decide(evidence, now: now) else {
            throw Unexpected(codes: codes(evidence))
        }
        return acceptance
    }

    private struct Unexpected: Error { let codes: [String] }

    private func codes(_ evidence: Evidence) -> [String] {
        switch decide(evidence, now: now) {
        case .accept(let acceptance): acceptance.flags.map(\.rule.code)
        case .refuse(let findings): findings.map(\.rule.code)
        }
    }

    private func states(_ acceptance: Acceptance) -> [String] {
        var random = SplitMix(6)
        return acceptance.named(at: now, using: &random).deliveries.map {
            "\($0.recipient) \($0.state.rawValue) \($0.route.rawValue)"
        }
    }

    @Test func `whom a packet adds or concerns gets a way too, beside those it is addressed to`() throws {
        let acceptance = try acceptance(
            evidence {
                $0.facts.businessType = 2
                $0.facts.to = [.init(id: "G22")]
                $0.facts.changes = .init(added: ["H24.01", "h24.01", "H99"], removed: ["g22", "H24.01"])
            })
        var random = SplitMix(6)
        let named = acceptance.named(at: now, using: &random)
        #expect(named.deliveries.map(\.recipient) == ["G22"])
        #expect(named.copies.map { "\($0.recipient) \($0.state)" } == ["H24.01 available", "H99 refused"])
        #expect(named.notices.map { "\($0.recipient) \($0.route)" } == ["H24.01 mailbox"])
        #expect(Set((named.deliveries + named.copies + named.notices).map(\.id)).count == 4)
    }

    @Test func `what the axis brings for one it concerns is taken, though it is addressed to others`() throws {
        func recall(from concerned: String) -> Evidence {
            evidence {
                $0.origin = .axis(docID: "d")
                ($0.sender, $0.facts.from) = (Self.remote, .init(id: "G22"))
                $0.registration = Registration(certificate: certificate(of: "G22"))
                $0.facts.businessType = 1
                $0.facts.to = [.init(id: "H26")]
                $0.facts.responseFor = [.init(organID: concerned, code: "1/A")]
            }
        }
        let taken = try acceptance(recall(from: "H24.01"))
        #expect(taken.routes.isEmpty && taken.concerned.map(\.recipient) == ["H24.01"])
        #expect(codes(recall(from: "H31")) == ["HUB-RECIPIENT-NOT-OURS"])
    }

    @Test func `our agencies get it in their mailbox, the others over the axis`() throws {
        let acceptance = try acceptance(evidence())
        #expect(acceptance.sender == "H24")
        #expect(states(acceptance) == ["H24.01 available mailbox", "G22 waiting axis"])
        #expect(acceptance.flags.isEmpty)
    }

    @Test func `a recipient that cannot be served is refused alone`() throws {
        let acceptance = try acceptance(
            evidence {
                $0.facts.to += [.init(id: "H99"), .init(id: "H24.02"), .init(id: "H24.03")]
                $0.recipients["H24.02"] = Agency(id: "H24.02", name: "", centre: "c", isLocal: true, isLocked: true)
                $0.recipients["H24.03"] = Agency(
                    id: "H24.03", name: "", centre: "c", isLocal: true, validUntil: now, successors: ["H24.01"])
            })
        var random = SplitMix(6)
        let refused = acceptance.named(at: now, using: &random).deliveries.filter { $0.state == .refused }
        #expect(
            refused.map(\.refusal) == ["HUB-RECIPIENT-UNKNOWN", "HUB-RECIPIENT-LOCKED", "HUB-RECIPIENT-RETIRED"])
        #expect(refused[0].reason?.contains("H99") == true)
    }

    @Test func `when nobody can be served the whole is refused, with the reason for each`() {
        #expect(
            codes(evidence { $0.recipients = [:] }) == ["HUB-RECIPIENT-UNKNOWN", "HUB-RECIPIENT-UNKNOWN"])
        #expect(codes(evidence { $0.facts.to = [] }) == ["HUB-RECIPIENT-NONE"])
    }

    @Test func `an agency named in both forms is served once`() throws {
        let acceptance = try acceptance(
            evidence {
                $0.facts.to = [.init(id: "H24"), .init(id: "000.00.00.H24")]
                $0.recipients = ["H24": Self.city, "000.00.00.H24": Self.city]
            })
        #expect(states(acceptance) == ["H24 available mailbox"])
    }

    @Test func `from the axis only our own recipients are served`() throws {
        let fromAxis = evidence {
            $0.origin = .axis(docID: "d1")
            $0.facts.from = .init(id: "G22")
            $0.sender = Self.remote
            $0.registration.certificate = certificate(of: "G22")
        }
        #expect(states(try acceptance(fromAxis)) == ["H24.01 available mailbox"])
        var elsewhere = fromAxis
        elsewhere.facts.to = [.init(id: "G22")]
        #expect(codes(elsewhere) == ["HUB-RECIPIENT-NOT-OURS"])
    }

    @Test func `a caller speaks for its own agencies only`() {
        #expect(codes(evidence { $0.sender = nil }).contains("HUB-SENDER-UNKNOWN"))
        #expect(codes(evidence { $0.origin = .centre("00.31.H31") }) == ["HUB-SENDER-NOT-CALLERS"])
        #expect(codes(evidence { $0.origin = .axis(docID: "d") }) == ["HUB-SENDER-NOT-CALLERS"])
        #expect(codes(evidence { $0.sender?.isLocked = true }) == ["HUB-SENDER-LOCKED"])
        #expect(codes(evidence { $0.sender?.validFrom = now.adding(milliseconds: 1) }) == ["HUB-SENDER-RETIRED"])
    }

    @Test func `a signature must be there, and be the sender's`() {
        let unsigned = evidence { $0.facts.certificate = nil }
        #expect(codes(unsigned) == ["SIG-REQUIRED"])
        #expect(codes(evidence { $0.registration.certificate = certificate(of: "H24.01") }) == ["CRT-NOT-SENDERS"])
        #expect(codes(evidence { $0.registration.certificate = nil }) == ["CRT-UNREGISTERED"])
        #expect(codes(evidence { $0.registration.certificate?.revokedAt = now }) == ["CRT-WITHDRAWN"])
        #expect(codes(evidence { $0.registration.certificate?.revokedAt = now.adding(milliseconds: 1) }) == [])
    }

    @Test func `an agency's own policy goes before the hub's`() throws {
        let lenient = evidence {
            $0.facts.certificate = nil
            $0.sender?.documentSignatures = .verifyIfPresent
        }
        #expect(try acceptance(lenient).facts.flags == ["SIG-ABSENT"])
        #expect(
            codes(
                evidence {
                    $0.facts.certificate = nil
                    $0.policy.documents = .off
                }) == [])
        #expect(
            codes(
                evidence {
                    $0.facts.kind = .status
                    $0.facts.certificate = nil
                    $0.sender?.statusSignatures = .required
                }) == ["SIG-REQUIRED"])
    }

    @Test func `what inspection refused stays refused, with every reason`() {
        let rule = Rule("XML-X", says: .init(vi: "", en: ""), mend: .init(vi: "", en: ""), source: "")
        let refused = evidence {
            $0.findings = [Finding(rule)]
            $0.sender?.isLocked = true
        }
        #expect(codes(refused) == ["XML-X", "HUB-SENDER-LOCKED"])
    }

    @Test func `only new documents and replacements claim their natural key`() throws {
        func claim(_ change: (inout Evidence) -> Void) throws -> DocumentClaim? {
            var random = SplitMix(8)
            return try acceptance(evidence(change)).named(at: now, using: &random).claimsAlone
        }
        let claimed = try claim { _ in }
        #expect(claimed?.businessType == 0)
        #expect(claimed?.key == DocumentKey(issuer: "H24", date: "2026-11-02", code: "12/QĐ-UBND"))
        #expect(try claim { $0.facts.code = "12/qđ-ubnd" } == claimed)
        #expect(try claim { $0.facts.businessType = 3 } != claimed)
        #expect(try claim { $0.facts.businessType = 1 } == nil)
        #expect(try claim { $0.facts.kind = .status } == nil)
    }
}
