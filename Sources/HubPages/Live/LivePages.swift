import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Tells open pages that what they show has changed (server-sent events, HTML Living Standard §9.2). They say no more than that:
/// the page then asks again as itself, and gets what its session may see.
struct LivePages: Sendable {
    let desk: PageDesk

    /// How long one connection lasts: the next one shows its session anew.
    private static let life = Duration.seconds(300)
    /// So often something is said, so that a dead connection is noticed on both sides.
    private static let beat = Duration.seconds(15)

    func add(to pages: PageRouter) {
        pages.get("live", for: .person) { page in
            let own = Set(page.visitor?.account.grants.compactMap(\.agency) ?? [])
            let isEverybodys = own.isEmpty
            let news = desk.listing.listingNews()
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
                    let events = Self.events(news) { isEverybodys || !own.isDisjoint(with: $0) }
                    // A hub that stops does not wait for pages that are only looked at.
                    for try await event in events.cancelOnGracefulShutdown() {
                        try await writer.write(ByteBuffer(string: event))
                    }
                    try await writer.finish(nil)
                })
        }
    }

    /// What is written, until the connection's life is over.
    private static func events(
        _ news: AsyncStream<Set<String>>, _ concerns: @escaping @Sendable (Set<String>) -> Bool
    ) -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(8)) { events in
            let work = Task {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await agencies in news where concerns(agencies) {
                            events.yield("event: changed\ndata: \n\n")
                        }
                    }
                    group.addTask {
                        let clock = ContinuousClock()
                        let end = clock.now + life
                        do {
                            while clock.now < end {
                                try await clock.sleep(for: beat)
                                events.yield(": \n\n")
                            }
                        } catch {
                            // Cancelled: the page is gone.
                        }
                    }
                    await group.next()
                    group.cancelAll()
                }
                events.finish()
            }
            events.onTermination = { _ in work.cancel() }
        }
    }
}
