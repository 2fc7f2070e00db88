import Synchronization

/// Lets whoever waits for a long piece of work end it.
final class Halt: Sendable {
    private struct State {
        var isCalled = false
        var interrupts: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Ends what is going on, and what would begin.
    func call() {
        let interrupts = state.withLock { state in
            state.isCalled = true
            return state.interrupts
        }
        for interrupt in interrupts { interrupt() }
    }

    /// - Throws: `CancellationError` once it was called.
    func check() throws {
        if state.withLock({ $0.isCalled }) { throw CancellationError() }
    }

    /// Has a statement that runs for long end early, too.
    func onCall(_ interrupt: @escaping @Sendable () -> Void) {
        state.withLock { $0.interrupts.append(interrupt) }
    }

    /// Does a long piece of work on a thread of its own, and ends it when the task is cancelled.
    static func apart<Value: Sendable>(
        _ work: @escaping @Sendable (Halt) throws -> Value
    ) async throws -> Value {
        let halt = Halt()
        return try await withTaskCancellationHandler {
            do {
                return try await SQLiteStore.apart { try work(halt) }
            } catch {
                // An interrupted statement says so in its own way.
                try Task.checkCancellation()
                throw error
            }
        } onCancel: {
            halt.call()
        }
    }
}
