import Synchronization

/// How much waits to be written, and how much may: what comes beyond is turned away, so that a burst that the disk cannot
/// follow costs the senders a moment's wait and the hub no memory.
package final class WriteQueue: Sendable {
    package struct Limits: Sendable, Hashable {
        /// Writes that wait or are being written.
        package var writes = 1024
        /// Bytes of documents among them that are held in memory.
        package var bytes: Int64 = 64 << 20

        package init() {}
    }

    /// What waits now.
    package struct Standing: Sendable, Hashable {
        package fileprivate(set) var writes = 0
        package fileprivate(set) var bytes: Int64 = 0
    }

    package let limits: Limits
    private let waiting = Mutex(Standing())

    package init(limits: Limits) { self.limits = limits }

    package var standing: Standing { waiting.withLock { $0 } }

    /// Whether another document may be begun. What is said may be over a moment later: ``enter(bytes:)`` is what holds.
    package var hasRoom: Bool { waiting.withLock { mayGrow($0) } }

    private func mayGrow(_ standing: Standing) -> Bool {
        standing.writes < limits.writes && standing.bytes < limits.bytes
    }

    /// Enters what came from outside.
    /// - Throws: ``StoreError/Code/overloaded``; then it has not entered.
    func enter(bytes: Int64) throws(StoreError) {
        let isIn = waiting.withLock { standing in
            guard mayGrow(standing) else { return false }
            standing.writes += 1
            standing.bytes += bytes
            return true
        }
        guard isIn else { throw StoreError(.overloaded, "more waits to be written than may") }
    }

    /// Enters what the hub itself has to write; it is bounded where it is begun.
    func enter() { waiting.withLock { $0.writes += 1 } }

    /// Every entering is followed by exactly one.
    func leave(bytes: Int64 = 0) {
        waiting.withLock { standing in
            standing.writes -= 1
            standing.bytes -= bytes
        }
    }
}
