import GRDB
import HubCore

/// Requests take effect on the deliveries of the document they are about: the same code for a packet of type 1, 2 or 3 and a
/// status 13, for one recipient and for all, at once and when a parked request finds its document.
extension Ledger {
    /// - Parameters:
    ///   - packet: the packet that asks; it is recorded already.
    ///   - document: of the same sender.
    func ask(
        _ request: DocumentRequest, of packet: DocumentID, about document: DocumentID, match: Match, now: Timestamp
    ) throws {
        let related = Related(
            packet: packet, document: document, kind: request.kind, match: match,
            changesDocument: request.changesDocument)
        if try !db.has(related) { try append(.related(related), at: now) }
        guard let record = try db.document(packet) else {
            throw StoreError(.broken, "packet \(packet) asks and was not accepted")
        }
        let asking = Asking(packet: record, document: document, now: now)
        switch request.kind {
        case .recall: try recall(request, asking)
        case .update: try update(request, asking)
        case .replace: try replace(request, asking)
        }
    }

    private func recall(_ request: DocumentRequest, _ asking: Asking) throws {
        let recipients =
            request.from.isEmpty
            ? try db.recipients(of: asking.packet.id) : try request.from.map { try db.registered($0) }
        try askBack(recipients, request, asking)
    }

    /// Removed recipients are asked for the document back, added ones get it, and the others are told.
    private func update(_ request: DocumentRequest, _ asking: Asking) throws {
        let removed = try request.from.map { try db.registered($0) }
        let added = Set(request.copies.map(\.recipient))
        try askBack(removed, request, asking)
        for recipient in try db.recipients(of: asking.packet.id)
        where !added.contains(recipient) && !removed.contains(recipient) {
            guard let delivery = try db.delivery(of: asking.document, to: recipient) else { continue }
            try put(.update, to: delivery, asking)
        }
        for copy in request.copies { try address(copy, asking) }
    }

    private func replace(_ request: DocumentRequest, _ asking: Asking) throws {
        for holder in try request.from.map({ try db.registered($0) }) {
            guard let delivery = try db.delivery(of: asking.document, to: holder) else { continue }
            let outcome = try db.holding(delivery).0.after(.replaces, by: .sender)
            if outcome.acts.contains(.relay) { try relay(to: holder, by: request.notices, asking) }
        }
    }

    /// Recipients that never were this document's are parked with what is asked of them, unless they are the axis' to serve.
    private func askBack(_ recipients: [String], _ request: DocumentRequest, _ asking: Asking) throws {
        var strangers: [String] = []
        for recipient in recipients {
            guard let delivery = try db.delivery(of: asking.document, to: recipient) else {
                let isServed = try db.agency(recipient)?.isLocal ?? false
                if isServed || !asking.isFromAxis { strangers.append(recipient) }
                continue
            }
            let outcome = try put(.recall, to: delivery, asking)
            if outcome.acts.contains(.takeBack) {
                try takeBack(delivery, reason: asking.reason, by: asking.packet.sender, now: asking.now)
            }
            if outcome.acts.contains(.relay) {
                try relay(to: recipient, by: request.notices, asking)
            }
        }
        guard !strangers.isEmpty, request.kind == .recall, asking.packet.facts.kind == .document else { return }
        let left = DocumentRequest(kind: .recall, about: request.about, from: strangers)
        for piece in left.pieces {
            let parked = RequestParked(
                message: asking.packet.id, request: piece, because: .notConcerned, candidates: [asking.document])
            try append(.requestParked(parked), at: asking.now)
        }
    }

    /// Puts a request to one recipient.
    @discardableResult
    private func put(
        _ kind: Negotiation.Kind, to delivery: DeliveryRow, _ asking: Asking
    ) throws -> Holding.Outcome {
        let outcome = try db.holding(delivery).0.after(.asks(kind), by: .sender)
        let state: Negotiation.State = outcome.acts.contains(.relay) ? .asked : .takenBack
        guard try !db.isAsked(of: delivery.id, by: asking.packet.id) else { return outcome }
        let requested = Requested(
            request: asking.packet.id, document: asking.document, delivery: delivery.id,
            recipient: delivery.recipient, kind: kind, state: state, reason: asking.reason, at: asking.askedAt)
        try append(.requested(requested), at: asking.now)
        return outcome
    }

