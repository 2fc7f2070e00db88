/// So much at once, and so much an hour: a bucket that holds tokens, gives one for each act, and is filled at a steady rate.
package struct TokenBucket: Sendable, Hashable {
    /// The most tokens it holds.
    package let capacity: Int
    /// Microseconds in which one token drips into it.
    private let interval: Int64
    /// When it will be full, in microseconds; the past when it is.
    private var fullAt: Int64

    /// A full bucket.
    /// - Parameter interval: milliseconds in which one token drips into it.
    package init(capacity: Int, interval: Int64) {
        self.init(capacity: capacity, microseconds: interval * 1_000)
    }

    /// A full bucket into which so many tokens drip in a minute, up to a million in a second.
    package init(capacity: Int, perMinute: Int) {
        self.init(capacity: capacity, microseconds: 60_000_000 / Int64(max(1, perMinute)))
    }

    private init(capacity: Int, microseconds: Int64) {
        self.capacity = max(1, capacity)
        interval = max(1, microseconds)
        fullAt = .min / 2
    }

    /// Takes a token.
    /// - Returns: `nil` when there was one; otherwise how many milliseconds until there is.
    package mutating func take(now: Timestamp) -> Int64? {
        let now = now.milliseconds * 1_000
        let next = max(fullAt, now) + interval
        let wait = next - now - Int64(capacity) * interval
        guard wait <= 0 else { return (wait + 999) / 1_000 }
        fullAt = next
        return nil
    }

    /// Whether forgetting it would change nothing.
    package func isFull(now: Timestamp) -> Bool { fullAt <= now.milliseconds * 1_000 }
}
