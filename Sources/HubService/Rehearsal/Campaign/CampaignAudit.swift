import HubCore

/// Compares all sides after a campaign, packet by packet: what our agencies noted, the hub, the axis and its history, and the
/// mailboxes. Pure; nothing is lost, nothing has an effect twice, nothing is there that nobody sent, and nothing was accepted
/// that was not valid, or it is named.
struct CampaignAudit: Sendable {
    let evidence: CampaignEvidence

    private let byDigest: [String: [HubAccount.Document]]
    private let validDown: Set<String>

    init(_ evidence: CampaignEvidence) {
        self.evidence = evidence
        byDigest = Dictionary(grouping: evidence.hub.documents, by: \.sha256)
        validDown = Set(evidence.lettersDown.filter(\.isValid).map(\.sha256))
    }

    var discrepancies: [Discrepancy] {
        kept + spoiled + upward + downward + inMailboxes + statuses + strays + whole
    }

    private func hub(_ sha256: String) -> HubAccount.Document? { byDigest[sha256]?.first }

    // MARK: What our agencies sent, and what the hub keeps

    private var kept: [Discrepancy] {
        let checker = HistoryChecker(History(evidence))
        return (checker.ofSubmissions + checker.ofTheHub + checker.ofDeliveries).map(Discrepancy.init)
    }

    /// What came down spoiled must not be there.
    private var spoiled: [Discrepancy] {
        evidence.lettersDown.filter { !$0.isValid }.compactMap { hub($0.sha256) }.map {
            Discrepancy(.invalidAccepted, $0.name)
        }
    }

    // MARK: At the axis

    private var upward: [Discrepancy] {
        let received = Set(evidence.history.received.filter { $0.outcome == "accepted" }.map(\.sha256))
        let reached = Set(
            evidence.history.handedOver.filter { $0.event == "played" }.map { "\($0.sha256) \($0.receiver)" })
        let up = evidence.hub.documents.filter { !$0.isFromAxis }
        let lost = up.flatMap { document in
            document.deliveries.filter { delivery in
                delivery.route == .axis
                    && !(received.contains(document.sha256)
                        && reached.contains("\(document.sha256) \(delivery.recipient)"))
            }.map { Discrepancy(.lostAtAxis, "\(document.name) → \($0.recipient)") }
        }
        let remembered = (evidence.truth.documents + evidence.truth.statuses).filter { $0.system != nil }
        let doubled = remembered.flatMap { packet in packet.deliveries.map { "\(packet.sha256) \($0.receiver)" } }
            .repeated.map { Discrepancy(.doubledAtAxis, $0) }
        let invented = received.filter { hub($0)?.isFromAxis ?? true }.sorted().map {
            Discrepancy(.inventedAtAxis, $0)
        }
        return lost + doubled + invented
    }

    private var downward: [Discrepancy] {
        let ours = evidence.history.handedOver.filter { $0.system != nil }
        let invalid = Set(evidence.lettersDown.filter { !$0.isValid }.map(\.sha256))
        let events = Dictionary(grouping: ours, by: \.sha256)
        let packets = events.flatMap { sha256, steps -> [Discrepancy] in
            let isValid = !invalid.contains(sha256)
            let said = Set(steps.map(\.event))
            let wrong = said.contains(isValid ? "fail" : "done")
            return (isValid && hub(sha256) == nil ? [Discrepancy(.lostFromAxis, sha256)] : [])
                + (wrong ? [Discrepancy(.wronglyAcknowledged, sha256)] : [])
                + (said.contains("done") || said.contains("fail") ? [] : [Discrepancy(.unacknowledged, sha256)])
        }
        let neverSent = evidence.lettersDown.filter { events[$0.sha256] == nil }.map {
            Discrepancy(.lostFromAxis, $0.name)
        }
        let waiting = (evidence.truth.documents + evidence.truth.statuses).flatMap { packet in
            packet.deliveries.filter { $0.system != nil && !["done", "fail"].contains($0.transport) }.map {
                Discrepancy(.unacknowledged, "\(packet.code) → \($0.receiver)")
            }
        }
        return packets + neverSent + waiting
    }

    // MARK: In the mailboxes

