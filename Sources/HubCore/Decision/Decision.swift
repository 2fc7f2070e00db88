import SignedXML

/// Everything the decision about one message rests on. Nothing else is looked at.
package struct Evidence: Sendable {
    /// ``MessageFacts/certificate`` is set when a signature was there and verified, and only then.
    package var facts: MessageFacts
    package var origin: Origin
    /// The register's entry for `facts.from`.
    package var sender: Agency?
    /// The register's entries for `facts.to`, under the identifiers as stated.
    package var recipients: [String: Agency]
    /// What the register can say of ``needingAdvice(now:)``, under the identifiers as stated.
    package var advice: [String: AgencyAdvice] = [:]
    /// What the register says about the certificate `facts.certificate`.
    package var registration: Registration
    /// Whether there is something that claims to be a signature; what is wrong with it is among the findings.
    package var hasSignature: Bool
    /// What inspection and trust found.
    package var findings: [Finding]
    package var policy: HubPolicy
    /// What the findings do, those of the decision included.
    package var rules: RuleBook
    /// What the judgement on the signature rested on.
    package var grounds: Grounds?

    package init(
        facts: MessageFacts, origin: Origin, sender: Agency?, recipients: [String: Agency],
        registration: Registration = Registration(), hasSignature: Bool = false, findings: [Finding] = [],
        policy: HubPolicy = HubPolicy(), rules: RuleBook = .standard, grounds: Grounds? = nil
    ) {
        self.facts = facts
        self.origin = origin
        self.sender = sender
        self.recipients = recipients
        self.registration = registration
        self.hasSignature = hasSignature
        self.findings = findings
        self.policy = policy
        self.rules = rules
        self.grounds = grounds
    }
}

/// The hub's own signature policies; an agency's, where it has one, goes before them.
package struct HubPolicy: Sendable, Hashable {
    package var documents: SignaturePolicy
    package var statuses: SignaturePolicy
    package var axisDocuments: SignaturePolicy
    package var axisStatuses: SignaturePolicy

    package init(
        documents: SignaturePolicy = .required, statuses: SignaturePolicy = .verifyIfPresent,
        axisDocuments: SignaturePolicy = .required, axisStatuses: SignaturePolicy = .verifyIfPresent
    ) {
        self.documents = documents
        self.statuses = statuses
        self.axisDocuments = axisDocuments
        self.axisStatuses = axisStatuses
    }

    /// What is asked of a message of this kind by `sender` through `origin`.
    package func signature(on kind: MessageFacts.Kind, by sender: Agency?, through origin: Origin) -> SignaturePolicy {
        let isFromAxis = if case .axis = origin { true } else { false }
        switch kind {
        case .document: return sender?.documentSignatures ?? (isFromAxis ? axisDocuments : documents)
        case .status: return sender?.statusSignatures ?? (isFromAxis ? axisStatuses : statuses)
        }
    }
}

package enum Decision: Sendable {
    case accept(Acceptance)
    /// All findings, flags included; at least one refuses.
    case refuse([Finding])
}

/// A message that may be stored as accepted. Only ``decide(_:now:)`` makes one.
package struct Acceptance: Sendable {
    package let origin: Origin
    /// The sender's identifier in the register.
    package let sender: String
    package let facts: MessageFacts
    package let routes: [Routing]
    /// Those whom an update adds to the document it is about.
    package let added: [Routing]
    /// Those whom the packet concerns and does not address.
    package let concerned: [Routing]
    /// What was found and does not refuse; the refusals of single recipients are in ``routes``.
    package let flags: [Finding]
    package let grounds: Grounds?

    /// Gives the document and its deliveries their names.
    package func named(at moment: Timestamp, using generator: inout some RandomNumberGenerator) -> IncomingDocument {
        let id = DocumentID(at: moment, using: &generator)
        func named(_ routes: [Routing]) -> [NewDelivery] {
            routes.map { $0.delivery(named: DeliveryID(at: moment, using: &generator)) }
        }
        return IncomingDocument(
            id: id, origin: origin, sender: sender, facts: facts, deliveries: named(routes), copies: named(added),
            notices: named(concerned), grounds: grounds)
    }
}

/// What becomes of one recipient.
package struct Routing: Sendable {
    package enum Way: Sendable {
        case mailbox
        case axis
        /// Refused for this recipient alone.
        case refused(Finding)
    }

    /// The recipient's identifier in the register; as stated when it is not there.
    package let recipient: String
    package let name: String
    package let way: Way

    /// Why this one recipient cannot be served.
    package var refusal: Finding? { if case .refused(let finding) = way { finding } else { nil } }

    func delivery(named id: DeliveryID) -> NewDelivery {
        switch way {
        case .mailbox: NewDelivery(id: id, recipient: recipient, name: name, route: .mailbox, state: .available)
        case .axis: NewDelivery(id: id, recipient: recipient, name: name, route: .axis, state: .waiting)
        case .refused(let finding):
            NewDelivery(
                id: id, recipient: recipient, name: name, route: .axis, state: .refused, refusal: finding.rule.code,
                reason: finding.says.vi.clipped(to: 300))
        }
    }
}
