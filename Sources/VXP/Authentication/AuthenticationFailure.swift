/// Why a call is not believed.
package enum AuthenticationFailure: Error, Sendable, Hashable {
    case missing(headers: [String])
    case unknownSystem(String)
    /// The HMAC is not that of the signed JSON under the system's secret.
    case wrongCode
    /// The signed text is not a JSON object of prefixed headers.
    case malformedSignHeader
    /// A header that the signed JSON does not cover.
    case notCovered(header: String)
    /// A header that comes twice, or differs from what was signed.
    case disagreement(header: String)
    case malformedTimestamp(String)
    /// Positive: the caller's clock (or the call) is late; negative: it is ahead.
    case stale(behindMilliseconds: Int64)
    /// This very call has been made before.
    case replayed
}

extension AuthenticationFailure {
    package var errorCode: ErrorCode {
        switch self {
        case .missing: .headerMissing
        case .unknownSystem: .unknownSystem
        case .wrongCode: .wrongHMAC
        case .malformedSignHeader, .notCovered, .disagreement: .headersDisagree
        case .malformedTimestamp: .timestampMalformed
        case .stale: .timestampStale
        case .replayed: .replayed
        }
    }

    /// What exactly, for the caller: names and times, never a secret. Empty when the code says all.
    package var detail: String {
        switch self {
        case .missing(let headers): headers.joined(separator: ", ")
        case .unknownSystem(let id): id
        case .wrongCode, .replayed: ""
        case .malformedSignHeader: HeaderAuthentication.signHeader
        case .notCovered(let header), .disagreement(let header): header
        case .malformedTimestamp(let text): text
        case .stale(let behind): "\(behind > 0 ? "+" : "")\(behind / 1000) s"
        }
    }
}
