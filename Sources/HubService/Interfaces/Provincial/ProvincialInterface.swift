import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// The provincial variant of the axis interface, under `/v1`: a second face of the same desk, with bearer tokens instead of
/// signed headers.
///
/// Every reply is the axis' envelope, with the codes 0, 10, 15 and 18 to 23 alone. A login's token holds for 30 minutes; the
/// secret travels in every call, so it belongs behind TLS.
package struct ProvincialInterface: Sendable {
    private let desk: CentreDesk
    private let callers: ProvincialCallers

    /// - Parameter gate: shared with the axis interface, so that a system has one rate.
    init(intake: Intake, gate: CallGate, maxDocumentBytes: Int) {
        desk = CentreDesk(intake: intake, maxDocumentBytes: maxDocumentBytes)
        callers = ProvincialCallers(store: intake.store, clock: intake.clock, gate: gate)
    }

    package func addRoutes(to router: Router<HubRequestContext>) {
        route(.post, "auth/login", router, login)
        route(.post, "sendEdoc", router) { try await sendEdoc($0, by: try await callers.verify($0)) }
        route(.get, "syncReceivedEdocList", router) { try await list($0, of: try await callers.verify($0)) }
        route(.get, "getEdoc", router) { try await getEdoc($0, by: try await callers.verify($0)) }
        route(.post, "updateStatus", router) { try await updateStatus($0, by: try await callers.verify($0)) }
        route(.get, "getAgenciesList", router) { request in
            _ = try await callers.verify(request)
            return Response(json: desk.agencies())
        }
    }

    private func route(
        _ method: HTTPRequest.Method, _ name: String, _ router: Router<HubRequestContext>,
        _ answer: @escaping @Sendable (Request) async throws -> Response
    ) {
        let path = RouterPath("/v1/\(name)")
        router.on(path, method: method) { request, context in
            do { return try await answer(request) } catch let refusal as Refusal {
                return Response(refusal.of(request.headers[ProvincialCallers.systemID]), to: request, context)
            }
        }
        for other in HTTPRequest.Method.common where other != method {
            router.on(path, method: other) { request, context in
                Response(methodOf: request, isNotOneOf: [method], context)
            }
        }
    }

    // MARK: The calls

    /// `{systemId, secretKey}`, or the two headers that all other calls carry.
    private func login(_ request: Request) async throws -> Response {
        let body = try await object(of: request)
        let token = try await callers.login(
            systemID: body["systemId"]?.scalar ?? request.headers[ProvincialCallers.systemID],
            secretKey: body["secretKey"]?.scalar ?? request.headers[ProvincialCallers.secretKey])
        let seconds = String(ProvincialToken.life / 1000)
        return Response(
            Envelope(
                data: .array([.strings([("token", token), ("expiresIn", seconds)])]),
                extra: [JSON.Member("token", .string(token)), JSON.Member("expiresIn", .string(seconds))]))
    }

    /// multipart/form-data: the part `edocFile` is the packet, `messageType` says `edoc` or `status`.
    private func sendEdoc(_ request: Request, by centre: CentreRecord) async throws -> Response {
        guard request.headers[.contentLength] != nil else {
            throw Refusal(.lengthRequired, ProvincialRule.length)
        }
        guard request.headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") == true else {
            throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "multipart/form-data {edocFile, messageType}"])
        }
        let covering = CentreDesk.Covering(documentPart: "edocFile")
        return try Response(sent: try await desk.receive(request, covering, of: centre))
    }

    /// `?messageType=&fromDate=&toDate=&after=&limit=`; documents and statuses when no type is named.
    private func list(_ request: Request, of centre: CentreRecord) async throws -> Response {
        let query = request.uri.queryParameters
        let kind = try query.get("messageType").map { try MessageFacts.Kind(messageType: $0) }
        let window = try AcceptanceWindow(fromDate: query.get("fromDate"), toDate: query.get("toDate"))
        let selection = CentreDesk.Selection(
            kind: kind, window: window, after: query.get("after"), limit: try CentreDesk.limit(query.get("limit")))
        let page = try await desk.waiting(selection, of: centre)
        return Response(Envelope.list(page.rows, extra: page.continuation))
    }

    /// `?docId=`
    private func getEdoc(_ request: Request, by centre: CentreRecord) async throws -> Response {
        let query = request.uri.queryParameters
        let item = try await desk.item(query.get("docId") ?? query.get("docid"), of: centre)
        return Response(json: desk.encoded(try await desk.fetch(item, by: centre)))
    }

    /// `{docId, status, description?}`
    private func updateStatus(_ request: Request, by centre: CentreRecord) async throws -> Response {
        let body = try await object(of: request)
        try await desk.acknowledge(
            body["docId"]?.scalar, body["status"]?.scalar, description: body["description"]?.scalar, by: centre)
        return Response(Envelope.done)
    }

    /// The body's JSON object; an empty one for an empty body.
    private func object(of request: Request) async throws -> JSON {
        let bytes = try await CappedBody(request, cap: 16_384).collected()
        guard bytes.readableBytes > 0 else { return .object([]) }
        do {
            let json = try JSON(bytes.readableBytesView)
            if case .object = json { return json }
            throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "JSON {…}"])
        } catch let error as JSONError {
            throw Refusal(.badRequest, HTTPRule.badRequest, ["what": "\(error)"])
        }
    }
}
