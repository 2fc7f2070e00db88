import VXP

/// Why a call to the axis gave nothing. There are two ways on: try again later, or give up for good.
package enum AxisFailure: Error, Sendable, Hashable {
    /// Try again. What is not known to have been refused is deferred: the axis may even have taken it.
    case deferred(Reason, retryAfterSeconds: Int?)
    /// The axis has judged what was sent, and will judge it the same way again.
    case refused(ErrorCode, description: String)

    /// Why a call is to be tried again.
    package enum Reason: Sendable, Hashable {
        /// No connection, or it broke.
        case connection(String)
        case timedOut
        /// An HTTP status that says nothing about what was sent.
        case status(Int)
        /// A reply that cannot be read: never an empty list, never a success.
        case unreadable(String)
        /// The axis asks for it.
        case busy(ErrorCode, description: String)
        /// The axis does not believe *us*: a matter of our configuration, not of what was sent.
        case credentials(ErrorCode, description: String)
        /// What we hold is missing or damaged: for an operator to mend from a backup.
        case ownCopy(String)
        case cancelled
    }
}

extension AxisFailure {
    /// What an envelope that says FAIL means.
    init(_ code: ErrorCode, description: String, retryAfterSeconds: Int?) {
        if Self.doubtsTheCaller.contains(code) {
            self = .deferred(.credentials(code, description: description), retryAfterSeconds: retryAfterSeconds)
        } else if code.isTransient || Self.doubtsTheTransfer.contains(code) {
            self = .deferred(.busy(code, description: description), retryAfterSeconds: retryAfterSeconds)
        } else {
            self = .refused(code, description: description)
        }
    }

    /// A wrong secret must not turn a backlog of good documents into dead letters.
    private static let doubtsTheCaller: Set<ErrorCode> = [
        .unknownSystem, .headerMissing, .wrongHMAC, .headersDisagree, .timestampMalformed, .timestampStale, .replayed,
        .notAuthorised, .unknownOperation,
    ]

    /// What arrived was not what was sent: sending again may well mend it.
    private static let doubtsTheTransfer: Set<ErrorCode> = [.wrongHash, .bodyMalformed]
}

extension AxisFailure: CustomStringConvertible {
    /// One line, for logs and for the reason of a deferred delivery.
    package var description: String {
        switch self {
        case .refused(let code, let description): "refused \(code.number) \(code.name): \(description)"
        case .deferred(let reason, _): reason.description
        }
    }
}

extension AxisFailure.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .connection(let what): "no connection: \(what)"
        case .timedOut: "timed out"
        case .status(let status): "HTTP \(status)"
        case .unreadable(let what): "unreadable reply: \(what)"
        case .busy(let code, let description): "\(code.number) \(code.name): \(description)"
        case .credentials(let code, let description): "credentials: \(code.number) \(code.name): \(description)"
        case .ownCopy(let what): "our own copy: \(what)"
        case .cancelled: "cancelled"
        }
    }
}
