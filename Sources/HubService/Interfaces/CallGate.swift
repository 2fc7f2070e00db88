import HTTPTypes
import HubCore
import SignedXML
import Synchronization

/// How often one caller of an interface may call.
package struct CallLimits: Sendable, Hashable {
    /// Calls at once.
    package var burst: Int
    /// Calls in a minute, over time.
    package var perMinute: Int

    /// One agency's system.
    package static let agency = CallLimits(burst: 200, perMinute: 3000)
    /// A system that speaks for all agencies of a province or ministry.
    package static let centre = CallLimits(burst: 1000, perMinute: 30_000)
}

/// Lets callers of an interface in, each at its rate, when it is known who they are.
final class CallGate: Sendable {
    private let limits: CallLimits
    private let rule: Rule
    private let clock: HubClock
    private let visitors = Mutex<[String: Visitor]>([:])

    private struct Visitor {
        var bucket: TokenBucket
        /// Since it was last admitted.
        var refusals = 0
    }

    /// Whoever goes on calling after so many refusals in a row does not listen, and is answered late.
    static let patience = 10
    static let lateness = Duration.milliseconds(250)
    /// Beyond so many callers those are forgotten of whom nothing needs to be known.
    private static let remembered = 10_000

    /// - Parameter rule: what a caller is refused with; `{seconds}` in it is when to call again.
    init(_ limits: CallLimits, refusingWith rule: Rule, clock: HubClock) {
        self.limits = limits
        self.rule = rule
        self.clock = clock
    }

    /// - Throws: ``Refusal`` when the caller has called too often.
    func admit(_ caller: String) async throws {
        let now = clock.now()
        let (wait, refusals) = visitors.withLock { visitors in
            if visitors.count > Self.remembered { visitors = visitors.filter { !$0.value.bucket.isFull(now: now) } }
            let full = TokenBucket(capacity: limits.burst, perMinute: limits.perMinute)
            var visitor = visitors[caller] ?? Visitor(bucket: full)
            let wait = visitor.bucket.take(now: now)
            visitor.refusals = wait == nil ? 0 : visitor.refusals + 1
            visitors[caller] = visitor
            return (wait, visitor.refusals)
        }
        guard let wait else { return }
        if refusals > Self.patience { try await Task.sleep(for: Self.lateness) }
        let seconds = Int((wait + 999) / 1000)
        throw Refusal(.tooManyRequests, rule, ["seconds": "\(seconds)"], retryAfterSeconds: seconds)
    }
}
