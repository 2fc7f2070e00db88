/// So much at once, and so much an hour: a bucket that holds tokens, gives one for each act, and is filled at a steady rate.
package struct TokenBucket: Sendable, Hashable {
    /// The most tokens it holds.
    package let capacity: Int
    /// Milliseconds in which one token drips into it.
    package let interval: Int64
    /// When it will be full; the past when it is.
    private var fullAt: Timestamp

    /// A full bucket.
    package init(capacity: Int, interval: Int64) {
        self.capacity = max(1, capacity)
        self.interval = max(1, interval)
        fullAt = Timestamp(milliseconds: .min / 2)
    }

    /// Takes a token.
    /// - Returns: `nil` when there was one; otherwise how many milliseconds until there is.
    package mutating func take(now: Timestamp) -> Int64? {
        let next = max(fullAt.milliseconds, now.milliseconds) + interval
        let wait = next - now.milliseconds - Int64(capacity) * interval
        guard wait <= 0 else { return wait }
        fullAt = Timestamp(milliseconds: next)
        return nil
    }

    /// Whether forgetting it would change nothing.
    package func isFull(now: Timestamp) -> Bool { fullAt <= now }
}
