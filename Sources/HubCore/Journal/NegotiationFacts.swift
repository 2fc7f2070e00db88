/// A packet of type 1, 2 or 3, or a status 13, was found to speak of a document.
package struct Related: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case recall, update, replace
    }

    /// The packet that speaks.
    package let packet: DocumentID
    /// The document it speaks of.
    package let document: DocumentID
    package let kind: Kind
    package let match: Match
    /// Of an update: whether the document's own description changed.
    package let changesDocument: Bool?

    package init(
        packet: DocumentID, document: DocumentID, kind: Kind, match: Match, changesDocument: Bool? = nil
    ) {
        self.packet = packet
        self.document = document
        self.kind = kind
        self.match = match
        self.changesDocument = changesDocument
    }
}

/// A document's sender asked one of its recipients for it back, or to take note of an update.
package struct Requested: Sendable, Hashable, Codable {
    package let request: DocumentID
    package let document: DocumentID
    package let delivery: DeliveryID
    package let recipient: String
    package let kind: Negotiation.Kind
    /// ``Negotiation/State/asked``, or ``Negotiation/State/takenBack`` when nobody needed to be asked.
    package let state: Negotiation.State
    package let reason: String
    /// When it was asked, by the request's own word where it has one.
    package let at: Timestamp

    package init(
        request: DocumentID, document: DocumentID, delivery: DeliveryID, recipient: String, kind: Negotiation.Kind,
        state: Negotiation.State, reason: String, at: Timestamp
    ) {
        self.request = request
        self.document = document
        self.delivery = delivery
        self.recipient = recipient.clipped(to: 35)
        self.kind = kind
        self.state = state
        self.reason = reason.clipped(to: 500)
        self.at = at
    }
}

/// A negotiation went on: it was answered, contested, overtaken, or nobody answered in time.
package struct Negotiated: Sendable, Hashable, Codable {
    package let request: DocumentID
    package let document: DocumentID
    package let delivery: DeliveryID
    package let kind: Negotiation.Kind
    package let state: Negotiation.State
    /// The status message that brought it about.
    package let message: DocumentID?
    package let status: StatedStatus?
    /// The status over which the answer prevails in a race.
    package let over: String?

    package init(
        request: DocumentID, document: DocumentID, delivery: DeliveryID, kind: Negotiation.Kind,
        state: Negotiation.State, message: DocumentID? = nil, status: StatedStatus? = nil, over: String? = nil
    ) {
        self.request = request
        self.document = document
        self.delivery = delivery
        self.kind = kind
        self.state = state
        self.message = message
        self.status = status
        self.over = over
    }
}

/// A packet was given more recipients by another packet's word: those an update adds to a document, or those a recall,
/// update or replacement concerns though it was not sent to them.
package struct Addressed: Sendable, Hashable, Codable {
    package let document: DocumentID
    package let because: DocumentID
    package let deliveries: [NewDelivery]

    package init(document: DocumentID, because: DocumentID, deliveries: [NewDelivery]) {
        self.document = document
        self.because = because
        self.deliveries = deliveries
    }
}

/// A packet of type 1, 2 or 3 waits for the document it is about.
package struct RequestParked: Sendable, Hashable, Codable {
    package let message: DocumentID
    package let request: DocumentRequest
    package let because: ParkedBecause
    /// What it may be about; at most ten.
    package let candidates: [DocumentID]

    package init(
        message: DocumentID, request: DocumentRequest, because: ParkedBecause, candidates: [DocumentID] = []
    ) {
        self.message = message
        self.request = request
        self.because = because
        self.candidates = Array(candidates.prefix(10))
    }
}

/// A parked request found its document; its ``Related`` and ``Requested`` follow.
package struct RequestMatched: Sendable, Hashable, Codable {
    package let message: DocumentID
    /// The index of its ``RequestParked``.
    package let parked: Int64
    package let document: DocumentID
    /// Who matched it by hand.
    package let by: String?

    package init(message: DocumentID, parked: Int64, document: DocumentID, by: String? = nil) {
        self.message = message
        self.parked = parked
        self.document = document
        self.by = by.map { $0.clipped(to: 200) }
    }
}
