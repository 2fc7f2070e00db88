import Synchronization

/// Set once, when the hub is to stop; whoever sleeps on it wakes up.
final class ShutdownFlag: Sendable {
    private struct State {
        var isSet = false
        var next = 0
        var waiters: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// Also when the task that asks has been cancelled: then every wait is over at once, and a loop would run hot.
    var isSet: Bool { Task.isCancelled || state.withLock { $0.isSet } }

    func set() {
        let waiters = state.withLock { state in
            state.isSet = true
            return state.waiters
        }
        for waiter in waiters.values { waiter.finish() }
    }

    /// Returns when the flag is set, or after the time.
    func wait(for time: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.untilSet() }
            group.addTask {
                // Cancelled means that the flag was set, or that nobody waits any more.
                try? await Task.sleep(for: time)
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Every wait has a stream of its own: one that is cancelled ends its stream for good, and with a stream for all of them
    /// every later wait would be over at once.
    private func untilSet() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let number = state.withLock { state -> Int? in
            guard !state.isSet else { return nil }
            state.next += 1
            state.waiters[state.next] = continuation
            return state.next
        }
        guard let number else { return }
        for await _ in stream {}
        state.withLock { _ = $0.waiters.removeValue(forKey: number) }
    }
}
