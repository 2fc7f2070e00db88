import Dispatch
import Synchronization

/// Hands what one thread makes to another, in order; so much lies on it at most, so that neither runs far ahead.
final class Conveyor<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var end: Result<Void, any Error>?
        var isAbandoned = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: 0)

    init(room: Int) {
        for _ in 0..<room { free.signal() }
    }

    /// Waits for room.
    /// - Returns: false when nobody takes any more.
    func put(_ item: Item) -> Bool {
        free.wait()
        let isWanted = state.withLock { state in
            if !state.isAbandoned { state.items.append(item) }
            return !state.isAbandoned
        }
        filled.signal()
        return isWanted
    }

    /// Nothing comes any more.
    func end(_ end: Result<Void, any Error>) {
        state.withLock { $0.end = end }
        filled.signal()
    }

    /// Waits for the next; `nil` at the end.
    /// - Throws: that with which it was ended.
    func take() throws -> Item? {
        filled.wait()
        let (item, end) = state.withLock { state in
            (state.items.isEmpty ? nil : state.items.removeFirst(), state.end)
        }
        free.signal()
        if let item { return item }
        try end?.get()
        return nil
    }

    /// Nobody takes any more: whoever waits for room learns it.
    func abandon() {
        state.withLock { $0.isAbandoned = true }
        free.signal()
    }
}
