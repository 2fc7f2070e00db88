import HubCore

/// What senders ask of the recipients of their documents, and the packets that wait for the document they are about.
///
/// Requests come in like any packet, through ``IntakeStore/accept(_:payload:now:)``: there is one way in for one recipient and
/// for all, for an agency's system and for a clerk. What has not left the hub comes back in that same commit.
package protocol NegotiationStore: Sendable {
    /// The negotiations about a document, in the order they were asked; those about earlier copies too.
    func negotiations(about document: DocumentID) async throws -> [Negotiation]

    /// What came of a request, for each recipient it concerns: for a recall of what had not left, all is said when the
    /// request has been accepted.
    func negotiations(askedBy request: DocumentID) async throws -> [Negotiation]

    /// How a document stands to others, in both directions, oldest first.
    func relations(of document: DocumentID) async throws -> [Relation]

    /// Gives up waiting for the answers to what was asked at or before `moment`. One that comes later still counts.
    /// - Returns: how many negotiations that were.
    func giveUpWaiting(askedBefore moment: Timestamp, limit: Int, now: Timestamp) async throws -> Int

    /// Recalls, updates and replacements that no document could be found for, oldest first.
    func parkedRequests(limit: Int) async throws -> [ParkedRequest]

    /// Matches a parked packet with a document by hand, as if it had named it.
    /// - Parameters:
    ///   - request: which of the open requests a parked 15 or 16 answers; `nil` leaves it to the machine.
    ///   - by: who says so, for the journal.
    func match(
        _ packet: DocumentID, with document: DocumentID, answering request: DocumentID?, by: String, now: Timestamp
    ) async throws -> HandMatch
}

/// How one packet stands to a document.
package struct Relation: Sendable, Hashable {
    /// The packet that recalls, updates or replaces.
    package let packet: DocumentID
    /// The document it is about.
    package let document: DocumentID
    package let kind: Related.Kind
    package let match: Match
    /// Of an update: whether the document's own description changed.
    package let changesDocument: Bool
    package let at: Timestamp
}

package struct ParkedRequest: Sendable, Hashable {
    package let message: DocumentID
    package let sender: String
    package let request: DocumentRequest
    package let because: ParkedBecause
    package let candidates: [DocumentID]
    package let parkedAt: Timestamp
}

/// What came of matching by hand.
package enum HandMatch: Sendable, Hashable {
    case matched
    /// No such packet is parked.
    case notParked
    /// There is no such document, or the packet's sender has no part in it.
    case notConcerned
    /// Two requests are open, and it was not said which is answered; or none of that name is.
    case unclear
}
