import HubCore
import HubStore
import VXP

/// Carries documents and statuses up to the national axis, as the bytes received.
package struct AxisCourier: Courier {
    private let axis: AxisClient

    package init(_ axis: AxisClient) { self.axis = axis }

    package func carry(_ claim: Claim, _ payload: StoredPayload) async -> Carriage {
        do {
            let docID = try await axis.sendEdoc(
                payload, type: claim.kind == .document ? .edoc : .status, from: claim.sender,
                to: claim.deliveries.map(\.recipient))
            return .delivered(reference: docID)
        } catch {
            switch error {
            case .refused: return .refused(reason: error.description)
            case .deferred(let reason, let seconds):
                return .deferred(
                    reason: error.description, retryAfterMilliseconds: seconds.map { Int64($0) * 1000 },
                    asked: reason.hasAskedTheAxis)
            }
        }
    }
}

extension AxisFailure.Reason {
    /// Whether the axis, or the way to it, has failed; not what we hold.
    fileprivate var hasAskedTheAxis: Bool {
        switch self {
        case .ownCopy, .cancelled: false
        case .connection, .timedOut, .status, .unreadable, .busy, .credentials: true
        }
    }
}
