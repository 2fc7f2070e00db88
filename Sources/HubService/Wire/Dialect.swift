import HTTPTypes
import NIOCore
import VXP

/// In which form a caller expects to be refused.
package enum Dialect: Sendable, Hashable {
    /// The axis-style interface: `status`, `ErrorCode` and `ErrorDesc` in every reply, every value a string.
    case vxp
    /// `application/problem+json` (RFC 9457), for everything else.
    case problem

    /// The dialect of the interface that `path` belongs to.
    package init(path: String?) {
        let path = path ?? ""
        self = path == "/vxp" || path.hasPrefix("/vxp/") ? .vxp : .problem
    }

    /// The refusal as a response: its head, without framing fields, and its body.
    package func render(_ refusal: Refusal, instance: String? = nil) -> (HTTPResponse, ByteBuffer) {
        var head = HTTPResponse(status: status(of: refusal))
        head.headerFields[.cacheControl] = "no-store"
        if let seconds = refusal.retryAfterSeconds { head.headerFields[.retryAfter] = "\(seconds)" }
        if refusal.status == .unauthorized, self == .problem {
            head.headerFields[.wwwAuthenticate] = "Bearer realm=\"lienthong\""
        }
        if refusal.status == .forbidden, self == .problem {
            head.headerFields[.wwwAuthenticate] = "Bearer realm=\"lienthong\", error=\"insufficient_scope\""
        }
        switch self {
        case .vxp:
            head.headerFields[.contentType] = "application/json; charset=utf-8"
            return (head, ByteBuffer(bytes: refusal.envelope.bytes))
        case .problem:
            head.headerFields[.contentType] = "application/problem+json; charset=utf-8"
            return (head, WireJSON.encode(Problem(refusal, instance: instance)))
        }
    }

    /// The HTTP status of a refusal in this dialect.
    ///
    /// The vendor's clients look for the reason in the envelope of a 200, and some never read the body of a 4xx. So
    /// what the hub has judged goes out as 200 with `FAIL`; what a client should do about the *connection* (send less,
    /// come back later) keeps its status.
    private func status(of refusal: Refusal) -> HTTPResponse.Status {
        guard self == .vxp, refusal.status.kind == .clientError else { return refusal.status }
        switch refusal.status {
        case .requestTimeout, .contentTooLarge, .requestHeaderFieldsTooLarge, .tooManyRequests, .notFound,
            .methodNotAllowed:
            return refusal.status
        default:
            return .ok
        }
    }
}
