import HubCore
import HubStore

/// At the end: nothing goes wrong any more, nothing is under way, and all sides are compared.
extension Watch {
    func conclude(of world: World) {
        world.attempt {
            if let found = try world.hub.store.divergence() { world.violate(.tablesFollowJournal, found) }
            let flaws = HistoryChecker(try history(of: world)).flaws
            if let flaw = flaws.first {
                world.violate(
                    .allAgree,
                    "\(flaw.kind.rawValue) \(flaw.what)" + (flaws.count > 1 ? " and \(flaws.count - 1) more" : ""))
            }
        }
    }

    private func history(of world: World) throws -> History {
        let ours = world.systems.flatMap { system in
            system.submissions.map { submission in
                History.Submission(
                    name: submission.paper.name, sha256: submission.paper.sha256, isValid: !submission.isNamesake,
                    outcome: submission.outcome.map(History.Submission.Outcome.init) ?? .unknown)
            }
        }
        let theirs = world.axis.down.map { item in
            History.Submission(
                name: item.paper.name, sha256: item.paper.sha256, isValid: true,
                outcome: item.word == .done ? .taken : .unknown)
        }
        let standing = Dictionary(grouping: try world.hub.store.standing(), by: \.document)
        return History(
            submissions: ours + theirs, effects: effects,
            kept: standing.values.map(History.Kept.init).sorted { $0.id < $1.id }, size: world.hub.store.size,
            key: world.hub.store.publicKey)
    }
}

extension History.Submission.Outcome {
    fileprivate init(_ answer: IntakeAnswer) {
        switch answer {
        case .accepted(let receipt): self = .accepted(receipt)
        case .refused(let codes): self = .refused(codes: codes)
        }
    }
}

extension History.Kept {
    fileprivate init(_ standing: [SimulatedStore.Standing]) {
        let first = standing[0]
        self.init(
            id: first.document.text, sha256: first.sha256, name: "\(first.kind.rawValue) of \(first.sender)",
            deliveries: standing.map {
                History.Kept.Delivery(id: $0.delivery.text, recipient: $0.recipient, route: $0.route, state: $0.state)
            })
    }
}
