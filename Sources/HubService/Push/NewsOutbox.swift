import HubCore
import HubStore
import Logging

/// The news that wait for webhooks.
package struct NewsOutbox: Outbox {
    private let store: any Store
    private let caller: WebhookCaller

    package init(store: any Store, caller: WebhookCaller) {
        self.store = store
        self.caller = caller
    }

    package func wakeUps() -> AsyncStream<Void> { store.wakeUps() }

    /// Webhooks take their turns in the store, which keeps each one's failures.
    package func claim(
        _ places: DestinationHealth.Places, _ turns: inout Turns, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [News] {
        try await store.claimNews(
            limit: places.all, perWebhook: caller.settings.perWebhook, owner: owner, until: until,
            expiry: caller.settings.keep.milliseconds, now: now)
    }

    package func extend(_ news: News, until: Timestamp) async throws -> Settlement {
        try await store.extend(news, until: until)
    }

    package func carry(_ news: News) async throws -> Carriage {
        try await caller.call(news.webhook, with: news.event, id: news.id)
    }

    /// One webhook's failure is not another's.
    package func sign(of carriage: Carriage) -> DestinationHealth.Sign { .nothing }

    package func settle(_ news: News, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        try await store.settle(news, outcome, now: now)
    }

    package func nextDue(in places: DestinationHealth.Places) async throws -> Timestamp? {
        try await store.nextNewsDue()
    }
}

extension News: DispatchedWork {
    package var isBulk: Bool { false }

    package var logged: Logger.Metadata {
        [
            "webhook": "\(webhook.id.text)", "agency": "\(webhook.agency)", "news": "\(id)",
            "topic": "\(event.topic.rawValue)",
        ]
    }
}
