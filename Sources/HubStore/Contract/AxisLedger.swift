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

    /// Packets that the axis took after that moment (exclusive), oldest first.
    func carriedUp(after: CarriedUp.Mark, limit: Int) async throws -> [CarriedUp]

    /// Packets that the axis took up to that moment (inclusive), newest first.
    func carriedUp(upTo: CarriedUp.Mark, limit: Int) async throws -> [CarriedUp]

    /// Has a packet that the axis took, and does not know any more, sent again: a document to those of its recipients there
    /// who have reported nothing of it yet, a status always.
    /// - Returns: how many deliveries are sent again.
    func forgottenUpstream(_ packet: CarriedUp, by: String, now: Timestamp) async throws -> Int
}

/// A packet that the axis took.
package struct CarriedUp: Sendable, Hashable {
    /// When, and which of those of one moment: grows with every packet taken.
    package struct Mark: Sendable, Hashable, Comparable {
        package let at: Timestamp
        package let position: Int64

        package init(at: Timestamp, position: Int64) {
            self.at = at
            self.position = position
        }

        package static func < (left: Mark, right: Mark) -> Bool {
            (left.at, left.position) < (right.at, right.position)
        }

        package static let first = Mark(at: Timestamp(milliseconds: 0), position: 0)
        package static let last = Mark(at: Timestamp(milliseconds: .max), position: .max)
    }

    package let document: DocumentID
    package let kind: MessageFacts.Kind
    /// The docId the axis gave it.
    package let reference: String
    package let mark: Mark
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
