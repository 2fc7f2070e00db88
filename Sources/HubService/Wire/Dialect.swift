import HTTPTypes
import NIOCore
import VXP

/// In which form a caller expects to be refused.
package enum Dialect: Sendable, Hashable {
    /// The axis-style interface: `status`, `ErrorCode` and `ErrorDesc` in every reply, every value a string.
    case vxp
    /// Its provincial variant: the same envelope, with the few codes that variant has.
    case provincial
    /// `application/problem+json` (RFC 9457), for everything else.
    case problem

    /// The dialect of the interface that `path` belongs to.
    package init(path: String?) {
        switch path?.split(whereSeparator: { $0 == "/" || $0 == "?" }).first {
        case "vxp" where path?.hasPrefix("/") == true: self = .vxp
        case "v1" where path?.hasPrefix("/") == true: self = .provincial
        default: self = .problem
        }
    }

    /// The dialect of a request whose header could not be read, by the address in its first line.
    /// - Returns: `nil` when no address of an interface can be made out.
    init?(requestLine: some Sequence<UInt8>) {
        let words = requestLine.prefix { $0 != 0x0d && $0 != 0x0a }.split(separator: 0x20)
        guard words.count > 1 else { return nil }
        self.init(path: String(decoding: words[1], as: UTF8.self))
        if self == .problem { return nil }
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
        case .vxp, .provincial:
            head.headerFields[.contentType] = "application/json; charset=utf-8"
            let envelope = self == .vxp ? refusal.envelope : refusal.provincialEnvelope
            return (head, ByteBuffer(bytes: envelope.bytes))
        case .problem:
            head.headerFields[.contentType] = "application/problem+json; charset=utf-8"
            return (head, WireJSON.encode(Problem(refusal, instance: instance)))
        }
    }

    /// The HTTP status of a refusal in this dialect.
    ///
    /// The vendor's clients look for the reason in the envelope of a 200, and some never read the body of a 4xx. So
    /// what the hub has judged goes out as 200 with `FAIL`; what a client should do about the *connection* (send less,
    /// come back later) keeps its status. A client of the provincial variant learns from a 401 that it must log in again.
    private func status(of refusal: Refusal) -> HTTPResponse.Status {
        guard self != .problem, refusal.status.kind == .clientError else { return refusal.status }
        switch refusal.status {
        case .unauthorized where self == .provincial: return refusal.status
        case .lengthRequired: return refusal.status
        case .requestTimeout, .contentTooLarge, .requestHeaderFieldsTooLarge, .tooManyRequests, .notFound,
            .methodNotAllowed:
            return refusal.status
        default:
            return .ok
        }
    }
}
