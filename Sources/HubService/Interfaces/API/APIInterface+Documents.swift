import EdXML
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

extension APIInterface {
    // MARK: Sending

    func postDocument(_ call: APICall) async throws -> Response {
        try requireXML(call.request)
        let arrival = try await received(call, as: .document)
        return try await keyed.answer(call, body: await arrival.digest()) { isResumed in
            try await finish(arrival, call, isResumed: isResumed) { kind in
                let scope: Scope = kind == .document ? .documentsSend : .statusesSend
                return try call.caller.scopes.contains(scope)
                    ? nil : Finding(APIRule.scope, ["scope": scope.rawValue])
            }
        }
    }

    /// Takes the whole body in. One that breaks off, or is too large, is journalled as refused.
    func received(_ call: APICall, as kind: MessageFacts.Kind) async throws -> Arrival {
        let arrival = try intake.begin(from: call.caller.origin, as: kind)
        do {
            for try await piece in CappedBody(call.request, cap: maxDocumentBytes) {
                try await arrival.take(Array(piece.readableBytesView))
            }
        } catch let failure as BodyFailure {
            let refusal = Refusal(failure)
            _ = try await arrival.abandon(refusal.findings)
            throw refusal.journalled
        }
        guard arrival.size > 0 else { throw Refusal(.badRequest, APIRule.emptyBody) }
        return arrival
    }

    /// Ends an arrival: 201 with the receipt; 200 with the same receipt for a repeat.
    /// - Parameter isResumed: whether it may be the rest of an attempt that a crash cut off; its success is then the first.
    func finish(
        _ arrival: Arrival, _ call: APICall, isResumed: Bool,
        forbidding: (Message.Kind) throws -> Finding? = { _ in nil }
    ) async throws -> Response {
        switch try await arrival.finish(forbidding: forbidding) {
        case .accepted(let receipt, let flags):
            return Response(accepted: receipt, findings: flags, isNew: true)
        case .duplicate(let receipt):
            return Response(accepted: receipt, findings: [], isNew: isResumed)
        case .refused(let findings, _):
            throw Refusal(status(of: findings), findings).journalled
        }
    }

    private func status(of findings: [Finding]) -> HTTPResponse.Status {
        let rules = Set(findings.map(\.rule))
        if rules.contains(APIRule.scope) { return .forbidden }
        return rules.contains(HubRules.conflict) ? .conflict : .unprocessableContent
    }

    /// - Throws: ``Refusal`` for a body of another media type.
    func requireXML(_ request: Request) throws {
        guard ["application/xml", "text/xml", "application/edxml+xml"].contains(request.mediaType) else {
            throw Refusal(mediaTypeOf: request, allowed: "application/xml")
        }
    }

    // MARK: Finding

