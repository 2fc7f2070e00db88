import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import SignedXML

/// Calls webhooks: one signed POST for each piece of news, to the address that was judged, following nobody elsewhere.
package struct WebhookCaller: Sendable {
    let settings: PushSettings
    private let store: any Store
    private let clock: HubClock

    package init(store: any Store, settings: PushSettings, clock: HubClock) {
        self.store = store
        self.settings = settings
        self.clock = clock
    }

    /// - Parameter id: stays the same through all attempts.
    /// - Throws: ``StoreError`` when the secrets cannot be read; whatever the receiver does is a ``Carriage``.
    package func call(_ webhook: Webhook, with event: PushEvent, id: String) async throws -> Carriage {
        let secrets = try await store.secrets(of: webhook.id, now: clock.now())
        do {
            let address = try WebhookAddress(webhook.url, settings)
            let target = try await address.resolved(settings)
            let request = request(to: address, event, id: id, secrets, trace: try await trace(of: event))
            return try await HTTPClient.withHTTPClient(configuration: try configuration(address, target)) { client in
                let response = try await client.execute(request, timeout: TimeAmount(settings.timeout))
                return Carriage(response)
            }
        } catch let objection as WebhookAddress.Objection {
            return .refused(reason: objection.says.en)
        } catch {
            return .deferred(reason: plain(error), retryAfterMilliseconds: nil)
        }
    }

    /// A span of ours in the trace of the document that the news is about.
    private func trace(of event: PushEvent) async throws -> String? {
        guard let document = event.document else { return nil }
        let call = CallContext(document: document, keptTrace: try await store.trace(of: document))
        return CallContext.$current.withValue(call) { CallContext.headerOfChild }
    }

    private func request(
        to address: WebhookAddress, _ event: PushEvent, id: String, _ secrets: [String], trace: String?
    ) -> HTTPClientRequest {
        let body = WireJSON.encode(NewsOnTheWire(event, base: settings.publicAddress))
        let seconds = clock.now().milliseconds / 1000
        var request = HTTPClientRequest(url: address.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "LienThong/\(Hub.version)")
        if let trace { request.headers.add(name: CallContext.headerName, value: trace) }
        request.headers.add(name: "webhook-id", value: id)
        request.headers.add(name: "webhook-timestamp", value: "\(seconds)")
        request.headers.add(
            name: "webhook-signature",
            value: WebhookSignature.header(
                id: id, seconds: seconds, body: Array(body.readableBytesView), secrets: secrets))
        request.body = .bytes(body)
        return request
    }

    /// A client for one call, bound to the address that was judged.
    private func configuration(_ address: WebhookAddress, _ target: String) throws -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration.forStrangers(
            timeout: settings.timeout, authorities: settings.authorities)
        if target != address.host { configuration.dnsOverride = [address.host: target] }
        return configuration
    }
}

extension Carriage {
    /// What the receiver's answer means: 2xx is taken, 410 means never again, everything else means later.
    fileprivate init(_ response: HTTPClientResponse) {
        switch response.status.code {
        case 200..<300: self = .delivered(reference: nil)
        case 410: self = .refused(reason: "HTTP 410")
        default:
            self = .deferred(
                reason: "HTTP \(response.status.code)", retryAfterMilliseconds: response.retryAfterMilliseconds)
        }
    }
}
