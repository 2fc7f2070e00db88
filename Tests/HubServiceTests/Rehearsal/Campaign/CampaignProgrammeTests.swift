import Testing

@testable import HubService

@Suite struct CampaignProgrammeTests {
    private let programme = CampaignProgramme(seed: 7, trouble: .seconds(160))

    @Test func `the same seed has the same programme, another another`() {
        #expect(programme.steps == CampaignProgramme(seed: 7, trouble: .seconds(160)).steps)
        #expect(programme.steps != CampaignProgramme(seed: 8, trouble: .seconds(160)).steps)
    }

    @Test func `every fault has its while, and all of them strike now and then`() {
        let orders = programme.steps.compactMap { step in
            if case .faults(let order) = step.wish, !order.rules.isEmpty { order } else { nil }
        }
        let heavy = orders.flatMap { $0.rules.filter { $0.probability > 0.1 }.map(\.fault) }
        #expect(heavy.sorted() == CampaignProgramme.faults.sorted())
        #expect(orders.allSatisfy { $0.rules.map(\.fault) == CampaignProgramme.faults })
    }

    @Test func `what is switched on is switched off, and in the end the axis behaves`() {
        let wishes = programme.steps.map(\.wish)
        #expect(wishes.contains(.certificate(isExpired: true)) && wishes.contains(.clock(skewMilliseconds: 1_200_000)))
        #expect(wishes.last { if case .certificate = $0 { true } else { false } } == .certificate(isExpired: false))
        #expect(wishes.last { if case .clock = $0 { true } else { false } } == .clock(skewMilliseconds: 0))
        #expect(wishes.last == .faults(FaultOrder(seed: 7, rules: [])))
        #expect(programme.steps.last?.at == .seconds(160))
        #expect(programme.steps.map(\.at) == programme.steps.map(\.at).sorted())
    }

    @Test func `each restoration follows a backup`() {
        let memory = programme.steps.map(\.wish).filter { $0 == .backup || $0 == .restore }
        #expect(memory == [.backup, .restore, .backup, .restore])
    }
}
