import GRDB
import HubCore

extension SQLiteStore: DispatchStore {
    package func wakeUps() -> AsyncStream<Void> { bell.rings() }

    package func claim(
        route: DeliveryRoute, places: DestinationHealth.Places, turns: Turns, owner: String, until: Timestamp,
        now: Timestamp
    ) async throws -> ClaimRound {
        guard places.all > 0 else { return ClaimRound(claims: [], turns: turns) }
        return try await write { ledger in
            try ledger.claim(route, places, turns, lease: .init(owner: owner, until: until), now: now)
        }
    }

    package func extend(_ claim: Claim, until: Timestamp) async throws -> Settlement {
        try await write { try $0.extend(claim, until: until) }
    }

    package func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        try await write { try $0.settle(claim, outcome, now: now) }
    }

    package func nextDue(route: DeliveryRoute, in places: DestinationHealth.Places) async throws -> Timestamp? {
        try await read { try $0.nextDue(on: route, in: places) }
    }

    package func sendAgain(
        _ delivery: DeliveryID, by: String, reason: String? = nil, now: Timestamp
    ) async throws -> Bool {
        try await write { try $0.sendAgain(delivery, by: by, reason: reason, now: now) }
    }
}

extension Ledger {
    func claim(
        _ route: DeliveryRoute, _ places: DestinationHealth.Places, _ turns: Turns, lease: Transport.Lease,
        now: Timestamp
    ) throws -> ClaimRound {
        var round = ClaimRound(claims: [], turns: turns)
        if route == .axis, try db.isPaused(.axis) { return round }
        let queue = try Queue(db, route, crowded: places.crowded, now: now)
        try queue.bringBack()
        let lanes = try queue.dueLanes()
        let bulkFree = places.isBulkLast ? 0 : places.bulk
        while round.claims.count < places.all {
            let mayBeBulk = round.claims.count { $0.lane.isBulk } < bulkFree
            let mayBeOrdinary = round.claims.count < places.all - places.urgent
            let open = lanes.filter { (mayBeBulk || !$0.isBulk) && (mayBeOrdinary || $0.isUrgent) }
            guard let claim = try next(&round.turns, among: open, of: queue, lease) else { break }
            round.claims.append(claim)
        }
        if places.isBulkLast, round.claims.isEmpty, places.bulk > 0,
            let claim = try next(&round.turns, among: lanes.filter(\.isBulk), of: queue, lease)
        {
            round.claims.append(claim)
        }
        return round
    }

    private func next(
        _ turns: inout Turns, among lanes: [Lane], of queue: Queue, _ lease: Transport.Lease
    ) throws -> Claim? {
        var found: DocumentID?
        let turn = try turns.next(among: lanes) { lane, last in
            guard let next = try queue.next(in: lane, after: last) else { return nil }
            found = next.document
            return next.sender
        }
        guard let turn, let document = found else { return nil }
        var held: [Claim.Held] = []
        for delivery in try queue.due(of: document) {
            guard case .moved(let leased) = delivery.transport.after(.claimed(lease, now: queue.now)) else { continue }
            try self.lease(delivery, as: leased)
            held.append(
                Claim.Held(
                    id: delivery.id, recipient: delivery.recipient, attempt: leased.attempt,
                    openSince: delivery.openSince))
        }
        return held.isEmpty ? nil : try claim(of: document, turn, held, lease)
    }

    private func claim(
        of document: DocumentID, _ turn: Turns.Turn, _ held: [Claim.Held], _ lease: Transport.Lease
    ) throws -> Claim {
        let row = try db.row(
            """
            SELECT kind, lower(hex(sha256)) AS sha256, size FROM document JOIN payload ON position = journal_index
            WHERE id = ?
            """, [document.text])
        guard let row else { throw StoreError(.broken, "document \(document) is due, and is not there to be sent") }
        return Claim(
            document: document, kind: try row.choice("kind"), sender: turn.sender, deliveries: held,
            sha256: try row.required("sha256"), size: try row.required("size"), lane: turn.lane, owner: lease.owner,
            until: lease.until)
    }

    func extend(_ claim: Claim, until: Timestamp) throws -> Settlement {
        var extended = 0
        for held in claim.deliveries {
            try db.run(
                """
                UPDATE delivery SET due_at = max(due_at, ?)
                WHERE id = ? AND state = 'leased' AND lease_owner = ? AND attempt = ?
                """, [until.milliseconds, held.id.text, claim.owner, held.attempt])
            extended += db.changesCount
        }
        return extended == claim.deliveries.count ? .settled : .leaseLost
    }

    func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) throws -> Settlement {
        var settlement = Settlement.settled
        for held in claim.deliveries {
            guard let delivery = try db.delivery(held.id) else { throw StoreError.vanished(held.id) }
            let became = try settle(delivery, held, claim.owner, outcome, now: now)
            if became == .impossible { settlement = .leaseLost }
        }
        return settlement
    }

    private func settle(
        _ delivery: DeliveryRow, _ held: Claim.Held, _ owner: String, _ outcome: DispatchOutcome, now: Timestamp
    ) throws -> Transport.Outcome {
        switch outcome {
        case .delivered(let reference):
            let outcome = try move(delivery, by: .delivered, as: .delivered, reference: reference, said: owner, at: now)
            // A status may have named it so before the name was known here.
            if reference != nil { try matchParked(with: delivery.document, now: now) }
            return outcome
        case .deferred(let reason, let notBefore):
            let event = Transport.Event.deferred(
                by: owner, attempt: held.attempt, reason: reason, notBefore: notBefore)
            return try move(delivery, by: event, as: .deferred, said: owner, at: now)
        case .refused(let reason):
            let event = Transport.Event.refused(by: owner, attempt: held.attempt, reason: reason)
            return try move(delivery, by: event, as: .deliveryRefused, said: owner, at: now)
        case .abandoned(let reason):
            let event = Transport.Event.abandoned(by: owner, attempt: held.attempt, reason: reason)
            return try move(delivery, by: event, as: .dead, said: owner, at: now)
        }
    }

    func sendAgain(_ delivery: DeliveryID, by: String, reason: String?, now: Timestamp) throws -> Bool {
        guard let row = try db.delivery(delivery) else { return false }
        let route = try db.agency(row.recipient).map { $0.isLocal ? DeliveryRoute.mailbox : .axis }
        let event = Transport.Event.sentAgain(by: route ?? row.transport.route, now: now)
        let outcome = try move(row, by: event, as: .sentAgain, said: by, note: reason, at: now)
        return if case .moved = outcome { true } else { false }
    }
}

extension Database {
    func nextDue(on route: DeliveryRoute, in places: DestinationHealth.Places) throws -> Timestamp? {
        if route == .axis, try isPaused(.axis) { return nil }
        let past = Timestamp(milliseconds: 0)
        let queue = try Queue(self, route, crowded: places.crowded, now: past)
        return try queue.releasedRecipients().isEmpty ? queue.nextDue(in: places) : past
    }

    func isPaused(_ destination: Destination) throws -> Bool {
        try number("SELECT 1 FROM pause WHERE destination = ?", [destination.text]) != nil
    }
}

extension StoreError {
    fileprivate static func vanished(_ id: DeliveryID) -> StoreError {
        StoreError(.inconsistent, "there is no delivery \(id)")
    }
}
