import Crypto
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// The hub's own interface for new clients, under `/api/v1`: bearer token, raw XML in, JSON out, problems per RFC 9457.
package struct APIInterface: Sendable {
    let intake: Intake
    let maxDocumentBytes: Int
    let checks: CheckGate

    var store: any Store { intake.store }

    package init(intake: Intake, maxDocumentBytes: Int, checks: CheckLimits = CheckLimits()) {
        self.intake = intake
        self.maxDocumentBytes = maxDocumentBytes
        self.checks = CheckGate(checks)
    }

    package func addRoutes(to router: Router<HubRequestContext>) {
        let api = router.group("api/v1")
        api.post("documents") { try await answer($0, $1, postDocument) }
        api.get("documents/{id}") { try await answer($0, $1, getDocument) }
        api.post("check") { try await answer($0, $1, postCheck) }
        api.get("codes") { try await answer($0, $1, openly: getCodes) }
        api.get("codes/{code}") { try await answer($0, $1, openly: getCode) }
        api.get("mailbox") { try await answer($0, $1, getMailbox) }
        api.get("mailbox/{delivery}/content") { try await answer($0, $1, getContent) }
        api.post("mailbox/{delivery}") { try await answer($0, $1, acknowledge) }
    }

    /// One request by a known caller.
    struct Call {
        let request: Request
        let context: HubRequestContext
        let centre: CentreRecord
    }

    private func answer(
        _ request: Request, _ context: HubRequestContext, _ act: (Call) async throws -> Response
    ) async throws -> Response {
        do {
            guard let centre = try await caller(of: request) else { throw Refusal(.unauthorized, APIRule.token) }
            return try await act(Call(request: request, context: context, centre: centre))
        } catch let refusal as Refusal {
            return Response(refusal, to: request, context)
        }
    }

    /// Answers whoever asks.
    private func answer(
        _ request: Request, _ context: HubRequestContext,
        openly act: (Request, HubRequestContext) throws -> Response
    ) async throws -> Response {
        do { return try act(request, context) } catch let refusal as Refusal {
            return Response(refusal, to: request, context)
        }
    }

    /// Whose bearer token it is. The token itself is compared by its digest only, in the store.
    private func caller(of request: Request) async throws -> CentreRecord? {
        guard let value = request.headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        let token = value.dropFirst(7).trimmingPrefix(while: \.isWhitespace)
        guard !token.isEmpty else { return nil }
        return try await store.centre(withTokenSHA256: Array(SHA256.hash(data: Array(token.utf8))))
    }

    // MARK: Documents

    /// Takes a document or a status in: 201 with the receipt; 200 with the same receipt for a repeat.
    private func postDocument(_ call: Call) async throws -> Response {
        try requireXML(call.request)
        let arrival = try intake.begin(from: .centre(call.centre.id))
        do {
            for try await piece in CappedBody(call.request, cap: maxDocumentBytes) {
                try arrival.take(Array(piece.readableBytesView))
            }
        } catch let failure as BodyFailure {
            let refusal = Refusal(failure)
            _ = try await arrival.abandon(refusal.findings)
            throw refusal
        }
        guard arrival.size > 0 else { throw Refusal(.badRequest, APIRule.emptyBody) }
        switch try await arrival.finish() {
        case .accepted(let receipt, let flags):
            let reply = AcceptedReply(receipt: receipt, findings: flags.map(FindingOnTheWire.init))
            var response = Response(reply, status: .created)
            response.headers[.location] = "/api/v1/documents/\(receipt.documentID.text)"
            return response
        case .duplicate(let receipt):
            return Response(AcceptedReply(receipt: receipt, findings: []), status: .ok)
        case .refused(let findings, _):
            let isConflict = findings.contains { $0.rule == HubRules.conflict }
            throw Refusal(isConflict ? .conflict : .unprocessableContent, findings)
        }
    }

    /// - Throws: ``Refusal`` for a body of another media type.
    func requireXML(_ request: Request) throws {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard ["application/xml", "text/xml", "application/edxml+xml"].contains(type) else {
            throw Refusal(.unsupportedMediaType, APIRule.mediaType, ["type": type, "allowed": "application/xml"])
        }
    }

    private struct AcceptedReply: Encodable {
        let receipt: Receipt
        let findings: [FindingOnTheWire]
    }

    /// Where a document stands, for its sender and its recipients.
    private func getDocument(_ call: Call) async throws -> Response {
        let stated = call.context.parameters.get("id") ?? ""
        let centre = call.centre.id.canonicalIdentifier
        if let id = DocumentID(stated), let document = try await store.document(id) {
            let deliveries = try await store.deliveries(of: id)
            if document.origin == .centre(call.centre.id) {
                return Response(TrackedDocument(document, deliveries), status: .ok)
            }
            // A recipient sees its own deliveries only.
            let recipients = try await store.agencies(deliveries.map(\.recipient))
            let own = deliveries.filter { recipients[$0.recipient]?.centre.canonicalIdentifier == centre }
            if !own.isEmpty { return Response(TrackedDocument(document, own), status: .ok) }
        }
        throw Refusal(.notFound, APIRule.documentUnknown, ["id": String(stated.prefix(64))])
    }
}

extension Response {
    /// A JSON reply.
    init(_ value: some Encodable, status: HTTPResponse.Status) {
        self.init(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: WireJSON.encode(value)))
    }
}
