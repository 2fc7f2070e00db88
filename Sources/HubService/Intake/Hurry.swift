import Dispatch
import HubCore
import Synchronization

/// Who is in a hurry now, so that ``WorkThreads/patient`` can stand aside.
final class Hurry: Sendable {
    private struct State {
        var courtesy = Courtesy()
        var standing = 0
    }

    private let state = Mutex(State())
    private let over = DispatchSemaphore(value: 0)

    /// Does something that others stand aside for.
    func hurrying<Value>(
        isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
    ) async rethrows -> Value {
        state.withLock { $0.courtesy.hurriedBegins() }
        defer {
            let standing = state.withLock { $0.courtesy.hurriedEnds() ? $0.standing : 0 }
            for _ in 0..<standing { over.signal() }
        }
        return try await work()
    }

    /// Whether anybody is in a hurry at this moment.
    var isOn: Bool { state.withLock { $0.courtesy.hurried > 0 } }

    /// Holds the calling thread, which has to be one of the patient, while others are in a hurry.
    /// - Parameter worked: how long the piece took that it has just done.
    func standAside(after worked: Duration) {
        let begun = ContinuousClock.now
        while let pause = state.withLock({ state in
            let pause = state.courtesy.pause(after: worked, stood: ContinuousClock.now - begun)
            if pause != nil { state.standing += 1 }
            return pause
        }) {
            _ = over.wait(timeout: .now() + .nanoseconds(Int(pause / .nanoseconds(1))))
            state.withLock { $0.standing -= 1 }
        }
    }
}
