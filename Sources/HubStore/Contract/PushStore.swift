import HubCore

/// Webhooks, and the news on their way to them. News are written by the fact they tell of, in its own transaction.
package protocol PushStore: Sendable {
    /// Adds a webhook or changes it.
    /// - Parameter secret: the key that signs from now on, to be sealed; `nil` leaves it as it is.
    /// - Parameter overlap: how long the secret before goes on signing beside the new one, in milliseconds.
    /// - Throws: ``StoreError/Code/inconsistent`` when its agency is unknown.
    func put(
        webhook: Webhook, secret: String?, overlap: Int64, by: String, now: Timestamp
    ) async throws

    /// Stops, resumes or removes one. What waits for a removed one is gone; all else goes on waiting.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is no such webhook.
    func change(webhook: WebhookID, to change: WebhookChange, by: String, now: Timestamp) async throws

    func webhook(_ id: WebhookID) async throws -> Webhook?

    /// An agency's webhooks, or all of them, oldest first, without removed ones.
    func webhooks(of agency: String?) async throws -> [WebhookStanding]

    /// The secrets that sign at `now`, the newest first.
    func secrets(of webhook: WebhookID, now: Timestamp) async throws -> [String]

    // MARK: The way out

    /// Leases news that are due: for each webhook in the order they arose, at most `perWebhook` at once (one alone while it
    /// fails), and never two about one document. News older than `expiry` (milliseconds) are counted and dropped.
    func claimNews(
        limit: Int, perWebhook: Int, owner: String, until: Timestamp, expiry: Int64, now: Timestamp
    ) async throws -> [News]

    func extend(_ news: News, until: Timestamp) async throws -> Settlement

    /// Records what came of an attempt. *Refused* and *abandoned* suspend the webhook, and what waits for it goes on waiting.
    func settle(_ news: News, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement

    /// When something is next to be sent; `nil` when nothing is.
    func nextNewsDue() async throws -> Timestamp?
}

/// What is done to a webhook that is there.
package enum WebhookChange: Sendable, Hashable {
    case suspend(reason: String)
    case resume
    case remove
}

/// A webhook and how it goes with it.
package struct WebhookStanding: Sendable, Hashable, Codable {
    package let webhook: Webhook
    package let waiting: Int
    package let delivered: Int
    /// Dropped since they had waited too long.
    package let expired: Int
    /// Attempts that failed since the last success.
    package let failures: Int
    package let failingSince: Timestamp?
    package let lastDeliveredAt: Timestamp?
    package let lastFailure: String?
}

/// One piece of news that a courier holds.
package struct News: Sendable {
    /// Stays the same through all attempts; the receiver knows a repeat by it.
    package let id: String
    package let webhook: Webhook
    package let event: PushEvent
    /// Counts this attempt among those since the webhook's last success.
    package let attempt: Int
    /// Since when the webhook fails; when it does not, since when the news waits.
    package let openSince: Timestamp
    package let owner: String
    package let until: Timestamp
}
