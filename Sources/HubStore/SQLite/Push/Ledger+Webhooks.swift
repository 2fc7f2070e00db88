import Crypto
import Foundation
import GRDB
import HubCore

/// Puts the news of a fact on its way, in the transaction of the fact.
extension Ledger {
    func tellWebhooks(of fact: Fact, index: Int64, at now: Timestamp) throws {
        switch fact {
        case .accepted(let accepted):
            try tell(of: accepted.deliveries, accepted.document, accepted.facts, accepted.sender, index, now)
        case .continued(let continued):
            guard let (facts, sender) = try db.facts(of: continued.document) else { return }
            try tell(of: continued.deliveries, continued.document, facts, sender, index, now)
        case .addressed(let addressed):
            guard let (facts, sender) = try db.facts(of: addressed.document) else { return }
            try tell(of: addressed.deliveries, addressed.document, facts, sender, index, now)
        case .moved(let moved): try tell(of: moved, index, now)
        case .statusRecorded(let recorded), .statusMatched(let recorded): try tell(of: recorded, index, now)
        case .dutyEscalated(let escalated): try tell(of: escalated, index, now)
        default: break
        }
    }

    private func tell(
        of deliveries: [NewDelivery], _ document: DocumentID, _ facts: MessageFacts, _ sender: String, _ index: Int64,
        _ now: Timestamp
    ) throws {
        for delivery in deliveries {
            switch delivery.state {
            case .available:
                try queue(index, to: delivery.recipient) {
                    PushEvent(
                        .mailboxArrived, at: now, agency: delivery.recipient, document: document,
                        delivery: delivery.id, facts: facts, sender: sender, recipient: delivery.recipient,
                        status: facts.status?.code)
                }
            case .refused:
                try queue(index, to: sender) {
                    PushEvent(
                        .deliveryChanged, at: now, agency: sender, document: document, delivery: delivery.id,
                        facts: facts, sender: sender, recipient: delivery.recipient, transport: .refused)
                }
            default: break
            }
        }
    }

    private func tell(of moved: Moved, _ index: Int64, _ now: Timestamp) throws {
        let isAgainInMailbox = moved.event == .sentAgain && moved.state == .available
        guard moved.state.isEnd || isAgainInMailbox, try db.hasWebhooks(),
            let (facts, sender) = try db.facts(of: moved.document),
            let recipient = try db.delivery(moved.delivery)?.recipient
        else { return }
        let (topic, agency): (PushTopic, String) =
            isAgainInMailbox ? (.mailboxArrived, recipient) : (.deliveryChanged, sender)
        try queue(index, to: agency) {
            PushEvent(
                topic, at: now, agency: agency, document: moved.document, delivery: moved.delivery, facts: facts,
                sender: sender, recipient: recipient, status: facts.status?.code,
                transport: isAgainInMailbox ? nil : moved.state)
        }
    }

    private func tell(of recorded: StatusRecorded, _ index: Int64, _ now: Timestamp) throws {
        guard try db.hasWebhooks(), let (facts, sender) = try db.facts(of: recorded.document),
            let (_, speaker) = try db.facts(of: recorded.message), speaker != sender,
            let recipient = try db.delivery(recorded.delivery)?.recipient
        else { return }
        try queue(index, to: sender) {
            PushEvent(
                .statusRecorded, at: now, agency: sender, document: recorded.document, delivery: recorded.delivery,
                facts: facts, sender: sender, recipient: recipient, status: recorded.status.code)
        }
    }

    /// One message for each webhook of the agency that wants it; suspended ones get it when they are resumed.
    func queue(_ index: Int64, to agency: String, _ news: () -> PushEvent) throws {
        let webhooks = try db.rows("SELECT record FROM webhook WHERE agency = ?", [agency])
        guard !webhooks.isEmpty else { return }
        let event = news()
        for row in webhooks {
            let webhook: Webhook = try row.json("record")
            guard webhook.filter.admits(event) else { continue }
            try db.run(
                "INSERT INTO webhook_message (id, webhook, document, event, created_at) VALUES (?, ?, ?, ?, ?)",
                [
                    event.name(at: index, for: webhook.id), webhook.id.text, event.document?.text,
                    try event.columnText(), event.at.milliseconds,
                ])
            if webhook.suspension == nil { workArrived() }
        }
    }
}

extension PushEvent {
    /// Made of what it tells, so that folding the journal again gives the same name.
    fileprivate func name(at index: Int64, for webhook: WebhookID) -> String {
        let parts = [webhook.text, String(index), delivery?.text ?? "", topic.rawValue]
        return "msg_" + Array(SHA256.hash(data: Data(parts.joined(separator: "|").utf8)).prefix(16)).hexadecimal
    }
}

extension Database {
    fileprivate func hasWebhooks() throws -> Bool { try number("SELECT 1 FROM webhook LIMIT 1") != nil }

    func facts(of document: DocumentID) throws -> (MessageFacts, sender: String)? {
        try row("SELECT \(DocumentRecord.facts), sender FROM document WHERE id = ?", [document.text])
            .map { (try $0.json("facts"), try $0.required("sender")) }
    }
}
