import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// Fetching, acknowledging and looking back.
extension VXPInterface {
    /// Rows of one list reply; who has more asks again, and gets more once these are acknowledged.
    private static let listLimit = 1000

    /// What waits for the caller's agencies and was not yet acknowledged, oldest first.
    func getReceivedEdocList(_ request: Request, by caller: VXPCallers.Caller) async throws -> Response {
        let items = try await store.mailbox(
            of: .centre(caller.centre.id), kind: try Self.kind(caller.call), accepted: Self.window(caller.call),
            openOnly: true, after: 0, limit: Self.listLimit)
        return Response(Envelope.list(items.map(Self.row)))
    }

    private static func row(_ item: MailboxItem) -> ReceivedRow {
        ReceivedRow(
            docID: item.delivery.text, messageType: item.kind == .document ? .edoc : .status,
            createdTime: AxisTime.display(item.acceptedAt.milliseconds),
            updatedTime: AxisTime.display(item.changedAt.milliseconds), from: item.sender, to: item.recipient,
            status: transportStatus(item.state), statusDescription: item.reason ?? "")
    }

    private static func transportStatus(_ state: TransportState) -> TransportStatus {
        switch state {
        case .delivered: .done
        case .failed, .refused, .dead: .fail
        case .fetched: .processing
        default: .initial
        }
    }

    /// One packet: the bytes received, as base64 in a JSON string, written as they are read.
    func getEdoc(_ request: Request, by caller: VXPCallers.Caller) async throws -> Response {
        let item = try await item(caller)
        guard let payload = try await store.payload(item.sha256) else {
            throw StoreError(.payloadDamaged, "the payload of delivery \(item.delivery.text) is missing")
        }
        // Between looking and noting, its sender may have taken it back: then it is no longer here.
        if try await store.markFetched(item.delivery, by: caller.centre.id, now: intake.clock.now()) == .unknown {
            throw Refusal(.ok, VXPRule.documentUnknown, ["docId": item.delivery.text])
        }
        let length = StreamedReply.length(document: Int(payload.size))
        let body = ResponseBody(contentLength: length) { writer in
            var reply = StreamedReply()
            for try await piece in payload.pieces() { try await writer.write(ByteBuffer(bytes: reply.take(piece))) }
            try await writer.write(ByteBuffer(bytes: reply.finish()))
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: body)
    }

    /// The receiver's word on a packet it fetched. Repeats are fine; a contradiction is refused.
    func updateStatus(_ request: Request, by caller: VXPCallers.Caller) async throws -> Response {
        let item = try await item(caller)
        let stated = caller.call.parameters["status"] ?? ""
        guard let word = Acknowledgement(rawValue: stated.lowercased()) else {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "status", "allowed": "processing, done, fail"])
        }
        let outcome = try await store.acknowledge(
            item.delivery, word, description: caller.call.parameters["description"], by: caller.centre.id,
            now: intake.clock.now())
        switch outcome {
        case .recorded, .repeated: return Response(Envelope.done)
        case .contradicts(let state):
            throw Refusal(.conflict, VXPRule.headerInvalid, ["name": "status", "allowed": state.rawValue])
        case .unknown: throw Refusal(.notFound, VXPRule.documentUnknown, ["docId": item.delivery.text])
        }
    }

    /// The mailbox item that the call's `docId` names, when it is one of the caller's.
    private func item(_ caller: VXPCallers.Caller) async throws -> MailboxItem {
        let stated = caller.call.parameters["docId"] ?? ""
        guard let id = DeliveryID(stated), let item = try await store.mailboxItem(id),
            item.recipientCentre?.canonicalIdentifier == caller.centre.id.canonicalIdentifier
        else {
            // Another's packet and no packet look alike.
            throw Refusal(.ok, VXPRule.documentUnknown, ["docId": String(stated.prefix(64))])
        }
        return item
    }

    // MARK: Looking back

    /// What the caller's agencies sent, one row per recipient.
    func getSentEdocList(_ request: Request, by caller: VXPCallers.Caller) async throws -> Response {
        let wanted = caller.call.parameters["docId"]
        let documents: [DocumentRecord]
        if let wanted, !wanted.isEmpty {
            documents = try await sentDocument(wanted, by: caller)
        } else {
            documents = try await store.sent(
                by: .centre(caller.centre.id), kind: try Self.kind(caller.call), accepted: Self.window(caller.call),
                before: nil, limit: Self.listLimit)
        }
        var rows: [SentRow] = []
        for document in documents {
            rows += try await store.deliveries(of: document.id).map { SentRow(document, $0) }
        }
        return Response(Envelope.list(rows))
    }

    private func sentDocument(_ docID: String, by caller: VXPCallers.Caller) async throws -> [DocumentRecord] {
        guard let id = DocumentID(docID), let document = try await store.document(id),
            document.origin == .centre(caller.centre.id)
        else { return [] }
        return [document]
    }

    /// Everybody who can be written to.
    func getAgenciesList() async throws -> Response {
        var rows: [AgencyRow] = []
        var last = ""
        while true {
            let page = try await store.allAgencies(after: last, limit: 1000)
            rows += page.filter { !$0.isLocked }.map { agency in
                AgencyRow(id: agency.id, pid: agency.parent ?? "", code: agency.id, name: agency.name, mail: "")
            }
            guard let end = page.last else { break }
            last = end.id
        }
        return Response(Envelope.list(rows))
    }

    // MARK: Parameters

    private static func kind(_ call: VerifiedCall) throws -> MessageFacts.Kind {
        switch call.parameters["messagetype"]?.lowercased() {
        case "edoc": return .document
        case "status": return .status
        default: throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "messagetype", "allowed": "edoc, status"])
        }
    }

    private static func window(_ call: VerifiedCall) -> AcceptanceWindow {
        func moment(_ name: String) -> Timestamp? {
            call.parameters[name].flatMap { AxisTime.milliseconds(ofDisplay: $0) }.map { Timestamp(milliseconds: $0) }
        }
        return AcceptanceWindow(from: moment("fromDate"), to: moment("toDate"))
    }
}

extension SentRow {
    /// One delivery of a document, as its sender sees it: transport beside the recipient's business state.
    init(_ document: DocumentRecord, _ delivery: DeliveryRecord) {
        let business = delivery.business
        self.init(
            senderDocID: document.id.text, receiverDocID: delivery.reference ?? delivery.id.text,
            fromCode: document.sender, toCode: delivery.recipient, title: document.facts.subject,
            notation: document.facts.code, sentTime: AxisTime.display(document.acceptedAt.milliseconds),
            receivedTime: delivery.deliveredAt.map { AxisTime.display($0.milliseconds) } ?? "",
            sendStatus: delivery.state.rawValue, sendStatusDescription: delivery.reason ?? "",
            receiveStatus: business.code ?? "", receiveStatusDescription: delivery.statuses.last?.description ?? "")
    }
}
