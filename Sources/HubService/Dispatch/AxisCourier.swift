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
            case .deferred(_, let seconds):
                return .deferred(reason: error.description, retryAfterMilliseconds: seconds.map { Int64($0) * 1000 })
            }
        }
    }
}
