import Synchronization

/// Tells whoever listens whose lists have changed. What a listener has not taken yet merges with what comes.
final class ListingBroadcast: Sendable {
    private struct Listeners {
        var next = 0
        var continuations: [Int: AsyncStream<Set<String>>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    func listen() -> AsyncStream<Set<String>> {
        let (stream, continuation) = AsyncStream.makeStream(of: Set<String>.self, bufferingPolicy: .bufferingNewest(1))
        let number = listeners.withLock { listeners in
            listeners.next += 1
            listeners.continuations[listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { _ = $0.continuations.removeValue(forKey: number) }
        }
        return stream
    }

    func tell(_ agencies: Set<String>) {
        guard !agencies.isEmpty else { return }
        for continuation in listeners.withLock({ Array($0.continuations.values) }) {
            // What it had not taken comes with what is new: told twice at worst, lost never.
            guard case .dropped(let untaken) = continuation.yield(agencies) else { continue }
            continuation.yield(agencies.union(untaken))
        }
    }

    /// Ends all streams.
    func silence() {
        for continuation in listeners.withLock({ Array($0.continuations.values) }) { continuation.finish() }
    }
}
