import HTTPTypes
import HubCore
import SignedXML
import Synchronization

/// How much checking the hub does for others, so that it never delays what is sent.
package struct CheckLimits: Sendable, Hashable {
    /// Checks that one calling system may ask for at once.
    package var burst = 10
    /// Checks that it may ask for in a minute, over time.
    package var perMinute = 30
    /// Checks under way at once, of all callers.
    package var concurrency = 4

    package init() {}
}

/// Lets checks in: each caller at its rate, and all of them within a bound.
final class CheckGate: Sendable {
    private struct State {
        var buckets: [String: TokenBucket] = [:]
        var running = 0
    }

    private let limits: CheckLimits
    private let state = Mutex(State())

    init(_ limits: CheckLimits) { self.limits = limits }

    /// Does one check for a caller.
    /// - Throws: ``Refusal`` when it may not be done now; what `body` throws.
    func pass<Value>(
        _ caller: String, now: Timestamp, isolation: isolated (any Actor)? = #isolation,
        _ body: () async throws -> Value
    ) async throws -> Value {
        if let refusal = state.withLock({ enter(caller, &$0, now: now) }) { throw refusal }
        defer { state.withLock { $0.running -= 1 } }
        return try await body()
    }

    private func enter(_ caller: String, _ state: inout State, now: Timestamp) -> Refusal? {
        guard state.running < limits.concurrency else {
            return Refusal(.serviceUnavailable, APIRule.checksBusy, ["seconds": "1"], retryAfterSeconds: 1)
        }
        // Callers are the centres of the register; those that have been quiet are forgotten.
        if state.buckets.count > 1000 { state.buckets = state.buckets.filter { !$0.value.isFull(now: now) } }
        let full = TokenBucket(capacity: limits.burst, perMinute: limits.perMinute)
        if let wait = state.buckets[caller, default: full].take(now: now) {
            let seconds = Int((wait + 999) / 1000)
            return Refusal(
                .tooManyRequests, APIRule.checkRate, ["seconds": "\(seconds)"], retryAfterSeconds: seconds)
        }
        state.running += 1
        return nil
    }
}
