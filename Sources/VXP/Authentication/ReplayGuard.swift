/// Remembers the calls made of late, so that none is accepted twice.
///
/// A call needs remembering only while its timestamp is fresh. Memory is bounded per system, so that one system's flood
/// costs no other: a system that makes more calls than fit loses its oldest second, and from then on its calls of
/// that second or before are refused as replayed, which narrows its tolerance but never lets a call through twice.
/// It forgets with its process; what ``remember(system:key:timestampMilliseconds:nowMilliseconds:)`` is told of calls before
/// that, it knows.
package struct ReplayGuard: Sendable {
    private let toleranceMilliseconds: Int64
    private let capacityPerSystem: Int
    private var systems: [String: Memory] = [:]

    package init(toleranceMilliseconds: Int64, capacityPerSystem: Int = 200_000) {
        self.toleranceMilliseconds = toleranceMilliseconds
        self.capacityPerSystem = max(1, capacityPerSystem)
    }

    /// Whether a call is made for the first time; remembers it.
    package mutating func admit(_ call: VerifiedCall, nowMilliseconds: Int64) -> Bool {
        remember(
            system: call.systemID, key: call.replayKey, timestampMilliseconds: call.timestampMilliseconds,
            nowMilliseconds: nowMilliseconds)
    }

    /// Remembers a call by what names it.
    /// - Parameter key: ``VerifiedCall/replayKey``.
    /// - Returns: whether it is new; also false for one that is no longer fresh.
    @discardableResult
    package mutating func remember(
        system: String, key: [UInt8], timestampMilliseconds: Int64, nowMilliseconds: Int64
    ) -> Bool {
        guard key.count == VerifiedCall.replayKeyLength else { return false }
        return systems[system, default: Memory()].admit(
            Memory.Key(key), ofSecond: timestampMilliseconds / 1000,
            horizon: (nowMilliseconds - toleranceMilliseconds) / 1000, capacity: capacityPerSystem)
    }

    /// Calls remembered, of all systems.
    var count: Int { systems.values.reduce(0) { $0 + $1.count } }

    /// One system's calls, by the second of their timestamp.
    private struct Memory {
        typealias Key = SIMD16<UInt8>

        var seconds: [Int64: Set<Key>] = [:]
        var count = 0
        /// Calls of this second or before are no longer remembered one by one.
        var forgotten = Int64.min

        mutating func admit(_ key: Key, ofSecond second: Int64, horizon: Int64, capacity: Int) -> Bool {
            if horizon - 1 > forgotten { forget(through: horizon - 1) }
            guard second > forgotten, seconds[second, default: []].insert(key).inserted else { return false }
            count += 1
            while count > capacity, let oldest = seconds.keys.min() { forget(through: oldest) }
            return true
        }

        private mutating func forget(through second: Int64) {
            forgotten = second
            for old in seconds.keys.filter({ $0 <= second }) {
                count -= seconds.removeValue(forKey: old)?.count ?? 0
            }
        }
    }
}