    func listDocuments(_ call: APICall) async throws -> Response {
        let query = DocumentQuery(
            owner: try call.caller.owner, role: call[.role].flatMap(DocumentQuery.Role.init) ?? .sender,
            kind: call[.kind].flatMap(MessageFacts.Kind.init),
            accepted: AcceptanceWindow(from: call.moment(.acceptedFrom), to: call.moment(.acceptedTo)),
            name: call[.name], words: (call[.words] ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
        let page = try await store.documents(query, before: call.cursorPosition, limit: call.limit)
        return Response(
            page: page.elements.map(DocumentLine.init), next: page.next.map { APICursor(at: $0) }, of: call)
    }

    func getDocument(_ call: APICall) async throws -> Response {
        let (document, deliveries) = try await visible(call)
        let waiting = try await waiting.explain(deliveries)
        let deadlines = try await deadlines.standings(of: document.id)
        return Response(TrackedDocument(document, deliveries, waiting: waiting, deadlines: deadlines), taggedFor: call)
    }

    func getReceipt(_ call: APICall) async throws -> Response {
        Response(try await visible(call).document.receipt, taggedFor: call)
    }

    func getDeliveries(_ call: APICall) async throws -> Response {
        let (document, deliveries) = try await visible(call)
        let waiting = try await waiting.explain(deliveries)
        let deadlines = try await deadlines.standings(of: document.id)
        let told = deliveries.map {
            TrackedDocument.Delivery($0, waiting: waiting[$0.id], deadlines: deadlines[$0.id])
        }
        return Response(page: told, next: nil, of: call)
    }

    func getDocumentContent(_ call: APICall) async throws -> Response {
        try await content(of: try await visible(call).document.facts.sha256, call)
    }

    func getDelivery(_ call: APICall) async throws -> Response {
        let stated = call[.delivery] ?? ""
        guard let id = DeliveryID(stated), let delivery = try await store.deliveryRecord(id),
            let document = try await store.document(delivery.document),
            try await visibleDeliveries(of: document, to: call.caller).contains(where: { $0.id == id })
        else { throw Refusal(.notFound, APIRule.deliveryUnknown, ["id": String(stated.prefix(64))]) }
        let waiting = try await waiting.explain([delivery])[id]
        let deadlines = try await deadlines.standings(of: document.id)[id]
        return Response(TrackedDocument.Delivery(delivery, waiting: waiting, deadlines: deadlines), status: .ok)
    }

    // MARK: Who may see what

    /// The document that the path names, with the deliveries the caller may see.
    /// - Throws: ``Refusal``: what is others' looks as if it were not there.
    func visible(_ call: APICall) async throws -> (document: DocumentRecord, deliveries: [DeliveryRecord]) {
        let stated = call.values["id"] ?? ""
        if let id = DocumentID(stated), let document = try await store.document(id) {
            let deliveries = try await visibleDeliveries(of: document, to: call.caller)
            let isSender = try await store.agency(document.sender).map(call.caller.owns) ?? false
            if isSender || !deliveries.isEmpty { return (document, deliveries) }
        }
        throw Refusal(.notFound, APIRule.documentUnknown, ["id": String(stated.prefix(64))])
    }

    /// All deliveries for the sender, a recipient's own for the recipient.
    func visibleDeliveries(of document: DocumentRecord, to caller: APICaller) async throws -> [DeliveryRecord] {
        let deliveries = try await store.deliveries(of: document.id)
        let agencies = try await store.agencies([document.sender] + deliveries.map(\.recipient))
        if caller.owns(agencies[document.sender]) { return deliveries }
        return deliveries.filter { ![.refused, .recalled].contains($0.state) && caller.owns(agencies[$0.recipient]) }
    }

    /// The bytes as they were accepted.
    func content(of sha256: String, _ call: APICall) async throws -> Response {
        let tag = EntityTag(sha256: sha256)
        if tag.isKnown(to: call.request) { return Response(notModified: tag) }
        guard let payload = try await store.payload(sha256) else {
            throw StoreError(.payloadDamaged, "the payload \(sha256) is missing")
        }
        let body = ResponseBody(contentLength: Int(payload.size)) { writer in
            for try await piece in PayloadBody(payload: payload) { try await writer.write(piece) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/xml", .cacheControl: "private, no-cache", .eTag: tag.text], body: body)
    }
}

private struct AcceptedReply: CanonicallyWritten {
    let receipt: Receipt
    let findings: [FindingOnTheWire]

    func write(to writer: inout CanonicalWriter) throws {
        try writer.object {
            try $0.member("findings", seldom: findings)
            try $0.member("receipt", receipt)
        }
    }
}

extension Response {
    fileprivate init(accepted receipt: Receipt, findings: [Finding], isNew: Bool) {
        let reply = AcceptedReply(receipt: receipt, findings: findings.map(FindingOnTheWire.init))
        self.init(reply, status: isNew ? .created : .ok)
        if isNew { headers[.location] = "/api/v1/documents/\(receipt.documentID.text)" }
    }
}

/// A document in a list.
struct DocumentLine: Encodable {
    let id: String
    let kind: String
    let from: String
    let fromName: String
    let to: [String]
    let code: String
    let documentId: String?
    let date: String?
    let subject: String
    let priority: Int
    let businessType: Int
    let status: String?
    let acceptedAt: Timestamp
    let sha256: String
    let size: Int64

    init(_ document: DocumentRecord) {
        let facts = document.facts
        id = document.id.text
        kind = facts.kind.rawValue
        from = document.sender
        fromName = facts.from.name
        to = facts.to.map(\.id)
        code = facts.code
        documentId = facts.documentID
        date = facts.promulgationDate
        subject = facts.subject
        priority = facts.priority
        businessType = facts.businessType
        status = facts.status?.code
        acceptedAt = document.acceptedAt
        sha256 = facts.sha256
        size = facts.size
    }
}
