import Crypto
import Foundation

/// Which fault befalls which call. Pure: the same seed and the same calls get the same faults, whatever the clock says.
package struct FaultPlan: Sendable, Hashable, Codable {
    package var seed: UInt64
    /// Asked in order; the first that strikes is the one.
    package var rules: [FaultRule]

    package init(seed: UInt64 = 1, rules: [FaultRule] = []) {
        self.seed = seed
        self.rules = rules
    }

    /// What befalls a call; `nil` for nothing.
    package func injection(into occasion: Occasion) -> Injection? {
        for (index, rule) in rules.enumerated() where rule.concerns(occasion) {
            let draw = draw("\(index)|\(rule.fault.rawValue)", occasion)
            guard draw < rule.probability else { continue }
            // What is left of the draw is itself evenly spread, and decides the details.
            return Injection(fault: rule.fault, milliseconds: rule.milliseconds, chance: draw / rule.probability)
        }
        return nil
    }

    /// 0 ..< 1, evenly spread over occasions and purposes.
    private func draw(_ purpose: String, _ occasion: Occasion) -> Double {
        let text = "\(seed)|\(purpose)|\(occasion.operation)|\(occasion.caller)|\(occasion.number)"
        let number = SHA256.hash(data: Data(text.utf8)).prefix(6).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return Double(number) / Double(1 << 48)
    }
}

/// When a fault strikes.
package struct FaultRule: Sendable, Hashable, Codable {
    package var fault: Fault
    /// Names of operations; empty for all.
    package var operations: Set<String>
    /// Systems, senders or recipients, one of which the call must name; empty for all.
    package var agencies: Set<String>
    /// 0 to 1.
    package var probability: Double
    /// Of `delay` and `trickle` the time they take, of `reorder` the longest wait.
    package var milliseconds: Int64
    /// The first and the last call of a caller that it may befall; without it all may be.
    package var calls: ClosedRange<Int>?

    package init(
        _ fault: Fault, operations: Set<String> = [], agencies: Set<String> = [], probability: Double = 1,
        milliseconds: Int64 = FaultRule.usualMilliseconds, calls: ClosedRange<Int>? = nil
    ) {
        self.fault = fault
        self.operations = operations
        self.agencies = agencies
        self.probability = probability
        self.milliseconds = milliseconds
        self.calls = calls
    }

    package static let usualMilliseconds: Int64 = 1_000

    func concerns(_ occasion: Occasion) -> Bool {
        (operations.isEmpty || operations.contains(occasion.operation))
            && (agencies.isEmpty || agencies.contains(occasion.caller)
                || !agencies.isDisjoint(with: occasion.agencies))
            && (calls?.contains(occasion.number) ?? true)
    }
}

extension FaultRule {
    private enum CodingKeys: String, CodingKey { case fault, operations, agencies, probability, milliseconds, calls }

    /// All but the fault may be left out.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Fault.self, forKey: .fault),
            operations: try values.decodeIfPresent(Set<String>.self, forKey: .operations) ?? [],
            agencies: try values.decodeIfPresent(Set<String>.self, forKey: .agencies) ?? [],
            probability: try values.decodeIfPresent(Double.self, forKey: .probability) ?? 1,
            milliseconds: try values.decodeIfPresent(Int64.self, forKey: .milliseconds) ?? Self.usualMilliseconds,
            calls: try values.decodeIfPresent(ClosedRange<Int>.self, forKey: .calls))
    }
}

/// A fault that strikes.
package struct Injection: Sendable, Hashable {
    package let fault: Fault
    package let milliseconds: Int64
    /// 0 ..< 1, for what is left to chance within the fault.
    package let chance: Double

    /// One of several, by chance.
    func choice<Element>(of elements: [Element]) -> Element {
        elements[min(elements.count - 1, Int(chance * Double(elements.count)))]
    }
}
