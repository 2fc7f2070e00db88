/// Holds one request inside its route until the test lets it go.
final class Turnstile: Sendable {
    private let entries: AsyncStream<Void>
    private let entry: AsyncStream<Void>.Continuation
    private let openings: AsyncStream<Void>
    private let opening: AsyncStream<Void>.Continuation

    init() {
        (entries, entry) = AsyncStream.makeStream()
        (openings, opening) = AsyncStream.makeStream()
    }

    /// For the route: says that the request is in, and waits to be let go.
    func pass() async {
        entry.yield()
        for await _ in openings.prefix(1) {}
    }

    /// For the test: waits until a request is in.
    func entered() async {
        for await _ in entries.prefix(1) {}
    }

    func open() { opening.yield() }
}
