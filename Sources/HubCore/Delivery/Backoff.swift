/// When a deferred delivery is tried again, and when it is given up. Pure: the jitter comes in.
package struct Backoff: Sendable, Hashable {
    /// The wait after the first failure, in milliseconds.
    package var base: Int64
    /// The longest wait, in milliseconds.
    package var cap: Int64
    /// The age at which a delivery is given up, in milliseconds.
    package var expiry: Int64

    package init(base: Int64 = 1_000, cap: Int64 = 300_000, expiry: Int64 = 259_200_000) {
        self.base = max(1, base)
        self.cap = max(self.base, cap)
        self.expiry = max(0, expiry)
    }

    package enum Decision: Sendable, Hashable {
        case tryAgain(notBefore: Timestamp)
        case giveUp
    }

    /// The wait after the `attempt`-th failure, in milliseconds: doubling from `base` to `cap`, of which the upper half
    /// is scaled by `jitter` so that what failed together does not come back together.
    ///
    /// - Parameter jitter: 0 …< 1.
    package func wait(afterAttempt attempt: Int, jitter: Double) -> Int64 {
        let doublings = min(max(attempt, 1) - 1, 62)
        let (product, overflow) = base.multipliedReportingOverflow(by: Int64(1) << Int64(doublings))
        let full = overflow ? cap : min(product, cap)
        let half = full / 2
        return full - half + Int64(Double(half) * min(max(jitter, 0), 1))
    }

    /// - Parameters:
    ///   - openSince: when the document was accepted, or the delivery last sent again.
    ///   - retryAfter: what the receiver asked for, in milliseconds; a longer wait than ours is honoured up to a day.
    package func decide(
        attempt: Int, openSince: Timestamp, now: Timestamp, jitter: Double, retryAfter: Int64? = nil
    ) -> Decision {
        if now.milliseconds(since: openSince) >= expiry { return .giveUp }
        let asked = min(max(retryAfter ?? 0, 0), 86_400_000)
        return .tryAgain(notBefore: now.adding(milliseconds: max(wait(afterAttempt: attempt, jitter: jitter), asked)))
    }
}
