import HubCore

/// What was fetched from the national axis, so that a poll after a crash neither commits anything twice nor forgets to
/// say `done`. Entries are made by ``IntakeStore/accept(_:payload:now:)`` and ``IntakeStore/refuse(_:now:)``.
package protocol AxisLedger: Sendable {
    /// `nil` when it was never fetched to its end.
    func axisItem(_ docID: String) async throws -> AxisItem?

    /// Notes that the axis has taken our `updateStatus`. Repeats change nothing.
    func acknowledgedUpstream(_ docID: String, now: Timestamp) async throws

    /// Fetched and not yet acknowledged, oldest first.
    func unacknowledgedAxisItems(limit: Int) async throws -> [AxisItem]
}

package struct AxisItem: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        case accepted
        case duplicate
        case conflict
        case refused

        /// What the axis is told: the packet is held here, or it could not be taken.
        package var word: Acknowledgement {
            switch self {
            case .accepted, .duplicate: .done
            case .conflict, .refused: .fail
            }
        }
    }

    package let docID: String
    package let outcome: Outcome
    /// The accepted document; of a conflict the one accepted before.
    package let document: DocumentID?
    /// Codes of the rules that refused it.
    package let codes: [String]
    package let recordedAt: Timestamp
    package let acknowledgedAt: Timestamp?
}
