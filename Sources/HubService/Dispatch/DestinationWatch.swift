import HubCore
import Synchronization

/// The health of one destination, kept by whoever sends there and seen by whoever tells of it. Forgotten with the process: a
/// hub that starts presumes nothing of its destinations, and lets one packet show how they are.
package final class DestinationWatch: Sendable {
    private let state: Mutex<DestinationHealth>

    /// - Parameters:
    ///   - concurrency: the most that may be on its way at once.
    ///   - isProven: true where what is sent says nothing of a destination as a whole, so that nothing can be proven.
    package init(concurrency: Int, breaker: Breaker.Settings = Breaker.Settings(), isProven: Bool = false) {
        state = Mutex(DestinationHealth(cap: concurrency, breaker: breaker, isProven: isProven))
    }

    package var health: DestinationHealth { state.withLock { $0 } }

    func began(
        isBulk: Bool, isUrgent: Bool = false, to recipients: Set<String> = [], at now: Timestamp
    ) -> DestinationHealth.Carriage {
        state.withLock { $0.began(isBulk: isBulk, isUrgent: isUrgent, to: recipients, at: now) }
    }

    /// - Returns: what that changed between the destination and the hub.
    func ended(_ carriage: DestinationHealth.Carriage, _ sign: DestinationHealth.Sign, at now: Timestamp) -> Turning? {
        state.withLock { health in
            let before = health.breaker.opening
            health.ended(carriage, sign, at: now)
            return switch (before, health.breaker.opening) {
            case (nil, let opening?): .gaveWay(opening)
            case (let opening?, nil): .recovered(after: opening)
            default: nil
            }
        }
    }

    /// When it goes another way with a destination.
    enum Turning: Sendable {
        case gaveWay(Breaker.Opening)
        case recovered(after: Breaker.Opening)
    }
}

extension DestinationWatch {
    convenience init(_ settings: HubConfiguration.Dispatch) {
        self.init(
            concurrency: settings.concurrency,
            breaker: Breaker.Settings(
                failures: settings.breakerFailures, firstProbe: settings.backoffBase.milliseconds,
                longestProbe: settings.probeCap.milliseconds))
    }
}
