import Synchronization

/// How many connections a listener has open, in all and for each peer.
final class ConnectionLedger: Sendable {
    private struct Open {
        var all = 0
        var byPeer: [String: Int] = [:]
    }

    private let open = Mutex(Open())
    private let limits: HTTPLimits

    init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Enters a connection. One that is over a limit is entered too: it is told so, then closed.
    /// - Returns: whether it is within the limits.
    func enter(_ peer: String) -> Bool {
        open.withLock { open in
            open.all += 1
            open.byPeer[peer, default: 0] += 1
            return open.all <= limits.maxConnections && open.byPeer[peer, default: 0] <= limits.maxConnectionsPerPeer
        }
    }

    /// Strikes a connection out. Every ``enter(_:)`` is followed by exactly one.
    func leave(_ peer: String) {
        open.withLock { open in
            open.all -= 1
            let left = (open.byPeer[peer] ?? 1) - 1
            open.byPeer[peer] = left > 0 ? left : nil
        }
    }

    var count: Int { open.withLock { $0.all } }
}
