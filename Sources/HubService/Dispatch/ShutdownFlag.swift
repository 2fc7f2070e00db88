import ServiceLifecycle
import Synchronization

/// Set once, when the hub is to stop; whoever sleeps on it wakes up.
final class ShutdownFlag: Sendable {
    private struct State {
        var isSet = false
        /// Of those who sleep: each has a stream of its own, since a stream ends for good with the first task that is
        /// cancelled while it waits for it.
        var sleepers: [Int: AsyncStream<Void>.Continuation] = [:]
        var sleepsBegun = 0
    }

    private let state = Mutex(State())

    /// Also when the task that asks has been cancelled: then every wait is over at once, and a loop would run hot.
    var isSet: Bool { Task.isCancelled || state.withLock { $0.isSet } }

    func set() {
        state.withLock { $0.isSet = true }
        wake()
    }

    /// Ends the sleep of those who sleep now.
    func wake() {
        for sleeper in state.withLock({ $0.sleepers.values.map(\.self) }) { sleeper.finish() }
    }

    /// Returns when the flag is set, when somebody wakes it, or after the time.
    func wait(for time: Duration) async {
        let (alarm, continuation) = AsyncStream.makeStream(of: Void.self)
        let place = state.withLock { state in
            state.sleepsBegun += 1
            state.sleepers[state.sleepsBegun] = continuation
            if state.isSet { continuation.finish() }
            return state.sleepsBegun
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in alarm {} }
            group.addTask {
                // Cancelled means that the flag was set, or that nobody waits any more.
                try? await Task.sleep(for: time)
            }
            await group.next()
            group.cancelAll()
        }
        state.withLock { _ = $0.sleepers.removeValue(forKey: place) }
    }
}

extension ShutdownFlag {
    /// Goes round until a graceful shutdown, or until its task is cancelled, with a wait after each round. The round at hand is
    /// finished first.
    /// - Parameter round: given the flag, so that a long one can stop between two of its steps.
    static func rounds(every interval: Duration, _ round: (ShutdownFlag) async throws -> Void) async throws {
        try await rounds { stopped in
            try await round(stopped)
            return interval
        }
    }

    /// The same, with a wait that each round decides.
    /// - Parameter round: returns how long to wait; `nil` when it was the last.
    static func rounds(_ round: (ShutdownFlag) async throws -> Duration?) async throws {
        let stopped = ShutdownFlag()
        try await withGracefulShutdownHandler {
            while !stopped.isSet {
                guard let wait = try await round(stopped) else { return }
                await stopped.wait(for: wait)
            }
        } onGracefulShutdown: {
            stopped.set()
        }
    }
}
