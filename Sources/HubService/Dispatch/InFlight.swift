import Synchronization

/// Counts the carriages in flight, up to a limit.
final class InFlight: Sendable {
    private let limit: Int
    private let count = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// How many more may begin.
    var free: Int { count.withLock { max(0, limit - $0) } }

    func begin() { count.withLock { $0 += 1 } }

    func end() { count.withLock { $0 -= 1 } }
}
