import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Turns what a route throws into an answer that says what is wrong, in the dialect of the interface called.
///
/// A fault of the machine becomes a 500 with the request's id; its details go to the log and not to the caller.
package struct RefusalMiddleware: RouterMiddleware {
    package typealias Context = HubRequestContext

    package init() {}

    package func handle(
        _ request: Request, context: HubRequestContext,
        next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let failure as BodyFailure {
            return Response(Refusal(failure), to: request, context)
        } catch let error as HTTPError {
            return Response(Refusal(error, to: request), to: request, context)
        } catch {
            if let refusal = (error as? Refusal) ?? Refusal(storage: error) {
                return Response(refusal, to: request, context)
            }
            context.logger.error(
                "a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(String(reflecting: error))"])
            let refusal = Refusal(
                .internalServerError, HTTPRule.fault, ["request": context.requestID], retryAfterSeconds: 30)
            return Response(refusal, to: request, context)
        }
    }
}

extension Refusal {
    /// What the router or Hummingbird's own decoding refuses.
    fileprivate init(_ error: HTTPError, to request: Request) {
        switch error.status {
        case .notFound, .methodNotAllowed:
            let arguments = ["method": request.method.rawValue, "path": request.uri.path]
            self.init(error.status, HTTPRule.notFound, arguments)
        default:
            self.init(error.status, HTTPRule.badRequest, ["what": error.body ?? error.status.reasonPhrase])
        }
    }
}

extension Response {
    /// A refusal, in the dialect that the request's path calls for. Every call that is refused is answered by this, once, and
    /// noted for the journal where it has to be (``RefusedCalls``).
    package init(_ refusal: Refusal, to request: Request, _ context: HubRequestContext) {
        CallContext.current?.refusals?.note(refusal, of: request, context)
        let (head, body) = Dialect(path: request.uri.path).render(refusal, instance: context.requestID)
        self.init(status: head.status, headers: head.headerFields, body: ResponseBody(byteBuffer: body))
    }
}
