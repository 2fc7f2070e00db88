/// One thing that became true at the hub. Never contents, never secrets; enough to rebuild every view row but the
/// short-lived ones (leases, sessions).
package enum Fact: Sendable, Hashable {
    case hubStarted(HubStarted)
    case hubStopped(HubStopped)
    case configured(Configured)
    case operatorActed(OperatorActed)
    case accepted(Accepted)
    /// More recipients and references of the document accepted just before.
    case continued(Continued)
    case refused(Refusal)
    case duplicate(Repeated)
    case conflict(Repeated)
    case callsRefused(CallsRefused)
    /// A delivery's packet moved; the entry's kind is ``Moved/event``.
    case moved(Moved)
    case statusRecorded(StatusRecorded)
    case statusParked(StatusParked)
    /// A parked status found its document.
    case statusMatched(StatusRecorded)
    /// A packet speaks of a document: it recalls, updates or replaces it.
    case related(Related)
    /// A sender asked one recipient for a document back, or to take note of an update; with it, open requests before it are
    /// overtaken.
    case requested(Requested)
    /// What was asked is answered, contested, or given up.
    case negotiated(Negotiated)
    /// More recipients of a document that was accepted before.
    case addressed(Addressed)
    /// A recall, update or replacement waits for its document.
    case requestParked(RequestParked)
    case requestMatched(RequestMatched)
    case axisAcknowledged(AxisAcknowledged)
    case destinationPaused(DestinationPaused)
    case destinationReleased(DestinationReleased)
    case agencyChanged(AgencyChanged)
    case agenciesChanged(AgenciesChanged)
    case registerSynchronised(RegisterSynchronised)
    case agencyAsked(AgencyAsked)
    case agencyDecided(AgencyDecided)
    case certificateChanged(CertificateChanged)
    case subjectRuleChanged(SubjectRuleChanged)
    case trustChanged(TrustChanged)
    case credentialChanged(CredentialChanged)
    case tokenChanged(TokenChanged)
    case webhookChanged(WebhookChanged)
    case retired(Retired)
    case dutyEscalated(DutyEscalated)
    case dutyPlanChanged(DutyPlanChanged)
    case reminderMailed(ReminderMailed)
    case accountChanged(AccountChanged)
    case loggedIn(LoggedIn)
    case logInRefused(LogInRefused)
    case sessionEnded(SessionEnded)
}

/// Somebody did something to the hub by hand.
package struct OperatorActed: Sendable, Hashable, Codable {
    package let by: String
    package let action: String
    package let subject: String
    package let note: String

    package init(by: String, action: String, subject: String, note: String) {
        self.by = by.clipped(to: 200)
        self.action = action.clipped(to: 100)
        self.subject = subject.clipped(to: 200)
        self.note = note.clipped(to: 1000)
    }
}

/// A known document came again: with the same bytes (duplicate) or with others (conflict).
package struct Repeated: Sendable, Hashable, Codable {
    /// The document accepted before.
    package let document: DocumentID
    package let origin: Origin
    /// Of the bytes that came now.
    package let sha256: String
    package let size: Int64
    /// ``IncomingDocument/request``
    package let request: String?

    package init(document: DocumentID, origin: Origin, sha256: String, size: Int64, request: String? = nil) {
        self.document = document
        self.origin = origin
        self.request = request
        self.sha256 = sha256
        self.size = size
    }
}

/// A delivery's packet moved.
package struct Moved: Sendable, Hashable, Codable {
    package enum Event: String, Sendable, Hashable, Codable {
        case delivered
        case deferred
        case deliveryRefused
        case dead
        case fetched
        case acknowledged
        case sentAgain
        case forgotten
        /// An operator ended it.
        case cancelled
        /// Its sender has it back.
        case recalled
        /// It came back, and its sender addresses the recipient again.
        case readdressed
    }

    package let event: Event
    package let document: DocumentID
    package let delivery: DeliveryID
    /// Where it is now, and which way it goes.
    package let state: TransportState
    package let route: DeliveryRoute
    package let attempt: Int
    package let notBefore: Timestamp?
    package let reason: String?
    /// The receiver's name for the packet.
    package let reference: String?
    /// Who said so: a courier, a centre, an operator.
    package let by: String?
    /// Why somebody had it sent again, in his words.
    package let note: String?

    package init(
        event: Event, document: DocumentID, delivery: DeliveryID, now transport: Transport, reference: String? = nil,
        by: String? = nil, note: String? = nil
    ) {
        self.event = event
        self.document = document
        self.delivery = delivery
        state = transport.state
        route = transport.route
        attempt = transport.attempt
        notBefore = transport.notBefore
        reason = transport.reason.map { $0.clipped(to: 1000) }
        self.reference = reference.map { $0.clipped(to: 200) }
        self.by = by.map { $0.clipped(to: 200) }
        self.note = note.map { $0.clipped(to: 500) }
    }
}

