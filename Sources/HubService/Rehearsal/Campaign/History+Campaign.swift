import HubCore

/// A campaign as the history checker of all trials sees it.
extension History {
    init(_ evidence: CampaignEvidence) {
        self.init(
            submissions: evidence.submissions.map { submission in
                Submission(
                    name: submission.name, sha256: submission.sha256, isValid: submission.isValid,
                    outcome: Submission.Outcome(submission.outcome))
            },
            offered: Set(evidence.lettersDown.map(\.sha256) + evidence.history.handedOver.map(\.sha256)),
            effects: evidence.takings.map { Effect(recipient: $0.recipient, sha256: $0.sha256) },
            kept: evidence.hub.documents.map(Kept.init), size: evidence.hub.size, key: evidence.key)
    }
}

extension History.Submission.Outcome {
    init(_ outcome: CampaignEvidence.Submission.Outcome) {
        switch outcome {
        case .accepted(let receipt): self = .accepted(receipt)
        case .refused(let codes): self = .refused(codes: codes)
        case .unknown: self = .unknown
        }
    }
}

extension History.Kept {
    init(_ document: HubAccount.Document) {
        self.init(
            id: document.id, sha256: document.sha256, name: document.name,
            deliveries: document.deliveries.map {
                Delivery(id: $0.id, recipient: $0.recipient, route: $0.route, state: $0.state)
            })
    }
}

extension Discrepancy {
    init(_ flaw: Flaw) {
        let kind: Kind =
            switch flaw.kind {
            case .lostAtHub: .lostAtHub
            case .wrongReceipt: .wrongReceipt
            case .validRefused: .validRefused
            case .invalidAccepted: .invalidAccepted
            case .unanswered: .unanswered
            case .doubledAtHub: .doubledAtHub
            case .inventedAtHub: .inventedAtHub
            case .undelivered: .undelivered
            case .lostAtRecipient: .lostInMailbox
            case .doubledAtRecipient: .doubledInMailbox
            case .inventedAtRecipient: .alteredInMailbox
            }
        self.init(kind, flaw.what)
    }
}
