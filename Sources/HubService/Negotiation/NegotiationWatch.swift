import HubCore
import HubStore
import Logging
import ServiceLifecycle

/// Gives up waiting for answers whose time is over.
struct NegotiationWatch: Service {
    let store: any Store
    let answerWithin: Duration
    let clock: HubClock
    let logger: Logger
    /// How often it looks.
    var interval = Duration.seconds(30)

    /// Those given up in one commit.
    private static let batch = 500

    func run() async throws {
        try await ShutdownFlag.rounds(every: interval) { _ in try await look() }
    }

    func look() async throws {
        let now = clock.now()
        let limit = now.adding(milliseconds: -answerWithin.milliseconds)
        while true {
            let count = try await store.giveUpWaiting(askedBefore: limit, limit: Self.batch, now: now)
            if count > 0 { logger.notice("requests were not answered in time", metadata: ["count": "\(count)"]) }
            if count < Self.batch { return }
        }
    }
}