/// A status was recorded for a delivery.
package struct StatusRecorded: Sendable, Hashable, Codable {
    package let document: DocumentID
    package let delivery: DeliveryID
    /// The status message.
    package let message: DocumentID
    package let status: StatedStatus
    /// How it was found; entries from before it was noted have none.
    package let match: Match?
    /// Who matched it by hand.
    package let by: String?

    package init(
        document: DocumentID, delivery: DeliveryID, message: DocumentID, status: StatedStatus, match: Match? = nil,
        by: String? = nil
    ) {
        self.document = document
        self.delivery = delivery
        self.message = message
        self.status = status
        self.match = match
        self.by = by.map { $0.clipped(to: 200) }
    }
}

/// A status came for a document the hub does not have, or for a recipient it has not.
package struct StatusParked: Sendable, Hashable, Codable {
    package let message: DocumentID
    /// The replier's identifier in the register.
    package let replier: String
    /// As stated, with the issuer's identifier in the register when it is there.
    package let about: MessageFacts.Reference
    package let status: StatedStatus
    /// Entries from before it was noted have none.
    package let because: ParkedBecause?
    /// The documents it may be about, at most ten; with ``ParkedBecause/unclear`` the requests it may answer.
    package let candidates: [DocumentID]?

    package init(
        message: DocumentID, replier: String, about: MessageFacts.Reference, status: StatedStatus,
        because: ParkedBecause? = nil, candidates: [DocumentID] = []
    ) {
        self.message = message
        self.replier = replier
        self.about = about
        self.status = status
        self.because = because
        self.candidates = candidates.isEmpty ? nil : Array(candidates.prefix(10))
    }
}

package struct AxisAcknowledged: Sendable, Hashable, Codable {
    package let docID: String
    /// What the axis was told: ``Acknowledgement/done`` or ``Acknowledgement/fail``; entries from before it was noted have none.
    package let word: Acknowledgement?

    package init(docID: String, word: Acknowledgement?) {
        self.docID = docID
        self.word = word
    }
}

package struct AgencyChanged: Sendable, Hashable, Codable {
    package let agency: Agency
    package let by: String

    package init(agency: Agency, by: String) {
        self.agency = agency
        self.by = by.clipped(to: 200)
    }
}

package struct CertificateChanged: Sendable, Hashable, Codable {
    package let certificate: RegisteredCertificate
    package let by: String

    package init(certificate: RegisteredCertificate, by: String) {
        self.certificate = certificate
        self.by = by.clipped(to: 200)
    }
}

package struct SubjectRuleChanged: Sendable, Hashable, Codable {
    package let rule: SubjectRule
    package let by: String

    package init(rule: SubjectRule, by: String) {
        self.rule = rule
        self.by = by.clipped(to: 200)
    }
}

/// A centre was added or changed. Says that a secret or a token was set, never what it is.
package struct CredentialChanged: Sendable, Hashable, Codable {
    package let centre: String
    package let name: String
    package let isLocked: Bool
    package let secretSet: Bool
    package let tokenSet: Bool
    /// Until when the secret before the one set goes on; `nil` when it has ended.
    package let oldSecretUntil: Timestamp?
    package let by: String

    package init(
        centre: String, name: String, isLocked: Bool, secretSet: Bool, tokenSet: Bool,
        oldSecretUntil: Timestamp? = nil, by: String
    ) {
        self.centre = centre
        self.name = name.clipped(to: 200)
        self.isLocked = isLocked
        self.secretSet = secretSet
        self.tokenSet = tokenSet
        self.oldSecretUntil = oldSecretUntil
        self.by = by.clipped(to: 200)
    }
}
