import HubCore
import Synchronization

/// Where messages whose bytes have all come stand until they are inspected, judged and committed: so many at once, shared among
/// those who send (``SharedPlaces``). Who floods the hub waits in a line of his own.
///
/// Nobody holds a place while the hub waits for him.
final class IntakeLine: Sendable {
    /// Enough for the commits to be shared by many; few enough that whoever comes next is soon through.
    private static let places = 32
    private static let mostWaiting = 512

    private let state = Mutex(
        SharedPlaces<CheckedContinuation<Bool, Never>>(places: IntakeLine.places, mostWaiting: IntakeLine.mostWaiting))

    /// Returns when the caller has a place, which ``leave(_:at:)`` gives back.
    /// - Returns: false when too many of the same caller wait already; then it has none.
    func enter(_ caller: String, _ clock: HubClock) async -> Bool {
        if state.withLock({ $0.goesOn(caller, at: clock.now()) }) { return true }
        return await withCheckedContinuation { continuation in
            switch state.withLock({ $0.enter(caller, at: clock.now(), continuation) }) {
            case .waits: break
            case .goesOn: continuation.resume(returning: true)
            case .turnedAway: continuation.resume(returning: false)
            }
        }
    }

    func leave(_ caller: String, _ clock: HubClock) {
        for next in state.withLock({ $0.leave(caller, at: clock.now()) }) { next.resume(returning: true) }
    }
}

extension Origin {
    /// Under which name it stands in line.
    var inLine: String? {
        switch self {
        case .centre(let id): "centre \(id)"
        case .agency(let id, _): "agency \(id)"
        case .axis: "axis"
        case .hub: nil
        }
    }
}
