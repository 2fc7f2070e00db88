import Synchronization

/// Holds the trust that counts now.
///
/// Whoever judges takes ``current`` for one document and uses nothing else for it. When ``replace(by:at:)`` has returned, every
/// judgement begun later rests on the new trust: the verdicts cached under the old one went with it.
package final class TrustKeeper: Sendable {
    private struct State {
        var store: TrustStore
        var loadedAt: Int64
        var failure: TrustReport.Failure?
    }

    private let state: Mutex<State>

    /// - Parameter time: seconds since 1970.
    package init(_ store: TrustStore, at time: Int64) {
        state = Mutex(State(store: store, loadedAt: time, failure: nil))
    }

    package var current: TrustStore { state.withLock { $0.store } }

    package func replace(by store: TrustStore, at time: Int64) {
        state.withLock { $0 = State(store: store, loadedAt: time, failure: nil) }
    }

    /// Notes that a new trust could not be read: the old one goes on, and ``report(at:)`` says since when.
    package func keepOld(because reason: String, at time: Int64) {
        state.withLock { $0.failure = TrustReport.Failure(reason: reason, since: $0.failure?.since ?? time) }
    }

    /// - Parameter time: seconds since 1970.
    package func report(at time: Int64) -> TrustReport {
        let state = state.withLock { $0 }
        return TrustReport(state.store, loadedAt: state.loadedAt, failure: state.failure, at: time)
    }
}
