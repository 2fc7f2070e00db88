import GRDB
import HubCore

extension SQLiteStore: DispatchStore {
    package func wakeUps() -> AsyncStream<Void> { bell.rings() }

    package func claim(
        route: DeliveryRoute, limit: Int, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [Claim] {
        try await write { ledger in
            try ledger.db.due(on: route, limit: limit, now: now).compactMap { document in
                try ledger.claim(document, route: route, lease: .init(owner: owner, until: until), now: now)
            }
        }
    }

    package func extend(_ claim: Claim, until: Timestamp) async throws -> Settlement {
        try await write { try $0.extend(claim, until: until) }
    }

    package func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement {
        try await write { try $0.settle(claim, outcome, now: now) }
    }

    package func nextDue(route: DeliveryRoute) async throws -> Timestamp? {
        try await read { db in
            try db.number("SELECT min(due_at) FROM delivery WHERE route = ? AND due_at IS NOT NULL", [route.rawValue])
                .map(Timestamp.init(milliseconds:))
        }
    }

    package func sendAgain(_ delivery: DeliveryID, by: String, now: Timestamp) async throws -> Bool {
        try await write { ledger in
            guard let row = try ledger.db.delivery(delivery) else { return false }
            let route = try ledger.db.agency(row.recipient).map { $0.isLocal ? DeliveryRoute.mailbox : .axis }
            let event = Transport.Event.sentAgain(by: route ?? row.transport.route, now: now)
            let outcome = try ledger.move(row, by: event, as: .sentAgain, said: by, at: now)
            return if case .moved = outcome { true } else { false }
        }
    }
}

extension Ledger {
    func claim(
        _ document: DocumentID, route: DeliveryRoute, lease: Transport.Lease, now: Timestamp
    ) throws -> Claim? {
        var held: [Claim.Held] = []
        for delivery in try db.due(of: document, on: route, now: now) {
            guard case .moved(let leased) = delivery.transport.after(.claimed(lease, now: now)) else { continue }
            try self.lease(delivery, as: leased)
            held.append(
                Claim.Held(
                    id: delivery.id, recipient: delivery.recipient, attempt: leased.attempt,
                    openSince: delivery.openSince))
        }
        guard !held.isEmpty, let record = try db.document(document) else { return nil }
        return Claim(
            document: document, kind: record.facts.kind, sender: record.sender, deliveries: held,
            sha256: record.facts.sha256, size: record.facts.size, priority: record.facts.priority,
            owner: lease.owner, until: lease.until)
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
}

extension Database {
    /// Documents with something due, most urgent first, then oldest. Walks the open deliveries in that order and stops
    /// when it has enough.
    func due(on route: DeliveryRoute, limit: Int, now: Timestamp) throws -> [DocumentID] {
        let deliveries = try Row.fetchCursor(
            cachedStatement(
                sql: """
                    SELECT document FROM delivery INDEXED BY delivery_order
                    WHERE route = ? AND due_at IS NOT NULL AND due_at <= ? ORDER BY priority DESC, position
                    """),
            arguments: [route.rawValue, now.milliseconds])
        var documents: [DocumentID] = []
        while documents.count < limit, let row = try deliveries.next() {
            let document: DocumentID = try row.identifier("document")
            if !documents.contains(document) { documents.append(document) }
        }
        return documents
    }

    fileprivate func due(of document: DocumentID, on route: DeliveryRoute, now: Timestamp) throws -> [DeliveryRow] {
        try rows(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE document = ? AND route = ? AND due_at IS NOT NULL AND due_at <= ? ORDER BY position
            """, [document.text, route.rawValue, now.milliseconds]
        ).map(DeliveryRow.init)
    }
}

extension StoreError {
    fileprivate static func vanished(_ id: DeliveryID) -> StoreError {
        StoreError(.inconsistent, "there is no delivery \(id)")
    }
}
