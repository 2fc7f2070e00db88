import HubCore
import SignedXML
import Testing

private let now = Timestamp(milliseconds: 1_795_256_431_123)

@Suite struct `Advice on recipients that cannot be served` {
    private static let city = Agency(id: "H24", name: "UBND thành phố", centre: "C", isLocal: true)
    private static let register = [
        Agency(
            id: "H24.01", formerIdentifiers: [FormerIdentifier("H24.31", validUntil: now)], name: "Sở Nội vụ",
            centre: "C", isLocal: true),
        Agency(
            id: "H24.21", name: "UBND quận Hồng Bàng", centre: "C", isLocal: true, validUntil: now,
            successors: ["H24.22"]),
        Agency(
            id: "H24.22", name: "UBND phường Cũ", centre: "C", isLocal: true, validUntil: now,
            successors: ["H24.41", "H24.42", "H24.21"]),
        Agency(id: "H24.41", name: "UBND phường Hồng Bàng", centre: "C", isLocal: true),
        Agency(id: "H24.42", name: "UBND phường Hồng An", centre: "C", isLocal: true),
    ]

    private func agency(_ id: String) -> Agency? {
        Self.register.first { $0.answers(to: id, at: now) }
            ?? Self.register.first { $0.identifiers.contains { $0.id == id } }
    }

    /// Decides about a document to these, asking the register as the judge does.
    private func refusals(_ recipients: MessageFacts.Party..., origin: Origin = .centre("C")) -> [Finding] {
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: recipients, code: "1/QĐ", sha256: "ab", size: 1)
        let known = recipients.compactMap { party in agency(party.id).map { (party.id, $0) } }
        var evidence = Evidence(
            facts: facts, origin: origin, sender: Self.city, recipients: Dictionary(uniqueKeysWithValues: known),
            policy: HubPolicy(documents: .off))
        for party in evidence.needingAdvice(now: now) {
            evidence.advice[party.id] = AgencyAdvice(
                on: party, known: agency(party.id), at: now, among: { Self.register }, named: agency)
        }
        return evidence.refusedRecipients(now: now)
    }

    @Test func `names the nearest, by identifier and by name`() {
        let refused = refusals(.init(id: "H24O1"), .init(id: "H77.01", name: "So Noi vu"), .init(id: "G99"))
        #expect(refused.map(\.rule.code) == Array(repeating: "HUB-RECIPIENT-UNKNOWN", count: 3))
        #expect(refused[0].says.vi.hasSuffix("Gần giống: H24.01 (Sở Nội vụ)."))
        #expect(refused[1].says.en.contains("H24.01 (Sở Nội vụ)") && refused[2].says.vi.hasSuffix("Gần giống: –."))
    }

    @Test func `follows successors to those in force, and ends where they go in a circle`() {
        let refused = refusals(.init(id: "H24.21"))
        #expect(refused.map(\.rule.code) == ["HUB-RECIPIENT-RETIRED"])
        #expect(
            refused[0].says.vi.contains("H24.41 (UBND phường Hồng Bàng), H24.42 (UBND phường Hồng An)"),
            "\(refused[0].says.vi)")
    }

    @Test func `an identifier past its period is refused, and leads to its bearer`() {
        let refused = refusals(.init(id: "H24.31"), .init(id: "H24.01"))
        #expect(refused.map(\.rule.code) == ["HUB-RECIPIENT-RETIRED"])
        #expect(refused.first?.says.en.contains("H24.01 (Sở Nội vụ)") == true)
    }

    @Test func `is not asked for those of the axis that are not ours`() {
        var facts = MessageFacts(
            kind: .document, from: .init(id: "H24"), to: [.init(id: "G99"), .init(id: "H24.21")], code: "1/QĐ",
            sha256: "ab", size: 1)
        let evidence = Evidence(
            facts: facts, origin: .axis(docID: "d"), sender: Self.city, recipients: ["H24.21": Self.register[1]])
        #expect(evidence.needingAdvice(now: now).map(\.id) == ["H24.21"])
        facts.from = .init(id: "X")
        #expect(
            Evidence(facts: facts, origin: .centre("C"), sender: nil, recipients: [:]).needingAdvice(now: now).map(\.id)
                == ["X", "G99", "H24.21"])
    }
}
