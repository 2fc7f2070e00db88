import Crypto
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import Logging
import NIOCore
import SignedXML

/// The caller's mailboxes: list, lock, fetch, acknowledge.
extension APIInterface {
    private struct Item: Encodable {
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
        /// While a worker holds it.
        let lockedUntil: Timestamp?

        init(_ item: MailboxItem, lockedUntil: Timestamp?) {
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
            self.lockedUntil = lockedUntil
        }
    }

    func listMailbox(_ call: APICall) async throws -> Response {
        let items = try await store.mailbox(
            of: call.caller.owner, kind: call[.kind].flatMap(MessageFacts.Kind.init), accepted: AcceptanceWindow(),
            openOnly: call[.all] != "true", after: call.cursorPosition ?? 0, limit: call.limit)
        let next = items.count == call.limit ? items.last.map { APICursor(at: $0.position) } : nil
        return Response(page: try await described(items), next: next, of: call)
    }

    func getMailboxItem(_ call: APICall) async throws -> Response {
        Response(try await described([item(call)])[0], status: .ok)
    }

    private func described(_ items: [MailboxItem]) async throws -> [Item] {
        let locks = try await store.locks(on: items.map(\.delivery), now: clock.now())
        return items.map { Item($0, lockedUntil: locks[$0.delivery]) }
    }

    func getMailboxContent(_ call: APICall) async throws -> Response {
        let item = try await item(call)
        let response = try await content(of: item.sha256, call)
        if call.request.method == .get, response.status == .ok {
            // Between looking and noting, its sender may have taken it back: then it is no longer here.
            if try await store.markFetched(item.delivery, by: call.caller.name, now: clock.now()) == .unknown {
                throw Refusal(.notFound, APIRule.deliveryUnknown, ["id": item.delivery.text])
            }
            let caller = try call.caller.name
            intake.logger.info("fetched", metadata: item.logged(by: caller))
        }
        return response
    }

    // MARK: Locks

    private struct Lock: Encodable {
        let lock: String
        let until: Timestamp
        let items: [Item]
    }

    func lockMailbox(_ call: APICall) async throws -> Response {
        try await keyed.answer(call, body: call.bodyDigest) { _ in
            let now = clock.now()
            var generator = SystemRandomNumberGenerator()
            let name = LockID(at: now, using: &generator)
            let until = now.adding(milliseconds: Int64(call.integer(.seconds)) * 1000)
            let items = try await store.lock(
                name, in: call.caller.owner, kind: call[.lockedKind].flatMap(MessageFacts.Kind.init),
                limit: call.integer(.most), holder: call.caller.name, until: until, now: now)
            return Response(
                Lock(lock: name.text, until: until, items: items.map { Item($0, lockedUntil: until) }),
                status: .created)
        }
    }

    private struct LockStanding: Encodable {
        let lock: String
        let until: Timestamp
        /// How many it holds.
        let items: Int
    }

    func prolongLock(_ call: APICall) async throws -> Response {
        let now = clock.now()
        let until = now.adding(milliseconds: Int64(call.integer(.seconds)) * 1000)
        let (name, count) = try await moveEnd(ofLockIn: call, to: until, now: now)
        return Response(LockStanding(lock: name.text, until: until, items: count), status: .ok)
    }

    func releaseLock(_ call: APICall) async throws -> Response {
        let now = clock.now()
        _ = try await moveEnd(ofLockIn: call, to: now, now: now)
        return Response(status: .noContent)
    }

    private func moveEnd(
        ofLockIn call: APICall, to until: Timestamp, now: Timestamp
    ) async throws -> (name: LockID, items: Int) {
        let stated = call[.lock] ?? ""
        guard let name = LockID(stated) else { throw Refusal(.notFound, APIRule.lockUnknown, ["id": stated]) }
        let count = try await store.prolong(name, holder: call.caller.name, until: until, now: now)
        guard count > 0 else { throw Refusal(.notFound, APIRule.lockUnknown, ["id": stated]) }
        return (name, count)
    }

    // MARK: Acknowledging

    func acknowledge(_ call: APICall) async throws -> Response {
        let item = try await item(call)
        guard let word = call[.word].flatMap(Acknowledgement.init(rawValue:)) else {
            throw Refusal(unfit: .word, call[.word] ?? "")
        }
        return try await keyed.answer(call, body: call.bodyDigest) { _ in
            let outcome = try await store.acknowledge(
                item.delivery, word, description: call[.reason],
                under: call.values[APIParameter.underLock.name].flatMap(LockID.init), by: call.caller.name,
                now: clock.now())
            switch outcome {
            case .said(.recorded):
                let caller = try call.caller.name
                intake.logger.info("\(word.rawValue) by the recipient", metadata: item.logged(by: caller))
                return Response(status: .noContent)
            case .said(.repeated): return Response(status: .noContent)
            case .said(.unknown): throw Refusal(.notFound, APIRule.deliveryUnknown, ["id": item.delivery.text])
            case .said(.contradicts(let state)):
                throw Refusal(
                    .conflict, APIRule.contradiction, ["word": word.rawValue, "state": state.rawValue])
            case .heldByAnother(let until):
                throw Refusal(.conflict, APIRule.locked, ["until": until.rfc3339])
            case .lockLost: throw Refusal(.conflict, APIRule.lockLost)
            }
        }
    }

    private func item(_ call: APICall) async throws -> MailboxItem {
        let stated = call[.delivery] ?? ""
        guard let id = DeliveryID(stated), let item = try await store.mailboxItem(id),
            try await call.caller.owns(store.agency(item.recipient))
        else { throw Refusal(.notFound, APIRule.deliveryUnknown, ["id": String(stated.prefix(64))]) }
        return item
    }
}

extension APICall {
    /// SHA-256 of a JSON body.
    var bodyDigest: SHA256.Digest { SHA256.hash(data: Array(json.readableBytesView)) }
}
