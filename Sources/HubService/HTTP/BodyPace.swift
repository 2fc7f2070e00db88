import NIOCore

/// How fast one request's body arrives, counting only the time the hub spends waiting for it: a pure value, told the time.
struct BodyPace {
    /// The length of the window over which the minimum rate is asked for.
    static let window = TimeAmount.seconds(10)

    private(set) var received = 0
    private var waitingSince: NIODeadline?
    private var waited = TimeAmount.zero
    private var waitedInWindow = TimeAmount.zero
    private var receivedInWindow = 0

    /// The hub asks for more.
    mutating func asked(at now: NIODeadline) {
        waitingSince = waitingSince ?? now
    }

    /// Bytes of the body have come.
    mutating func came(_ bytes: Int, at now: NIODeadline) {
        settle(now)
        waitingSince = nil
        received += bytes
        receivedInWindow += bytes
    }

    /// Whether the body is slower than `limits` allow.
    mutating func isTooSlow(at now: NIODeadline, _ limits: HTTPLimits) -> Bool {
        settle(now)
        if waited > TimeAmount(limits.bodyDeadline) { return true }
        guard waitedInWindow >= Self.window else { return false }
        let due = Int(waitedInWindow.nanoseconds / 1_000_000) * limits.minBodyRate / 1000
        if receivedInWindow < due { return true }
        waitedInWindow = .zero
        receivedInWindow = 0
        return false
    }

    private mutating func settle(_ now: NIODeadline) {
        guard let since = waitingSince else { return }
        waited = waited + (now - since)
        waitedInWindow = waitedInWindow + (now - since)
        waitingSince = now
    }
}
