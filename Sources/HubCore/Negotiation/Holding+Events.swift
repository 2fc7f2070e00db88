extension Holding {
    /// What becomes of an event brought about by a party.
    package func after(_ event: Event, by party: Party) -> Outcome {
        switch (party, event) {
        case (.recipient, .says(let work, let when)): says(work, when)
        case (.recipient, .answers(let answer, let kind)): answers(answer, kind)
        case (.sender, .asks(.recall)): asksBack()
        case (.sender, .asks(.update)): asksToUpdate()
        case (.sender, .replaces): replaced()
        case (.sender, .addresses): addressed()
        case (.hub, .timeIsUp(let kind)): timeIsUp(kind)
        default: Outcome(self, .notTheirs)
        }
    }

    private func changed(_ change: (inout Holding) -> Void) -> Holding {
        var next = self
        change(&next)
        return next
    }

    // MARK: The recipient

    /// The furthest step is shown, and 02 ends the work, whatever order they come in. Who reports on a document has it, so it
    /// is no longer here.
    private func says(_ said: Work, _ when: When) -> Outcome {
        let next = changed {
            if $0.copy == .here { $0.copy = .out }
            if said.rank > work.rank { $0.work = said }
            if said == .completed, when != .before, $0.copy == .out, recall == .asked { $0.recall = .contested }
        }
        if copy == .back, said.isWork(against: when) {
            return Outcome(next, .contradicts(recall == .takenBack ? "13" : "15"))
        }
        return Outcome(next, next == self ? .repeats : .holds)
    }

    /// The first answer decides. One that does not say what it answers is taken for the only request that is open.
    private func answers(_ answer: Negotiation.Answer, _ named: Negotiation.Kind?) -> Outcome {
        let kinds = named.map { [$0] } ?? Negotiation.Kind.allCases
        let open = kinds.filter { self[$0]?.isOpen ?? false }
        if open.count > 1 { return Outcome(self, .unclear) }
        if let kind = open.first { return decided(answer, kind) }
        let decided = kinds.compactMap { self[$0] }
        if decided.contains(answer.state) { return Outcome(self, .repeats) }
        if decided.contains(answer.other.state) { return Outcome(self, .contradicts(answer.other.code)) }
        return Outcome(self, .unasked)
    }

    /// Agreement and completion that meet are decided for the agreement, whichever comes first: the recipient said itself
    /// that it destroys its copy.
    private func decided(_ answer: Negotiation.Answer, _ kind: Negotiation.Kind) -> Outcome {
        guard kind == .recall, answer == .agreed else {
            return Outcome(changed { $0[kind] = answer.state }, .holds)
        }
        let next = changed {
            $0.recall = .agreed
            $0.copy = .back
            if update?.isOpen ?? false { $0.update = .overtaken }
        }
        return Outcome(next, recall == .contested ? .prevails(over: "06") : .holds, [.takeBack])
    }

    // MARK: The sender

    /// What has not left comes back at once, and nobody is asked. A request to give back overtakes an update.
    private func asksBack() -> Outcome {
        switch copy {
        case .back: return Outcome(self, .repeats, [.holdBack])
        case .here:
            let next = changed {
                $0.copy = .back
                $0.recall = .takenBack
                if update?.isOpen ?? false { $0.update = .overtaken }
            }
            return Outcome(next, .holds, [.takeBack, .holdBack])
        case .out:
            let next = changed {
                $0.recall = .asked
                if update?.isOpen ?? false { $0.update = .overtaken }
            }
            return Outcome(next, next == self ? .repeats : .holds, [.relay])
        }
    }

    private func asksToUpdate() -> Outcome {
        guard copy != .back else { return Outcome(self, .moot, [.holdBack]) }
        let next = changed { $0.update = .asked }
        return Outcome(next, next == self ? .repeats : .holds, [.relay])
    }

    /// Whoever holds the document replaced is told.
    private func replaced() -> Outcome {
        let next = changed { $0.isReplaced = true }
        return Outcome(next, isReplaced ? .repeats : .holds, copy == .back ? [] : [.relay])
    }

    /// A copy that came back may be sent anew; what was asked about the earlier one is over with it.
    private func addressed() -> Outcome {
        guard copy == .back else { return Outcome(self, .repeats) }
        let next = changed {
            $0.copy = .here
            $0.recall = nil
            $0.update = nil
        }
        return Outcome(next, .holds, [.sendCopy])
    }

    // MARK: The hub

    private func timeIsUp(_ kind: Negotiation.Kind) -> Outcome {
        guard isAwaiting(kind) else { return Outcome(self, .moot) }
        return Outcome(changed { $0[kind] = .unanswered }, .holds)
    }
}

extension Holding.Work {
    /// Whether it does not go with giving the document back: any work after it, and completion once it was asked back.
    package func isWork(against when: Holding.When) -> Bool {
        switch self {
        case .registered, .assigned, .inProgress: when == .after
        case .completed: when != .before
        case .untouched, .arrived, .returned: false
        }
    }

    /// The place in the process; 02 ends it.
    package var rank: Int {
        switch self {
        case .untouched: 0
        case .arrived: 1
        case .registered: 2
        case .assigned: 3
        case .inProgress: 4
        case .completed: 5
        case .returned: 6
        }
    }
}

extension Negotiation.Answer {
    package var state: Negotiation.State { self == .agreed ? .agreed : .declined }
    var other: Negotiation.Answer { self == .agreed ? .declined : .agreed }
}
