/// Compares what all sides remember once the faults are over and the queues are empty. Pure.
///
/// Nothing acknowledged is missing; nothing is there that nobody sent; each recipient of each packet has it once, and has what the
/// hub calls delivered; receipts hold. What nobody answered may be either.
package struct HistoryChecker: Sendable {
    private let history: History
    private let byDigest: [String: [History.Kept]]
    private let effects: [History.Effect: Int]

    package init(_ history: History) {
        self.history = history
        byDigest = Dictionary(grouping: history.kept, by: \.sha256)
        effects = Dictionary(history.effects.map { ($0, 1) }, uniquingKeysWith: +)
    }

    package var flaws: [Flaw] { ofSubmissions + ofTheHub + ofDeliveries + ofRecipients }

    /// What senders were told, beside what is there.
    package var ofSubmissions: [Flaw] {
        history.submissions.flatMap { submission -> [Flaw] in
            let isThere = byDigest[submission.sha256] != nil
            switch submission.outcome {
            case .accepted(let receipt):
                return taken(submission, isThere)
                    + (holds(receipt, submission) ? [] : [Flaw(.wrongReceipt, submission.name)])
            case .taken: return taken(submission, isThere)
            case .refused(let codes):
                let said = "\(submission.name) (\(codes.joined(separator: ", ")))"
                return (submission.isValid ? [Flaw(.validRefused, said)] : [])
                    + (isThere ? [Flaw(.invalidAccepted, submission.name)] : [])
            case .unknown: return [Flaw(.unanswered, submission.name)]
            }
        }
    }

    private func taken(_ submission: History.Submission, _ isThere: Bool) -> [Flaw] {
        (isThere ? [] : [Flaw(.lostAtHub, submission.name)])
            + (submission.isValid ? [] : [Flaw(.invalidAccepted, submission.name)])
    }

    private func holds(_ receipt: Receipt, _ submission: History.Submission) -> Bool {
        receipt.sha256 == submission.sha256 && receipt.journalIndex < history.size && receipt.verify(with: history.key)
    }

    /// Once each, and only what somebody sent.
    package var ofTheHub: [Flaw] {
        let known = history.offered.union(history.submissions.map(\.sha256))
        return byDigest.sorted { $0.key < $1.key }.flatMap { sha256, kept -> [Flaw] in
            (kept.count > 1 ? [Flaw(.doubledAtHub, kept[0].name)] : [])
                + (known.contains(sha256) ? [] : [Flaw(.inventedAtHub, kept[0].name)])
        }
    }

    /// Every delivery has come to its end, and each recipient has one.
    package var ofDeliveries: [Flaw] {
        history.kept.flatMap { packet -> [Flaw] in
            packet.deliveries.map(\.recipient).repeated.map { Flaw(.doubledAtHub, "\(packet.name) → \($0)") }
                + packet.deliveries.filter { $0.state != .delivered && $0.state != .recalled }.map {
                    Flaw(.undelivered, "\(packet.name) → \($0.recipient) (\($0.state.rawValue))")
                }
        }
    }

    /// One effect for each recipient and packet, none without its delivery.
    package var ofRecipients: [Flaw] {
        let addressed = Set(
            history.kept.flatMap { packet in
                packet.deliveries.map { History.Effect(recipient: $0.recipient, sha256: packet.sha256) }
            })
        let lost = history.kept.flatMap { packet in
            packet.deliveries.filter {
                $0.state == .delivered && effects[.init(recipient: $0.recipient, sha256: packet.sha256)] == nil
            }.map { Flaw(.lostAtRecipient, "\(packet.name) → \($0.recipient)") }
        }
        let rest = effects.flatMap { effect, count -> [Flaw] in
            let name = "\(byDigest[effect.sha256]?.first?.name ?? effect.sha256) → \(effect.recipient)"
            return (count > 1 ? [Flaw(.doubledAtRecipient, name)] : [])
                + (addressed.contains(effect) ? [] : [Flaw(.inventedAtRecipient, name)])
        }
        return lost + rest.sorted { $0.what < $1.what }
    }
}

extension [String] {
    /// What is there more than once, in order.
    package var repeated: [String] { Dictionary(grouping: self) { $0 }.filter { $1.count > 1 }.keys.sorted() }
}
