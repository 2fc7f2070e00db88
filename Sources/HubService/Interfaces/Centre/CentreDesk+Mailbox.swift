import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import Logging
import NIOCore
import SignedXML
import VXP

/// The mailboxes of a centre's agencies: list, fetch, say what became of it.
extension CentreDesk {
    /// Rows of one list reply at most; also the number when none is asked for.
    static let longestList = 1000

    /// Which packets a list is to have.
    struct Selection {
        /// `nil`: documents and statuses.
        var kind: MessageFacts.Kind?
        var window = AcceptanceWindow()
        /// The docId of the last row of the list before this one.
        var after: String?
        var limit = CentreDesk.longestList
    }

    /// A stretch of a list.
    struct Page<Row> {
        let rows: [Row]
        /// The docId to go on after; `nil` at the end.
        let next: String?
    }

    /// What waits for the centre's agencies and was not yet acknowledged, oldest first.
    /// - Throws: ``Refusal`` when `after` names no packet of theirs.
    func waiting(_ selection: Selection, of centre: CentreRecord) async throws -> Page<ReceivedRow> {
        var position: Int64 = 0
        if let after = selection.after { position = try await item(after, of: centre).position }
        let items = try await store.mailbox(
            of: .centre(centre.id), kind: selection.kind, accepted: selection.window, openOnly: true, after: position,
            limit: selection.limit + 1)
        let rows = items.prefix(selection.limit).map(ReceivedRow.init)
        return Page(rows: rows, next: items.count > selection.limit ? rows.last?.docID : nil)
    }

    /// How many packets ``waiting(_:of:)`` would list.
    func waitingCount(_ kind: MessageFacts.Kind, of centre: CentreRecord) async throws -> Int {
        try await store.mailboxCount(of: .centre(centre.id), kind: kind)
    }

    /// The packet that a docId names, when it lies in a mailbox of the centre's.
    /// - Throws: ``Refusal``: another's packet and no packet look alike.
    func item(_ docID: String?, of centre: CentreRecord) async throws -> MailboxItem {
        let stated = docID ?? ""
        guard let id = DeliveryID(stated), let item = try await store.mailboxItem(id),
            item.recipientCentre?.canonicalIdentifier == centre.id
        else { throw Refusal(.badRequest, VXPRule.documentUnknown, ["docId": String(stated.prefix(64))]) }
        return item
    }

    /// Opens a packet to be read; from now on it counts as fetched.
    func fetch(_ item: MailboxItem, by centre: CentreRecord) async throws -> StoredPayload {
        guard let payload = try await store.payload(item.sha256) else {
            throw StoreError(.payloadDamaged, "the payload of delivery \(item.delivery.text) is missing")
        }
        // Between looking and noting, its sender may have taken it back: then it is no longer here.
        if try await store.markFetched(item.delivery, by: centre.id, now: intake.clock.now()) == .unknown {
            throw Refusal(.badRequest, VXPRule.documentUnknown, ["docId": item.delivery.text])
        }
        intake.logger.info("fetched", metadata: item.logged(by: centre.id))
        return payload
    }

    /// A packet as the reply to `getEdoc`: the bytes received, as base64 in a JSON string, written as they are read.
    func encoded(_ payload: StoredPayload) -> ResponseBody {
        ResponseBody(contentLength: StreamedReply.length(document: Int(payload.size))) { writer in
            var reply = StreamedReply()
            for try await piece in PayloadBody(payload: payload) {
                try await writer.write(ByteBuffer(bytes: reply.take(Array(piece.readableBytesView))))
            }
            try await writer.write(ByteBuffer(bytes: reply.finish()))
            try await writer.finish(nil)
        }
    }

    /// A packet as it is.
    func plain(_ payload: StoredPayload) -> ResponseBody {
        ResponseBody(contentLength: Int(payload.size)) { writer in
            for try await piece in PayloadBody(payload: payload) { try await writer.write(piece) }
            try await writer.finish(nil)
        }
    }

    /// Records the receiver's word on a packet (`updateStatus`). Repeats are fine; a contradiction is refused.
    func acknowledge(
        _ docID: String?, _ stated: String?, description: String?, by centre: CentreRecord
    ) async throws {
        let item = try await item(docID, of: centre)
        guard let word = Acknowledgement(rawValue: stated?.lowercased() ?? "") else {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "status", "allowed": "processing, done, fail"])
        }
        let outcome = try await store.acknowledge(
            item.delivery, word, description: description, by: centre.id, now: intake.clock.now())
        switch outcome {
        case .recorded: intake.logger.info("\(word.rawValue) by the recipient", metadata: item.logged(by: centre.id))
        case .repeated: return
        case .contradicts(let state):
            let held = TransportStatus(state).rawValue
            throw Refusal(.conflict, VXPRule.headerInvalid, ["name": "status", "allowed": held])
        case .unknown: throw Refusal(.badRequest, VXPRule.documentUnknown, ["docId": item.delivery.text])
        }
    }
}

extension MailboxItem {
    /// What the log says of what somebody does with it.
    func logged(by caller: String) -> Logger.Metadata {
        ["document": "\(document.text)", "delivery": "\(delivery.text)", "by": "\(caller)"]
    }
}

extension ReceivedRow {
    init(_ item: MailboxItem) {
        self.init(
            docID: item.delivery.text, messageType: item.kind.messageType,
            createdTime: AxisTime.display(item.acceptedAt.milliseconds),
            updatedTime: AxisTime.display(item.changedAt.milliseconds), from: item.sender, to: item.recipient,
            status: TransportStatus(item.state), statusDescription: item.reason ?? "")
    }
}

extension TransportStatus {
    /// The interface's word for where a packet is.
    init(_ state: TransportState) {
        switch state {
        case .delivered: self = .done
        case .failed, .refused, .dead, .cancelled: self = .fail
        case .fetched: self = .processing
        default: self = .initial
        }
    }
}
