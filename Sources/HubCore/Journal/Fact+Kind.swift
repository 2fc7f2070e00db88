extension Fact {
    /// The stable name of the entry's kind.
    package var kind: String { Kind(of: self).rawValue }

    /// The document the fact is about.
    package var document: DocumentID? {
        switch self {
        case .accepted(let fact): fact.document
        case .continued(let fact): fact.document
        case .duplicate(let fact), .conflict(let fact): fact.document
        case .moved(let fact): fact.document
        case .statusRecorded(let fact), .statusMatched(let fact): fact.document
        case .statusParked(let fact): fact.message
        case .related(let fact): fact.document
        case .requested(let fact): fact.document
        case .negotiated(let fact): fact.document
        case .addressed(let fact): fact.document
        case .requestParked(let fact): fact.message
        case .requestMatched(let fact): fact.document
        case .dutyEscalated(let fact): fact.document
        case .hubStarted, .hubStopped, .configured, .operatorActed, .refused, .callsRefused, .axisAcknowledged,
            .destinationPaused, .destinationReleased,
            .agencyChanged, .agenciesChanged, .registerSynchronised, .agencyAsked, .agencyDecided, .certificateChanged,
            .subjectRuleChanged, .trustChanged, .credentialChanged, .tokenChanged, .webhookChanged, .retired,
            .dutyPlanChanged, .reminderMailed, .accountChanged, .loggedIn, .logInRefused, .sessionEnded:
            nil
        }
    }

    var content: any Encodable {
        switch self {
        case .hubStarted(let fact): fact
        case .hubStopped(let fact): fact
        case .configured(let fact): fact
        case .operatorActed(let fact): fact
        case .accepted(let fact): fact
        case .continued(let fact): fact
        case .refused(let fact): fact
        case .duplicate(let fact), .conflict(let fact): fact
        case .callsRefused(let fact): fact
        case .moved(let fact): fact
        case .statusRecorded(let fact), .statusMatched(let fact): fact
        case .statusParked(let fact): fact
        case .related(let fact): fact
        case .requested(let fact): fact
        case .negotiated(let fact): fact
        case .addressed(let fact): fact
        case .requestParked(let fact): fact
        case .requestMatched(let fact): fact
        case .axisAcknowledged(let fact): fact
        case .destinationPaused(let fact): fact
        case .destinationReleased(let fact): fact
        case .agencyChanged(let fact): fact
        case .agenciesChanged(let fact): fact
        case .registerSynchronised(let fact): fact
        case .agencyAsked(let fact): fact
        case .agencyDecided(let fact): fact
        case .certificateChanged(let fact): fact
        case .subjectRuleChanged(let fact): fact
        case .trustChanged(let fact): fact
        case .credentialChanged(let fact): fact
        case .tokenChanged(let fact): fact
        case .webhookChanged(let fact): fact
        case .retired(let fact): fact
        case .dutyEscalated(let fact): fact
        case .dutyPlanChanged(let fact): fact
        case .reminderMailed(let fact): fact
        case .accountChanged(let fact): fact
        case .loggedIn(let fact): fact
        case .logInRefused(let fact): fact
        case .sessionEnded(let fact): fact
        }
    }

    init(kind: String, from decoder: any Decoder) throws {
        switch kind {
        case "hubStarted": self = .hubStarted(try HubStarted(from: decoder))
        case "hubStopped": self = .hubStopped(try HubStopped(from: decoder))
        case "configured": self = .configured(try Configured(from: decoder))
        case "operatorActed": self = .operatorActed(try OperatorActed(from: decoder))
        case "accepted": self = .accepted(try Accepted(from: decoder))
        case "continued": self = .continued(try Continued(from: decoder))
        case "refused": self = .refused(try Refusal(from: decoder))
        case "duplicate": self = .duplicate(try Repeated(from: decoder))
        case "conflict": self = .conflict(try Repeated(from: decoder))
        case "callsRefused": self = .callsRefused(try CallsRefused(from: decoder))
        case "statusRecorded": self = .statusRecorded(try StatusRecorded(from: decoder))
        case "statusParked": self = .statusParked(try StatusParked(from: decoder))
        case "statusMatched": self = .statusMatched(try StatusRecorded(from: decoder))
        case "related": self = .related(try Related(from: decoder))
        case "requested": self = .requested(try Requested(from: decoder))
        case "negotiated": self = .negotiated(try Negotiated(from: decoder))
        case "addressed": self = .addressed(try Addressed(from: decoder))
        case "requestParked": self = .requestParked(try RequestParked(from: decoder))
        case "requestMatched": self = .requestMatched(try RequestMatched(from: decoder))
        case "axisAcknowledged": self = .axisAcknowledged(try AxisAcknowledged(from: decoder))
        case "destinationPaused": self = .destinationPaused(try DestinationPaused(from: decoder))
        case "destinationReleased": self = .destinationReleased(try DestinationReleased(from: decoder))
        case "agenciesChanged": self = .agenciesChanged(try AgenciesChanged(from: decoder))
        case "registerSynchronised": self = .registerSynchronised(try RegisterSynchronised(from: decoder))
        case "agencyChanged": self = .agencyChanged(try AgencyChanged(from: decoder))
        case "agencyAsked": self = .agencyAsked(try AgencyAsked(from: decoder))
        case "agencyDecided": self = .agencyDecided(try AgencyDecided(from: decoder))
        case "certificateChanged": self = .certificateChanged(try CertificateChanged(from: decoder))
        case "subjectRuleChanged": self = .subjectRuleChanged(try SubjectRuleChanged(from: decoder))
        case "trustChanged": self = .trustChanged(try TrustChanged(from: decoder))
        case "credentialChanged": self = .credentialChanged(try CredentialChanged(from: decoder))
        case "tokenChanged": self = .tokenChanged(try TokenChanged(from: decoder))
        case "retired": self = .retired(try Retired(from: decoder))
        case "dutyEscalated": self = .dutyEscalated(try DutyEscalated(from: decoder))
        case "dutyPlanChanged": self = .dutyPlanChanged(try DutyPlanChanged(from: decoder))
        case "reminderMailed": self = .reminderMailed(try ReminderMailed(from: decoder))
        case "accountChanged": self = .accountChanged(try AccountChanged(from: decoder))
        case "loggedIn": self = .loggedIn(try LoggedIn(from: decoder))
        case "logInRefused": self = .logInRefused(try LogInRefused(from: decoder))
        case "sessionEnded": self = .sessionEnded(try SessionEnded(from: decoder))
        case "webhookChanged": self = .webhookChanged(try WebhookChanged(from: decoder))
        case _ where Moved.Event(rawValue: kind) != nil: self = .moved(try Moved(from: decoder))
        default:
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "unknown kind of journal entry: \(kind)"))
        }
    }
}
