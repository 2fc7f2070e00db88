import Crypto
import Foundation
import HubCore
import HubStore
import SignedXML

/// Tokens and webhooks: made here, shown once, kept as digest or sealed.
extension OperatorDesk {
    func perform(_ act: TokenAct, by: String, now: Timestamp) async throws -> OperatorReply {
        switch act {
        case .add(let agency, let name, let scopes, let expiresAt):
            return try await addToken(agency, name, scopes, expiresAt, by: by, now: now)
        case .list(let agency): return .access(.tokens(try await store.tokens(of: agency)))
        case .revoke(let id):
            try await store.revoke(token: id, by: by, now: now)
            return .access(.done)
        }
    }

    private func addToken(
        _ agency: String, _ name: String, _ scopes: [Scope], _ expiresAt: Timestamp?, by: String, now: Timestamp
    ) async throws -> OperatorReply {
        guard let agency = try await store.agency(agency) else { throw Self.unknown(agency) }
        if let expiresAt, expiresAt <= now {
            return .refused(vi: "Hạn dùng đã qua.", en: "The token would have expired already.")
        }
        var generator = SystemRandomNumberGenerator()
        let token = AgencyToken(
            id: TokenID(at: now, using: &generator), agency: agency.id, name: name, scopes: scopes, createdAt: now,
            expiresAt: expiresAt)
        let secret = Self.makeToken(using: &generator)
        try await store.add(
            token: token, sha256: Array(SHA256.hash(data: Array(secret.utf8))), by: by, now: now)
        return .access(.token(token, secret: secret))
    }

    /// 256 random bits, marked so that a scanner of leaked secrets knows them.
    private static func makeToken(using generator: inout some RandomNumberGenerator) -> String {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return "lienthong_" + bytes.hexadecimal
    }

    func perform(_ act: WebhookAct, by: String, now: Timestamp) async throws -> OperatorReply {
        switch act {
        case .add(let agency, let url, let filter):
            return try await addWebhook(agency, url, filter, by: by, now: now)
        case .list(let agency): return .access(.webhooks(try await store.webhooks(of: agency)))
        case .ping(let id): return .access(.pinged(failure: try await ping(id, now: now)))
        case .disable(let id, let reason):
            try await store.change(webhook: id, to: .suspend(reason: reason), by: by, now: now)
        case .enable(let id): try await store.change(webhook: id, to: .resume, by: by, now: now)
        case .remove(let id): try await store.change(webhook: id, to: .remove, by: by, now: now)
        case .renewSecret(let id):
            let webhook = try await known(id)
            var generator = SystemRandomNumberGenerator()
            let secret = WebhookSignature.makeSecret(using: &generator)
            try await store.put(
                webhook: webhook, secret: secret, overlap: caller.settings.secretOverlap.milliseconds, by: by, now: now)
            return .access(.webhook(webhook, secret: secret))
        }
        return .access(.done)
    }

    private func addWebhook(
        _ agency: String, _ url: String, _ filter: PushFilter, by: String, now: Timestamp
    ) async throws -> OperatorReply {
        guard let agency = try await store.agency(agency) else { throw Self.unknown(agency) }
        do {
            _ = try WebhookAddress(url, caller.settings)
        } catch {
            return .refused(vi: error.says.vi, en: error.says.en)
        }
        var generator = SystemRandomNumberGenerator()
        let webhook = Webhook(
            id: WebhookID(at: now, using: &generator), agency: agency.id, url: url, filter: filter, createdAt: now)
        let secret = WebhookSignature.makeSecret(using: &generator)
        try await store.put(webhook: webhook, secret: secret, overlap: 0, by: by, now: now)
        return .access(.webhook(webhook, secret: secret))
    }

    /// - Returns: why it was not taken; `nil` when it was.
    private func ping(_ id: WebhookID, now: Timestamp) async throws -> String? {
        let webhook = try await known(id)
        let event = PushEvent(.ping, at: now, agency: webhook.agency)
        let name = "msg_ping_" + UUID().uuidString.lowercased()
        switch try await caller.call(webhook, with: event, id: name) {
        case .delivered: return nil
        case .deferred(let reason, _, _), .refused(let reason): return reason
        }
    }

    private func known(_ id: WebhookID) async throws -> Webhook {
        guard let webhook = try await store.webhook(id) else {
            throw StoreError(.inconsistent, "there is no webhook \(id.text)")
        }
        return webhook
    }

    private static func unknown(_ agency: String) -> StoreError {
        StoreError(.inconsistent, "the agency \(agency) is unknown")
    }
}