    private var inMailboxes: [Discrepancy] {
        let taken = Dictionary(grouping: evidence.takings, by: \.delivery)
        let held = evidence.hub.documents.flatMap { document in
            document.deliveries.filter { $0.route == .mailbox }.map { (document, $0) }
        }
        let wrong = held.flatMap { document, delivery -> [Discrepancy] in
            let name = "\(document.name) → \(delivery.recipient)"
            guard let takings = taken[delivery.id] else { return [Discrepancy(.lostInMailbox, name)] }
            return (takings.count > 1 ? [Discrepancy(.doubledInMailbox, name)] : [])
                + (takings.allSatisfy { $0.sha256 == document.sha256 } ? [] : [Discrepancy(.alteredInMailbox, name)])
        }
        let twice = evidence.takings.reduce(into: [:]) { $0[$1.delivery] = "\($1.recipient) \($1.sha256)" }.values.map(
            \.self
        )
        .repeated.map { Discrepancy(.doubledInMailbox, $0) }
        // Every good letter from beyond has reached each of its recipients.
        let missed = evidence.lettersDown.filter(\.isValid).flatMap { letter in
            letter.recipients.filter { recipient in
                hub(letter.sha256)?.deliveries.contains { $0.recipient == recipient } != true
            }.map { Discrepancy(.lostInMailbox, "\(letter.name) → \($0)") }
        }
        return wrong + twice + missed
    }

    // MARK: Statuses

    /// A status about a document, by the agency whose delivery it is written to.
    private struct Said: Hashable {
        let document: String
        let agency: String
        let code: String
    }

    /// What was said, by our agencies and by those beyond the axis.
    private var said: [Said] {
        let ours = evidence.submissions.compactMap { submission -> Said? in
            guard case .accepted = submission.outcome, let statement = submission.statement else { return nil }
            return Said(document: statement.document, agency: statement.agency, code: statement.code)
        }
        let theirs = evidence.history.answers.filter { $0.given && !isStray($0) }.map { answer in
            // Who asks for a document back writes to the delivery of whom it asks.
            Said(
                document: answer.sha256, agency: answer.code == "13" ? answer.listener : answer.speaker,
                code: answer.code)
        }
        return ours + theirs
    }

    private func isStray(_ answer: AxisHistory.Answer) -> Bool {
        hub(answer.sha256).map { $0.kind == .document && $0.code != answer.about } ?? false
    }

    private var statuses: [Discrepancy] {
        let written = Dictionary(
            grouping: evidence.hub.documents.filter { $0.kind == .document }.flatMap { document in
                document.deliveries.flatMap { delivery in
                    delivery.statuses.map {
                        Said(document: document.sha256, agency: delivery.recipient, code: $0.code)
                    }
                }
            }, by: \.self
        ).mapValues(\.count)
        let said = Dictionary(grouping: said, by: \.self).mapValues(\.count)
        // What answers a request goes to the request's document as well as to that which it asks back: only its code counts.
        let lost = said.filter { hub($0.key.document) != nil && written[$0.key, default: 0] == 0 }.keys
            .map { Discrepancy(.statusLost, name($0)) }
        let doubled = written.filter { $0.value > max(1, said[$0.key, default: 0]) }.keys
            .map { Discrepancy(.statusDoubled, name($0)) }
        let invented = written.filter { said[$0.key] == nil }.keys.map { Discrepancy(.statusInvented, name($0)) }
        return lost + doubled + invented
    }

    private func name(_ said: Said) -> String {
        "\(said.code) \(hub(said.document)?.code ?? said.document) – \(said.agency)"
    }

    private var strays: [Discrepancy] {
        let parked = Set(evidence.hub.parked.map { "\($0.replier) \($0.about)" })
        return evidence.history.answers.filter {
            $0.given && isStray($0) && !parked.contains("\($0.speaker) \($0.about)")
        }
        .map { Discrepancy(.strayNotParked, "\($0.code) \($0.about) – \($0.speaker)") }
    }

    // MARK: The whole

    private var whole: [Discrepancy] {
        (evidence.truth.owed == 0 ? [] : [Discrepancy(.owed, "\(evidence.truth.owed)")])
            + evidence.mustStrike.filter { evidence.struck[$0, default: 0] == 0 }.map {
                Discrepancy(.faultNeverStruck, $0)
            }
    }

}

extension HubAccount.Document {
    var name: String { "\(kind == .status ? "trạng thái " : "")\(code) (\(sender))" }
}
