import HTTPTypes
import Hummingbird
import Metrics

/// Gives each request its ``CallContext``, and counts and times it by interface.
struct CallMiddleware: RouterMiddleware {
    typealias Context = HubRequestContext

    let telemetry: Telemetry?
    let refusals: RefusedCalls?

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        let call = CallContext(request: context.requestID, trace: request.head.traceParent, refusals: refusals)
        return try await CallContext.$current.withValue(call) {
            guard let telemetry else { return try await next(request, context) }
            let begun = ContinuousClock.now
            let response = try await next(request, context)
            telemetry.answered(
                CalledInterface(path: request.uri.path), response.status.code, after: ContinuousClock.now - begun)
            return response
        }
    }
}

extension HTTPRequest {
    /// The caller's trace; more than one header, or one that is not valid, is none.
    var traceParent: TraceParent? {
        guard let name = HTTPField.Name(CallContext.headerName) else { return nil }
        let stated = headerFields[values: name]
        return stated.count == 1 ? TraceParent(stated[0]) : nil
    }
}

/// Which of the hub's interfaces a request was for.
enum CalledInterface: String, CaseIterable {
    case vxp, provincial, api, log, `operator`, health, other

    init(path: String) {
        switch path.dropFirst().prefix(while: { $0 != "/" }) {
        case "vxp": self = .vxp
        case "v1": self = .provincial
        case "api": self = .api
        case "log": self = .log
        case "operator": self = .operator
        case "healthz", "readyz", "metrics": self = .health
        default: self = .other
        }
    }
}
