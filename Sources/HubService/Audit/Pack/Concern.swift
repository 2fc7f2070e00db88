import HubCore
import HubStore

/// Which entries of a journal concern some agencies: what they did and what was done about them; all that became of what they sent;
/// of what they received, their own deliveries.
struct Concern {
    /// Identifiers in the register.
    let agencies: Set<String>
    let snapshot: JournalSnapshot

    func holds(for fact: Fact) throws -> Bool {
        switch fact {
        case .accepted(let fact): isOurs(fact.sender) || fact.deliveries.contains(where: isRecipient)
        case .continued(let fact): try isOurs(document: fact.document) || fact.deliveries.contains(where: isRecipient)
        case .addressed(let fact): try isOurs(document: fact.document) || fact.deliveries.contains(where: isRecipient)
        case .refused(let fact): isOurs(fact.from ?? "") || isOurs(fact.origin)
        case .duplicate(let fact), .conflict(let fact): try isOurs(fact.origin) || isOurs(document: fact.document)
        case .callsRefused(let fact): isOurs(fact.caller ?? "")
        case .moved(let fact): try isOurs(fact.document, fact.delivery)
        case .statusRecorded(let fact), .statusMatched(let fact):
            try isOurs(fact.document, fact.delivery) || isOurs(document: fact.message)
        case .statusParked(let fact): isOurs(fact.replier) || isOurs(fact.about.organID)
        case .related(let fact): try isOurs(document: fact.document) || isOurs(document: fact.packet)
        case .requested(let fact): try isOurs(fact.recipient) || isOurs(fact.document, fact.delivery)
        case .negotiated(let fact): try isOurs(fact.document, fact.delivery)
        case .requestParked(let fact): try isOurs(document: fact.message)
        case .requestMatched(let fact): try isOurs(document: fact.message) || isOurs(document: fact.document)
        case .dutyEscalated(let fact): try isOurs(fact.recipient) || isOurs(document: fact.document)
        case .retired(let fact): try fact.documents.contains { try isOurs(document: $0) }
        case .agencyChanged(let fact): isOurs(fact.agency.id)
        case .agenciesChanged(let fact): fact.agencies.contains { isOurs($0.id) }
        case .agencyAsked(let fact): isOurs(fact.request.agency)
        case .agencyDecided(let fact): isOurs(fact.agency)
        case .certificateChanged(let fact): isOurs(fact.certificate.agency)
        case .subjectRuleChanged(let fact): isOurs(fact.rule.agency)
        case .tokenChanged(let fact): isOurs(fact.token.agency)
        case .webhookChanged(let fact): isOurs(fact.webhook.agency)
        case .reminderMailed(let fact): isOurs(fact.agency ?? "")
        case .accountChanged(let fact): fact.account.grants.contains { isOurs($0.agency ?? "") }
        // What is the hub's own and nobody's in particular.
        case .hubStarted, .hubStopped, .configured, .operatorActed, .axisAcknowledged, .destinationPaused,
            .destinationReleased, .registerSynchronised, .trustChanged, .credentialChanged, .dutyPlanChanged, .loggedIn,
            .logInRefused, .sessionEnded:
            false
        }
    }

    private func isOurs(_ agency: String) -> Bool { agencies.contains(agency.canonicalIdentifier) }

    private func isOurs(_ origin: Origin) -> Bool {
        if case .agency(let id, _) = origin { isOurs(id) } else { false }
    }

    private func isOurs(document: DocumentID) throws -> Bool { try snapshot.sender(of: document).map(isOurs) ?? false }

    private func isOurs(_ document: DocumentID, _ delivery: DeliveryID) throws -> Bool {
        try isOurs(document: document) || snapshot.recipient(of: delivery).map(isOurs) ?? false
    }

    private func isRecipient(_ delivery: NewDelivery) -> Bool { isOurs(delivery.recipient) }
}
