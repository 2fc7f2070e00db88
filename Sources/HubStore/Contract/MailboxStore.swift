import HubCore

/// The mailboxes of local recipients.
package protocol MailboxStore: Sendable {
    /// What lies in the mailboxes, oldest first.
    /// - Parameters:
    ///   - accepted: bounds of the acceptance time, inclusive; `nil` is open.
    ///   - after: ``MailboxItem/position`` of the last item seen; 0 from the beginning.
    ///   - openOnly: leaves out what was acknowledged with `done` or `fail`.
    func mailbox(
        of owner: MailboxOwner, kind: MessageFacts.Kind?, accepted: AcceptanceWindow, openOnly: Bool, after: Int64,
        limit: Int
    ) async throws -> [MailboxItem]

    /// How many items wait in the mailboxes: neither `done` nor `fail` was said of them.
    func mailboxCount(of owner: MailboxOwner, kind: MessageFacts.Kind) async throws -> Int

    /// One item, by the delivery's name; `nil` when there is none or it is not a mailbox delivery.
    func mailboxItem(_ delivery: DeliveryID) async throws -> MailboxItem?

    /// Notes that the recipient's system read it. Repeats change nothing.
    func markFetched(_ delivery: DeliveryID, by: String, now: Timestamp) async throws -> AcknowledgeOutcome

    /// Records the recipient's word (`updateStatus`). Repeats change nothing.
    func acknowledge(
        _ delivery: DeliveryID, _ word: Acknowledgement, description: String?, by: String, now: Timestamp
    ) async throws -> AcknowledgeOutcome
}

/// Whose mailboxes.
package enum MailboxOwner: Sendable, Hashable {
    /// All agencies of an interconnection centre.
    case centre(String)
    /// These agencies, in the old or the new form.
    case agencies([String])
}

package struct AcceptanceWindow: Sendable, Hashable {
    package let from: Timestamp?
    package let to: Timestamp?

    package init(from: Timestamp? = nil, to: Timestamp? = nil) {
        self.from = from
        self.to = to
    }
}

package struct MailboxItem: Sendable, Hashable {
    /// Grows with every delivery; the cursor for reading on.
    package let position: Int64
    package let delivery: DeliveryID
    package let document: DocumentID
    package let kind: MessageFacts.Kind
    package let sender: String
    package let senderName: String
    package let recipient: String
    /// The recipient's interconnection centre; `nil` when the register has lost it.
    package let recipientCentre: String?
    package let state: TransportState
    package let reason: String?
    package let acceptedAt: Timestamp
    package let changedAt: Timestamp
    package let code: String
    package let subject: String
    package let priority: Int
    package let sha256: String
    package let size: Int64
}

package enum AcknowledgeOutcome: Sendable, Hashable {
    case recorded
    /// It was said before.
    case repeated
    /// It does not go with what was said before (`fail` after `done`); nothing changed.
    case contradicts(TransportState)
    /// There is no such delivery in a mailbox.
    case unknown
}
