/// A message the hub has decided to accept, with the names it will bear: what one commit makes durable.
package struct IncomingDocument: Sendable, Hashable {
    package let id: DocumentID
    package let origin: Origin
    /// The sender's identifier in the register.
    package let sender: String
    package let facts: MessageFacts
    /// One for each recipient that is the hub's to serve; none of them need be deliverable.
    package let deliveries: [NewDelivery]
    /// Deliveries of the document that an update is about to those whom it adds; made only where they are needed.
    package let copies: [NewDelivery]
    /// Deliveries of this packet to those whom it concerns and does not address: holders of what it recalls, takes away or
    /// replaces; made only where they are needed.
    package let notices: [NewDelivery]
    /// What the judgement on its signature rested on.
    package let grounds: Grounds?
    /// The request by which it came, as the log and the answer name it; `nil` for what the hub fetched itself.
    package var request: String?
    /// The trace that the call named by which it came (W3C `traceparent`), valid.
    package var trace: String?

    package init(
        id: DocumentID, origin: Origin, sender: String, facts: MessageFacts, deliveries: [NewDelivery],
        copies: [NewDelivery] = [], notices: [NewDelivery] = [], grounds: Grounds? = nil
    ) {
        self.id = id
        self.origin = origin
        self.sender = sender
        self.facts = facts
        self.deliveries = deliveries
        self.copies = copies
        self.notices = notices
        self.grounds = grounds
    }
}

/// A delivery at the moment its document is accepted.
package struct NewDelivery: Sendable, Hashable, Codable {
    package let id: DeliveryID
    /// The recipient's identifier in the register; as stated when the register does not have it.
    package let recipient: String
    package let name: String
    package let route: DeliveryRoute
    /// ``TransportState/waiting``, ``TransportState/available``, or ``TransportState/refused`` when this one recipient
    /// cannot be served.
    package let state: TransportState
    /// With ``TransportState/refused``: the rule's code.
    package let refusal: String?
    /// With ``TransportState/refused``: what is said about it, in Vietnamese.
    package let reason: String?

    package init(
        id: DeliveryID, recipient: String, name: String, route: DeliveryRoute, state: TransportState,
        refusal: String? = nil, reason: String? = nil
    ) {
        self.id = id
        self.recipient = recipient
        self.name = name
        self.route = route
        self.state = state
        self.refusal = refusal
        self.reason = reason
    }
}

/// An upload the hub did not accept, as the journal keeps it: who, which bytes, why, and never the contents.
package struct Refusal: Sendable, Hashable, Codable {
    package let origin: Origin
    /// Of what arrived before it was refused, lower-case hex.
    package let sha256: String
    package let size: Int64
    /// Codes of the refusing findings, in the order found.
    package let codes: [String]
    /// The sender as stated, when it got that far.
    package let from: String?
    package let code: String?
    /// The fingerprint of the certificate that its signature names, when one was found.
    package let certificate: String?
    /// What it was judged by, when it got that far.
    package let grounds: Grounds?
    /// ``IncomingDocument/request``
    package let request: String?

    package init(
        origin: Origin, sha256: String, size: Int64, codes: [String], from: String? = nil, code: String? = nil,
        certificate: String? = nil, grounds: Grounds? = nil, request: String? = nil
    ) {
        self.origin = origin
        self.sha256 = sha256
        self.size = size
        self.codes = Array(codes.prefix(64))
        self.from = from.map { $0.clipped(to: 35) }
        self.code = code.map { $0.clipped(to: 101) }
        self.certificate = certificate
        self.grounds = grounds
        self.request = request
    }
}
