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
    let callers: APICallers
    let keyed: KeyedAnswers
    let waiting: WaitingDesk
    let deadlines: DeadlineDesk

    var store: any Store { intake.store }
    var clock: HubClock { intake.clock }

    /// A JSON body, in bytes.
    static let largestJSON = 16_384

    package init(
        intake: Intake, maxDocumentBytes: Int, checks: CheckLimits = CheckLimits(), limits: APILimits = APILimits(),
        axis: DestinationWatch? = nil, deadlines: DeadlineBook? = nil
    ) {
        self.intake = intake
        self.maxDocumentBytes = maxDocumentBytes
        self.checks = CheckGate(checks)
        callers = APICallers(store: intake.store, clock: intake.clock, limits: limits)
        waiting = WaitingDesk(store: intake.store, axis: axis, clock: intake.clock)
        self.deadlines = DeadlineDesk(store: intake.store, book: deadlines, clock: intake.clock)
        keyed = KeyedAnswers(store: intake.store, clock: intake.clock, keep: limits.keepAnswers)
    }

    package func addRoutes(to router: Router<HubRequestContext>) {
        let api = router.group("api/v1")
        for operation in APIOperation.all {
            let path = RouterPath(operation.path)
            api.on(path, method: operation.method) { try await answer($0, $1, operation) }
            guard operation.hasHead else { continue }
            api.on(path, method: .head) { try await answer($0, $1, operation).withoutBody() }
        }
        for (path, methods) in APIOperation.methods {
            for method in Self.methods where !methods.contains(method) {
                api.on(RouterPath(path), method: method) { Response(noMethod: methods, for: $0, $1) }
            }
        }
    }

    /// Every method that means something somewhere.
    static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace, HTTPRequest.Method("QUERY"),
    ].compactMap(\.self)

    private func answer(
        _ request: Request, _ context: HubRequestContext, _ operation: APIOperation
    ) async throws -> Response {
        var caller: APICaller?
        do {
            caller = try await admitted(request, to: operation)
            var values = try operation.values(of: request, context)
            let json = try await json(request, of: operation)
            if let json { values.merge(try operation.members(of: json)) { parameter, _ in parameter } }
            let call = APICall(
                operation: operation, request: request, context: context, knownCaller: caller, values: values,
                json: json ?? ByteBuffer())
            return try await operation.act(self, call)
        } catch let failure as BodyFailure {
            return Response(Refusal(failure).of(caller), to: request, context)
        } catch let refusal as Refusal {
            return Response(refusal.of(caller), to: request, context)
        }
    }

    /// - Throws: ``Refusal`` when whoever calls may not, or not now.
    private func admitted(_ request: Request, to operation: APIOperation) async throws -> APICaller? {
        guard operation.access != .open else { return nil }
        guard let caller = try await callers.caller(of: request) else {
            throw Refusal(.unauthorized, APIRule.token)
        }
        try await callers.admit(caller)
        if case .scope(let scope) = operation.access { try caller.require(scope) }
        return caller
    }

    /// The body of an operation that takes JSON; `nil` when this one does not.
    private func json(_ request: Request, of operation: APIOperation) async throws -> ByteBuffer? {
        switch operation.body {
        case .none, .packet: return nil
        case .packetOrJSON where !request.hasJSON: return nil
        case .json, .packetOrJSON:
            guard request.hasJSON else { throw Refusal(mediaTypeOf: request, allowed: "application/json") }
            return try await CappedBody(request, cap: Self.largestJSON).collected()
        }
    }
}

extension APICaller {
    /// - Throws: ``Refusal`` when the token lacks the scope.
    func require(_ scope: Scope) throws {
        guard scopes.contains(scope) else {
            throw Refusal(.forbidden, APIRule.scope, ["scope": scope.rawValue]).of(self)
        }
    }
}

extension Request {
    /// In lower case, without parameters; empty when none is stated.
    var mediaType: String {
        headers[.contentType]?.split(separator: ";").first?.lowercased().filter { !$0.isWhitespace } ?? ""
    }

    var hasJSON: Bool { mediaType == "application/json" }
}

extension Refusal {
    init(mediaTypeOf request: Request, allowed: String) {
        self.init(
            .unsupportedMediaType, APIRule.mediaType,
            ["type": String(request.mediaType.prefix(64)), "allowed": allowed])
    }
}

extension Response {
    /// A JSON reply.
    init(_ value: some Encodable, status: HTTPResponse.Status) {
        self.init(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: WireJSON.encode(value)))
    }

    /// There is something at this address, and the method is not one of its.
    init(noMethod allowed: [HTTPRequest.Method], for request: Request, _ context: HubRequestContext) {
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        let refusal = Refusal(
            .methodNotAllowed, APIRule.method, ["method": request.method.rawValue, "allowed": names])
        self.init(refusal, to: request, context)
        headers[.allow] = names
    }

    /// The answer to HEAD: the same head, its length included, and no body.
    fileprivate func withoutBody() -> Response { createHeadResponse() }
}
