/// What a ``WebhookID`` names: one address that an agency wants to be told things at.
package enum WebhookSubject {}
package typealias WebhookID = Identifier<WebhookSubject>

/// An address to which the hub brings news for one agency, without the secret that signs them.
package struct Webhook: Sendable, Hashable, Codable {
    package let id: WebhookID
    /// The agency whose news it is: its identifier in the register.
    package let agency: String
    package let url: String
    package let filter: PushFilter
    package let createdAt: Timestamp
    /// Set while nothing is sent: by an operator, or by the hub after sustained failure. News wait until it is `nil` again.
    package var suspension: Suspension?
    /// Taken away for good.
    package var removedAt: Timestamp?

    /// Why nothing is sent.
    package struct Suspension: Sendable, Hashable, Codable {
        package let since: Timestamp
        package let reason: String

        package init(since: Timestamp, reason: String) {
            self.since = since
            self.reason = reason.clipped(to: 500)
        }
    }

    package init(
        id: WebhookID, agency: String, url: String, filter: PushFilter = PushFilter(), createdAt: Timestamp,
        suspension: Suspension? = nil, removedAt: Timestamp? = nil
    ) {
        self.id = id
        self.agency = agency.canonicalIdentifier
        self.url = url
        self.filter = filter
        self.createdAt = createdAt
        self.suspension = suspension
        self.removedAt = removedAt
    }
}

/// A webhook was added, changed, suspended, resumed or removed. Says that its secret was set, never what it is.
package struct WebhookChanged: Sendable, Hashable, Codable {
    package let webhook: Webhook
    package let secretSet: Bool
    package let by: String

    package init(webhook: Webhook, secretSet: Bool, by: String) {
        self.webhook = webhook
        self.secretSet = secretSet
        self.by = by.clipped(to: 200)
    }
}
