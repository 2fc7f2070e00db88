import HubCore
import HubStore
import SignedXML

/// What an operator can ask about tokens.
package enum TokenAct: Codable, Sendable {
    case add(agency: String, name: String, scopes: [Scope], expiresAt: Timestamp?)
    case list(agency: String?)
    case revoke(TokenID)
}

/// What an operator can ask about webhooks.
package enum WebhookAct: Codable, Sendable {
    case add(agency: String, url: String, filter: PushFilter)
    case list(agency: String?)
    /// Calls it at once, whatever its state.
    case ping(WebhookID)
    case disable(WebhookID, reason: String)
    case enable(WebhookID)
    case remove(WebhookID)
    /// The secret before goes on signing for a while.
    case renewSecret(WebhookID)
}

/// What came of these.
package enum AccessReply: Codable, Sendable {
    /// The token itself is said once, here.
    case token(AgencyToken, secret: String)
    case tokens([AgencyToken])
    /// The secret is said once, here.
    case webhook(Webhook, secret: String)
    case webhooks([WebhookStanding])
    /// `nil` when the receiver took it.
    case pinged(failure: String?)
    case done
}
