import HubCore
import HubStore

/// What became of carrying one claim. There is no fourth outcome: unknown means deferred.
package enum Carriage: Sendable {
    /// - Parameter reference: the receiver's name for the packet.
    case delivered(reference: String?)
    /// - Parameter asked: whether the destination was asked at all. What failed on our side says nothing of its health.
    case deferred(reason: String, retryAfterMilliseconds: Int64?, asked: Bool = true)
    case refused(reason: String)

    /// What it says of the destination's health.
    var sign: DestinationHealth.Sign {
        switch self {
        case .delivered, .refused: .answered
        case .deferred(let reason, let retryAfter, asked: true): .failed(reason: reason, retryAfter: retryAfter)
        case .deferred(_, _, asked: false): .nothing
        }
    }
}

/// Brings a claimed document to its destination.
package protocol Courier: Sendable {
    /// Never throws: whatever is not known to have arrived, or to have been refused, is deferred.
    func carry(_ claim: Claim, _ payload: StoredPayload) async -> Carriage
}