    // MARK: The request's own way

    /// The request goes to the recipient: by the delivery it has, or by one made for it.
    private func relay(to recipient: String, by notices: [NewDelivery], _ asking: Asking) throws {
        guard try db.delivery(of: asking.packet.id, to: recipient) == nil,
            let notice = notices.first(where: { $0.recipient == recipient })
        else { return }
        let addressed = Addressed(document: asking.packet.id, because: asking.packet.id, deliveries: [notice])
        try append(.addressed(addressed), at: asking.now)
    }

    /// A request that is answered already does not go out, unless something else in it concerns the recipient. Once for each
    /// packet, when all that it asks is known.
    func holdBack(_ packet: DocumentID, now: Timestamp) throws {
        guard let record = try db.document(packet), record.facts.businessType != 3 else { return }
        for delivery in try db.answeredAlready(packet) {
            try takeBack(delivery, reason: Negotiation.neededNoAsking, by: record.sender, now: now)
        }
    }

    /// The document goes to a recipient that an update adds; anew when it came back from there.
    private func address(_ copy: NewDelivery, _ asking: Asking) throws {
        guard let delivery = try db.delivery(of: asking.document, to: copy.recipient) else {
            let addressed = Addressed(document: asking.document, because: asking.packet.id, deliveries: [copy])
            try append(.addressed(addressed), at: asking.now)
            return
        }
        let outcome = try db.holding(delivery).0.after(.addresses, by: .sender)
        guard outcome.acts.contains(.sendCopy), copy.state != .refused else { return }
        let event = Transport.Event.readdressed(by: copy.route, now: asking.now)
        _ = try move(delivery, by: event, as: .readdressed, said: asking.packet.sender, at: asking.now)
    }
}

/// One packet that asks about one document.
private struct Asking {
    let packet: DocumentRecord
    let document: DocumentID
    let now: Timestamp

    var isFromAxis: Bool { if case .axis = packet.origin { true } else { false } }

    var reason: String { packet.facts.businessReason ?? packet.facts.status?.description ?? "" }

    /// A status states its time; a packet is asked when it is taken in.
    var askedAt: Timestamp { packet.facts.status?.at ?? packet.acceptedAt }
}

extension Database {
    fileprivate func recipients(of document: DocumentID) throws -> [String] {
        try rows("SELECT recipient FROM delivery WHERE document = ? ORDER BY position", [document.text])
            .map { try $0.required("recipient") }
    }

    fileprivate func has(_ related: Related) throws -> Bool {
        try number(
            "SELECT 1 FROM relation WHERE packet = ? AND document = ? AND kind = ?",
            [related.packet.text, related.document.text, related.kind.rawValue]) != nil
    }

    fileprivate func isAsked(of delivery: DeliveryID, by request: DocumentID) throws -> Bool {
        try number(
            "SELECT 1 FROM negotiation WHERE request = ? AND delivery = ?", [request.text, delivery.text]) != nil
    }

    /// The deliveries of a request to recipients of whom nothing is asked any more: not yet out of the hub.
    fileprivate func answeredAlready(_ packet: DocumentID) throws -> [DeliveryRow] {
        try rows(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE document = ?1 AND NOT has_left AND state IN ('waiting', 'available')
                AND recipient IN (SELECT recipient FROM negotiation WHERE request = ?1)
                AND recipient NOT IN (SELECT recipient FROM negotiation WHERE request = ?1 AND state <> 'takenBack')
                AND NOT EXISTS (SELECT 1 FROM parked_request WHERE message = ?1)
            ORDER BY position
            """, [packet.text]
        ).map(DeliveryRow.init)
    }
}
