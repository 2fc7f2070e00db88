import AxisSimulator
import Foundation
import Testing

struct FaultPlanTests {
    private let plan = FaultPlan(
        seed: 7,
        rules: [
            FaultRule(.delay, operations: ["sendEdoc"], probability: 0.1, milliseconds: 50),
            FaultRule(.html, agencies: ["H24.01"], probability: 0.5), FaultRule(.serverError, probability: 0.05),
        ])

    private func faults(_ plan: FaultPlan, _ operation: String = "sendEdoc", of agencies: [String] = []) -> [Fault?] {
        (1...2000).map { number in
            let occasion = Occasion(operation: operation, caller: "00.24.H24", agencies: agencies, number: number)
            return plan.injection(into: occasion)?.fault
        }
    }

    @Test func `the same seed and the same calls have the same faults`() {
        #expect(faults(plan) == faults(plan))
        var other = plan
        other.seed = 8
        #expect(faults(plan) != faults(other))
        #expect(faults(plan) != faults(plan, "getEdoc"))
    }

    @Test func `a fault strikes about as often as it should`() {
        let struck = faults(plan)
        #expect(150...250 ~= struck.count { $0 == .delay })
        #expect(60...140 ~= struck.count { $0 == .serverError })
        #expect(!struck.contains(.html))
    }

    @Test func `a fault strikes only what it is for`() {
        #expect(!faults(plan, "getEdoc").contains(.delay))
        #expect(faults(plan, "getEdoc", of: ["H24.01", "G22"]).contains(.html))
        #expect(!faults(plan, "getEdoc", of: ["G22"]).contains(.html))
        let once = FaultPlan(rules: [FaultRule(.dropAfter, calls: 3...4)])
        #expect(faults(once).enumerated().filter { $0.element != nil }.map(\.offset) == [2, 3])
    }

    @Test func `a probability of one always strikes, of zero never`() {
        #expect(faults(FaultPlan(rules: [FaultRule(.html, probability: 0)])).allSatisfy { $0 == nil })
        #expect(faults(FaultPlan(rules: [FaultRule(.html)])).allSatisfy { $0 == .html })
    }

    @Test func `a rule is read with everything but its fault left out`() throws {
        let text = #"{"seed": 3, "rules": [{"fault": "lost-acknowledgement"}, {"fault": "delay", "probability": 0.5}]}"#
        let plan = try JSONDecoder().decode(FaultPlan.self, from: Data(text.utf8))
        #expect(
            plan == FaultPlan(seed: 3, rules: [FaultRule(.lostAcknowledgement), FaultRule(.delay, probability: 0.5)]))
    }
}
