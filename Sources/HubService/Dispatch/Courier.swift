import HubCore
import HubStore

/// What became of carrying one claim. There is no fourth outcome: unknown means deferred.
package enum Carriage: Sendable {
    /// - Parameter reference: the receiver's name for the packet.
    case delivered(reference: String?)
    case deferred(reason: String, retryAfterMilliseconds: Int64?)
    case refused(reason: String)
}

/// Brings a claimed document to its destination.
package protocol Courier: Sendable {
    /// Never throws: whatever is not known to have arrived, or to have been refused, is deferred.
    func carry(_ claim: Claim, _ payload: StoredPayload) async -> Carriage
}
