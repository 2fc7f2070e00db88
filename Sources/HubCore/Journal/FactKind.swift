extension Fact {
    /// What an entry may tell of, by the name that stands in the journal. A name never changes its meaning.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case hubStarted, hubStopped, configured, operatorActed
        case accepted, continued, refused, duplicate, conflict, callsRefused
        // Of ``Moved``, by its event.
        case delivered, deferred, deliveryRefused, dead, fetched, acknowledged, sentAgain, forgotten, cancelled,
            recalled
        case readdressed
        case statusRecorded, statusParked, statusMatched
        case related, requested, negotiated, addressed, requestParked, requestMatched
        case axisAcknowledged, destinationPaused, destinationReleased
        case agencyChanged, agenciesChanged, registerSynchronised, agencyAsked, agencyDecided
        case certificateChanged, subjectRuleChanged, trustChanged
        case credentialChanged, tokenChanged, webhookChanged
        case retired
        case dutyEscalated, dutyPlanChanged, reminderMailed
        case accountChanged, loggedIn, logInRefused, sessionEnded
    }
}

extension Fact.Kind {
    package init(of fact: Fact) {
        self =
            switch fact {
            case .hubStarted: .hubStarted
            case .hubStopped: .hubStopped
            case .configured: .configured
            case .operatorActed: .operatorActed
            case .accepted: .accepted
            case .continued: .continued
            case .refused: .refused
            case .duplicate: .duplicate
            case .conflict: .conflict
            case .callsRefused: .callsRefused
            case .moved(let moved): Self(of: moved.event)
            case .statusRecorded: .statusRecorded
            case .statusParked: .statusParked
            case .statusMatched: .statusMatched
            case .related: .related
            case .requested: .requested
            case .negotiated: .negotiated
            case .addressed: .addressed
            case .requestParked: .requestParked
            case .requestMatched: .requestMatched
            case .axisAcknowledged: .axisAcknowledged
            case .destinationPaused: .destinationPaused
            case .destinationReleased: .destinationReleased
            case .agencyChanged: .agencyChanged
            case .agenciesChanged: .agenciesChanged
            case .registerSynchronised: .registerSynchronised
            case .agencyAsked: .agencyAsked
            case .agencyDecided: .agencyDecided
            case .certificateChanged: .certificateChanged
            case .subjectRuleChanged: .subjectRuleChanged
            case .trustChanged: .trustChanged
            case .credentialChanged: .credentialChanged
            case .tokenChanged: .tokenChanged
            case .webhookChanged: .webhookChanged
            case .retired: .retired
            case .dutyEscalated: .dutyEscalated
            case .dutyPlanChanged: .dutyPlanChanged
            case .reminderMailed: .reminderMailed
            case .accountChanged: .accountChanged
            case .loggedIn: .loggedIn
            case .logInRefused: .logInRefused
            case .sessionEnded: .sessionEnded
            }
    }

    private init(of event: Moved.Event) {
        self =
            switch event {
            case .delivered: .delivered
            case .deferred: .deferred
            case .deliveryRefused: .deliveryRefused
            case .dead: .dead
            case .fetched: .fetched
            case .acknowledged: .acknowledged
            case .sentAgain: .sentAgain
            case .forgotten: .forgotten
            case .cancelled: .cancelled
            case .recalled: .recalled
            case .readdressed: .readdressed
            }
    }
}
