import Synchronization

/// Set once, when the hub is to stop; whoever sleeps on it wakes up.
final class ShutdownFlag: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let state = Mutex(false)

    init() { (stream, continuation) = AsyncStream.makeStream() }

    /// Also when the task that asks has been cancelled: then every wait is over at once, and a loop would run hot.
    var isSet: Bool { Task.isCancelled || state.withLock { $0 } }

    func set() {
        state.withLock { $0 = true }
        continuation.finish()
    }

    /// Returns when the flag is set, or after the time.
    func wait(for time: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in self.stream {} }
            group.addTask {
                // Cancelled means that the flag was set, or that nobody waits any more.
                try? await Task.sleep(for: time)
            }
            await group.next()
            group.cancelAll()
        }
    }
}
