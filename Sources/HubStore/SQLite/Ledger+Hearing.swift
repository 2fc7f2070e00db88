import GRDB
import HubCore

/// Statuses take effect on the deliveries they are about, by the machine of a ``Holding``.
extension Ledger {
    /// Records what an agency says about the document found. What is not its to say, and what may answer two requests, is
    /// parked.
    func hear(_ speech: Speech, _ found: Found, match: Match, now: Timestamp) throws {
        if speech.status.code == "13" {
            guard found.sender == speech.speaker else {
                return try park(speech, .notConcerned, [found.document], now: now)
            }
            return try hearRecall(speech, found, match: match, now: now)
        }
        if let answer = Negotiation.Answer(code: speech.status.code) {
            return try hear(answer, speech, found, match: match, now: now)
        }
        guard let delivery = try db.delivery(of: found.document, to: speech.speaker) else {
            return try park(speech, .notConcerned, [found.document], now: now)
        }
        let (holding, open) = try db.holding(delivery)
        guard try record(speech, on: delivery, match: match, now: now) else { return }
        guard let work = Holding.Work(rawValue: speech.status.code) else { return }
        let when = open.last { $0.kind == .recall }?.when(speech.status.at) ?? .before
        let next = holding.after(.says(work, when), by: .recipient).next
        if next.recall != holding.recall, let recall = open.last(where: { $0.kind == .recall }), let state = next.recall
        {
            try negotiate(recall, becomes: state, by: speech, now: now)
        }
    }

    /// A recall by status: it lies on the deliveries it goes to.
    private func hearRecall(_ speech: Speech, _ found: Found, match: Match, now: Timestamp) throws {
        let request = DocumentRequest(kind: .recall, about: speech.about)
        let concerned = try db.deliveries(of: found.document, toRecipientsOf: speech.message)
        guard !concerned.isEmpty else { return try park(speech, .notConcerned, [found.document], now: now) }
        try ask(request, of: speech.message, about: found.document, match: match, now: now)
        for delivery in concerned { _ = try record(speech, on: delivery, match: match, now: now) }
        try holdBack(speech.message, now: now)
    }

    private func hear(
        _ answer: Negotiation.Answer, _ speech: Speech, _ found: Found, match: Match, now: Timestamp
    ) throws {
        let named = speech.answering ?? (found.isRequest ? found.document : nil)
        let request = try named.flatMap { name in
            try db.negotiations(askedBy: name).first { $0.recipient == speech.speaker }
        }
        let about = request?.document ?? found.document
        guard let delivery = try db.delivery(of: about, to: speech.speaker) else {
            return try park(speech, .notConcerned, [about], now: now)
        }
        let (holding, negotiations) = try db.holding(delivery)
        let outcome = holding.after(.answers(answer, request?.kind), by: .recipient)
        if outcome.verdict == .unclear {
            let open = negotiations.filter(\.state.isOpen).map(\.request)
            return try park(speech, .unclear, open, now: now)
        }
        guard try record(speech, on: delivery, match: match, now: now) else { return }
        guard let decided = negotiations.decided(by: outcome, of: holding) else { return }
        let over: String? = if case .prevails(let code) = outcome.verdict { code } else { nil }
        try negotiate(decided, becomes: answer.state, by: speech, over: over, now: now)
        if outcome.acts.contains(.takeBack) {
            try takeBack(delivery, reason: decided.reason, by: speech.speaker, now: now)
        }
    }

    /// - Returns: whether it was not known: what was said before changes nothing.
    private func record(
        _ speech: Speech, on delivery: DeliveryRow, match: Match, now: Timestamp
    ) throws -> Bool {
        let isKnown = try db.has(speech.status, on: delivery.id)
        if isKnown, !speech.isParked { return false }
        let recorded = StatusRecorded(
            document: delivery.document, delivery: delivery.id, message: speech.message, status: speech.status,
            match: match, by: speech.by)
        try append(speech.isParked ? .statusMatched(recorded) : .statusRecorded(recorded), at: now)
        return !isKnown
    }

    private func negotiate(
        _ negotiation: Negotiation, becomes state: Negotiation.State, by speech: Speech, over: String? = nil,
        now: Timestamp
    ) throws {
        let negotiated = Negotiated(
            request: negotiation.request, document: negotiation.document, delivery: negotiation.delivery,
            kind: negotiation.kind, state: state, message: speech.message, status: speech.status, over: over)
        try append(.negotiated(negotiated), at: now)
    }

    /// The copy leaves the mailbox, or is not sent.
    func takeBack(_ delivery: DeliveryRow, reason: String, by: String, now: Timestamp) throws {
        let event = Transport.Event.recalled(reason: reason.isEmpty ? nil : reason)
        _ = try move(delivery, by: event, as: .recalled, said: by, at: now)
    }
}

extension [Negotiation] {
    /// The one that an answer decided.
    fileprivate func decided(by outcome: Holding.Outcome, of holding: Holding) -> Negotiation? {
        let changed = Negotiation.Kind.allCases.first {
            outcome.next[$0] != holding[$0] && [.agreed, .declined].contains(outcome.next[$0])
        }
        return changed.flatMap { kind in last { $0.kind == kind } }
    }
}

extension Database {
    func delivery(of document: DocumentID, to recipient: String) throws -> DeliveryRow? {
        try row(
            "SELECT \(DeliveryRow.columns) FROM delivery WHERE document = ? AND recipient = ?",
            [document.text, recipient]
        ).map(DeliveryRow.init)
    }

    /// The deliveries of a document to those to whom another packet goes.
    func deliveries(of document: DocumentID, toRecipientsOf packet: DocumentID) throws -> [DeliveryRow] {
        try rows(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE document = ? AND recipient IN (SELECT recipient FROM delivery WHERE document = ?) ORDER BY position
            """, [document.text, packet.text]
        ).map(DeliveryRow.init)
    }

    /// A delivery as its business stands, with the negotiations about the copy that is out now.
    func holding(_ delivery: DeliveryRow) throws -> (Holding, [Negotiation]) {
        let negotiations = try negotiations(on: delivery.id)
        let codes = try rows("SELECT DISTINCT code FROM status WHERE delivery = ?", [delivery.id.text])
            .compactMap { Holding.Work(rawValue: try $0.required("code")) }
        let copy: Holding.Copy =
            switch delivery.transport.state {
            case .recalled: .back
            case .refused: .here
            default: delivery.hasLeft ? .out : .here
            }
        let holding = Holding(
            copy: copy, work: codes.max { $0.rank < $1.rank } ?? .untouched,
            recall: negotiations.last { $0.kind == .recall }?.state,
            update: negotiations.last { $0.kind == .update }?.state,
            isReplaced: try number(
                "SELECT 1 FROM relation WHERE document = ? AND kind = 'replace'", [delivery.document.text]) != nil)
        return (holding, negotiations)
    }

    fileprivate func has(_ status: StatedStatus, on delivery: DeliveryID) throws -> Bool {
        try number(
            "SELECT 1 FROM status WHERE delivery = ? AND code = ? AND stated_at = ?",
            [delivery.text, status.code, status.at.milliseconds]) != nil
    }
}
