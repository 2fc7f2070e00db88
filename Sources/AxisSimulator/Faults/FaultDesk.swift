import Synchronization

/// The faults that are switched on, changed while the axis runs, and how often each has struck.
final class FaultDesk: Sendable {
    private struct State {
        var plan: FaultPlan
        var clockSkewMilliseconds: Int64 = 0
        /// Calls so far, by caller and operation.
        var calls: [String: Int] = [:]
        /// Calls of an operation so far, whoever made them.
        var passed: [String: Int] = [:]
        var struck: [Fault: Int] = [:]
    }

    private let state: Mutex<State>

    init(_ plan: FaultPlan) { state = Mutex(State(plan: plan)) }

    /// Takes note of a call, and says what befalls it.
    func injection(operation: String, caller: String, agencies: [String]) -> Injection? {
        state.withLock { state in
            let number = state.calls["\(caller) \(operation)", default: 0] + 1
            state.calls["\(caller) \(operation)"] = number
            state.passed[operation, default: 0] += 1
            let occasion = Occasion(operation: operation, caller: caller, agencies: agencies, number: number)
            let injection = state.plan.injection(into: occasion)
            if let injection { state.struck[injection.fault, default: 0] += 1 }
            return injection
        }
    }

    /// How many calls of an operation have come.
    func passed(_ operation: String) -> Int { state.withLock { $0.passed[operation, default: 0] } }

    var plan: FaultPlan {
        get { state.withLock { $0.plan } }
        set { state.withLock { $0.plan = newValue } }
    }

    /// By how much the axis's clock is wrong.
    var clockSkewMilliseconds: Int64 {
        get { state.withLock { $0.clockSkewMilliseconds } }
        set { state.withLock { $0.clockSkewMilliseconds = newValue } }
    }

    /// How often each fault has struck.
    var struck: [Fault: Int] { state.withLock { $0.struck } }
}
