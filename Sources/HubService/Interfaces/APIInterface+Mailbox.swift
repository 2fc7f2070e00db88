import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// The caller's mailboxes: list, fetch, acknowledge.
extension APIInterface {
    private struct MailboxReply: Encodable {
        let items: [Item]
        /// The `after` that continues the list; absent at its end.
        let next: Int64?

        struct Item: Encodable {
            let delivery: String
            let document: String
            let kind: String
            let from: String
            let fromName: String
            let to: String
            let state: String
            let code: String
            let subject: String
            let priority: Int
            let sha256: String
            let size: Int64
            let acceptedAt: Timestamp

            init(_ item: MailboxItem) {
                delivery = item.delivery.text
                document = item.document.text
                kind = item.kind.rawValue
                from = item.sender
                fromName = item.senderName
                to = item.recipient
                state = item.state.rawValue
                code = item.code
                subject = item.subject
                priority = item.priority
                sha256 = item.sha256
                size = item.size
                acceptedAt = item.acceptedAt
            }
        }
    }

    /// `?kind=document|status&after=&limit=&all=true`; oldest first, keyset paging.
    func getMailbox(_ call: Call) async throws -> Response {
        let query = call.request.uri.queryParameters
        let limit = min(max(query.get("limit", as: Int.self) ?? 100, 1), 1000)
        let items = try await store.mailbox(
            of: .centre(call.centre.id), kind: query.get("kind").flatMap(MessageFacts.Kind.init(rawValue:)),
            accepted: AcceptanceWindow(), openOnly: query.get("all") != "true",
            after: query.get("after", as: Int64.self) ?? 0, limit: limit)
        let reply = MailboxReply(
            items: items.map(MailboxReply.Item.init), next: items.count == limit ? items.last?.position : nil)
        return Response(reply, status: .ok)
    }

    /// The bytes received, untouched.
    func getContent(_ call: Call) async throws -> Response {
        let item = try await item(call)
        guard let payload = try await store.payload(item.sha256) else {
            throw StoreError(.payloadDamaged, "the payload of delivery \(item.delivery.text) is missing")
        }
        // Between looking and noting, its sender may have taken it back: then it is no longer here.
        if try await store.markFetched(item.delivery, by: call.centre.id, now: intake.clock.now()) == .unknown {
            throw Refusal(.notFound, APIRule.documentUnknown, ["id": item.delivery.text])
        }
        let body = ResponseBody(contentLength: Int(payload.size)) { writer in
            for try await piece in payload.pieces() { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/xml", .cacheControl: "no-store"], body: body)
    }

    private struct Word: Decodable {
        let status: String
        let description: String?
    }

    /// `{"status": "done" | "fail" | "processing", "description": …}`
    func acknowledge(_ call: Call) async throws -> Response {
        let item = try await item(call)
        let body = try await CappedBody(call.request, cap: 16_384).collected()
        guard let stated = WireJSON.decode(Word.self, from: body), let word = Acknowledgement(rawValue: stated.status)
        else {
            throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "{\"status\": \"done|fail|processing\"}"])
        }
        let outcome = try await store.acknowledge(
            item.delivery, word, description: stated.description, by: call.centre.id, now: intake.clock.now())
        if case .contradicts(let state) = outcome {
            throw Refusal(.conflict, HTTPRule.badRequest, ["what": "\(stated.status), \(state.rawValue)"])
        }
        return Response(status: .noContent)
    }

    private func item(_ call: Call) async throws -> MailboxItem {
        let stated = call.context.parameters.get("delivery") ?? ""
        guard let id = DeliveryID(stated), let item = try await store.mailboxItem(id),
            item.recipientCentre?.canonicalIdentifier == call.centre.id.canonicalIdentifier
        else { throw Refusal(.notFound, APIRule.documentUnknown, ["id": String(stated.prefix(64))]) }
        return item
    }
}
