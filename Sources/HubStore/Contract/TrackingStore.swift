import HubCore

/// Looking at what was taken in and where it stands.
package protocol TrackingStore: Sendable {
    func document(_ id: DocumentID) async throws -> DocumentRecord?

    /// Documents that `text` names: the hub's identifier, the sender's DocumentId, or the full code. Newest
    /// first; the statuses that answer a code come after the documents that bear it.
    func find(_ text: String, limit: Int) async throws -> [DocumentRecord]

    /// The document a reference is about, as packets are matched (``Match/Quality``); `nil` when there is none, or more
    /// than one.
    func referenced(by reference: MessageFacts.Reference) async throws -> DocumentRecord?

    /// The deliveries of a document with all statuses recorded for them, in the order of its recipients.
    func deliveries(of document: DocumentID) async throws -> [DeliveryRecord]

    /// The deliveries of many documents at once, each as ``deliveries(of:)`` gives them.
    func deliveries(ofEach documents: [DocumentID]) async throws -> [DocumentID: [DeliveryRecord]]

    /// What agencies sent, newest first.
    /// - Parameter before: ``DocumentRecord/journalIndex`` of the last one seen; `nil` from the newest.
    func sent(
        by owner: MailboxOwner, kind: MessageFacts.Kind?, accepted: AcceptanceWindow, before: Int64?, limit: Int
    ) async throws -> [DocumentRecord]

    /// The bytes as they were accepted; `nil` when no accepted document has this digest.
    /// - Throws: ``StoreError/Code/retired`` when they are no longer kept.
    func payload(_ sha256: String) async throws -> StoredPayload?

    /// Statuses that no document could be found for, oldest first.
    func parkedStatuses(limit: Int) async throws -> [ParkedStatus]
}

package struct DocumentRecord: Sendable, Hashable {
    package let id: DocumentID
    package let origin: Origin
    /// The sender's identifier in the register.
    package let sender: String
    package let facts: MessageFacts
    package let acceptedAt: Timestamp
    package let journalIndex: Int64
    package let receipt: Receipt
    /// The documents of which it takes the place, oldest first.
    package let replaces: [DocumentID]
    /// The documents that take its place, oldest first.
    package let replacedBy: [DocumentID]
    /// The updates to it that change its own description, oldest first.
    package let amendedBy: [DocumentID]
}

package struct DeliveryRecord: Sendable, Hashable {
    package let id: DeliveryID
    package let document: DocumentID
    package let recipient: String
    package let name: String
    package let route: DeliveryRoute
    package let lane: Lane
    package let state: TransportState
    package let attempt: Int
    package let notBefore: Timestamp?
    package let reason: String?
    /// The receiver's name for the packet (the axis' `docId`).
    package let reference: String?
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    package let fetchedAt: Timestamp?
    /// When it reached ``TransportState/delivered``.
    package let deliveredAt: Timestamp?
    /// In the order they were recorded.
    package let statuses: [RecordedStatus]
    /// In the order they were asked; those about earlier copies too.
    package let negotiations: [Negotiation]

    package var business: BusinessState {
        BusinessState(of: statuses, negotiations: negotiations.filter { !$0.isPast })
    }
}

package struct ParkedStatus: Sendable, Hashable {
    /// The status message itself.
    package let message: DocumentID
    package let replier: String
    package let about: MessageFacts.Reference
    package let status: StatedStatus
    package let parkedAt: Timestamp
    package let because: ParkedBecause
    /// The documents it may be about; with ``ParkedBecause/unclear`` the requests it may answer.
    package let candidates: [DocumentID]
}
