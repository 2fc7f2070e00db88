import GRDB
import HubCore

extension SQLiteStore: QueueStore {
    package func pause(_ destination: Destination, by: String, reason: String, now: Timestamp) async throws {
        try await write { ledger in
            let destination = try ledger.db.registered(destination)
            let paused = DestinationPaused(destination: destination, by: by, reason: reason)
            try ledger.append(.destinationPaused(paused), at: now)
        }
    }

    package func release(_ destination: Destination, by: String, reason: String, now: Timestamp) async throws -> Bool {
        try await write { ledger in
            let known = try ledger.db.named(destination)
            guard let pause = try ledger.db.pauses().first(where: { $0.destination == known }) else { return false }
            let released = DestinationReleased(destination: pause.destination, by: by, reason: reason)
            try ledger.append(.destinationReleased(released), at: now)
            return true
        }
    }

    package func pauses() async throws -> [Pause] { try await read { try $0.pauses() } }

    package func queue(_ query: QueueQuery, after: QueuePlace?, limit: Int) async throws -> [QueuedDelivery] {
        try await read { try $0.queue(query, after: after, limit: limit) }
    }

    package func count(_ query: QueueQuery) async throws -> Int {
        try await read { db in
            let sql = "SELECT count(*) FROM delivery \(Database.standing(query))"
            return Int(try db.number(sql, try db.arguments(of: query)) ?? 0)
        }
    }

    package func retry(
        _ query: QueueQuery, after: QueuePlace?, limit: Int, by: String, reason: String? = nil, now: Timestamp
    ) async throws -> (retried: Int, next: QueuePlace?) {
        try await write { ledger in
            let found = try ledger.db.queue(query, after: after, limit: limit)
            let retried = try found.count { try ledger.sendAgain($0.id, by: by, reason: reason, now: now) }
            return (retried, found.count == limit ? found.last?.place : nil)
        }
    }

    package func cancel(_ delivery: DeliveryID, reason: String, by: String, now: Timestamp) async throws -> Bool {
        try await write { ledger in
            guard let row = try ledger.db.delivery(delivery) else { return false }
            let outcome = try ledger.move(row, by: .cancelled(reason: reason), as: .cancelled, said: by, at: now)
            return if case .moved = outcome { true } else { false }
        }
    }
}

extension Database {
    /// By its identifier in the register.
    fileprivate func named(_ destination: Destination) throws -> Destination {
        guard case .agency(let id) = destination, let agency = try agency(id) else { return destination }
        return .agency(agency.id)
    }

    fileprivate func registered(_ destination: Destination) throws -> Destination {
        guard case .agency(let id) = destination else { return destination }
        guard let agency = try agency(id) else { throw StoreError(.inconsistent, "the agency \(id) is unknown") }
        guard !agency.isLocal else {
            throw StoreError(
                .inconsistent, "the agency \(agency.id) is one of this hub, and fetches its documents itself")
        }
        return .agency(agency.id)
    }

    fileprivate func queue(_ query: QueueQuery, after: QueuePlace?, limit: Int) throws -> [QueuedDelivery] {
        let arguments =
            try arguments(of: query) + [
                "limit": limit, "afterRecipient": after?.recipient ?? "",
                "afterOpen": after?.openSince.milliseconds ?? .min,
                "afterState": after?.state.rawValue ?? "", "afterPosition": after?.position ?? 0,
            ]
        return try rows(
            """
            SELECT delivery.*,
                (SELECT \(DocumentRecord.code) FROM document WHERE document.id = delivery.document) AS code
            FROM delivery \(Database.standing(query)) AND (recipient, open_since, state, position)
                > (:afterRecipient, :afterOpen, :afterState, :afterPosition)
            ORDER BY recipient, open_since, state, position LIMIT :limit
            """, arguments
        ).map(QueuedDelivery.init)
    }

    /// What the index `delivery_standing` holds, in its own words: SQLite takes it for no others.
    static let stands = "delivery.state IN ('waiting', 'leased', 'failed', 'refused', 'dead', 'cancelled')"

    /// Everything that the index can tell; one recipient is found by seeking.
    fileprivate static func standing(_ query: QueueQuery) -> String {
        """
        WHERE \(stands) AND delivery.state IN (SELECT value FROM json_each(:states)) AND open_since <= :openSince
        """ + (query.recipient == nil ? "" : " AND recipient = :recipient")
    }

    fileprivate func arguments(of query: QueueQuery) throws -> StatementArguments {
        var arguments: StatementArguments = [
            "states": try query.states.map(\.rawValue).columnText(), "openSince": query.openSince?.milliseconds ?? .max,
        ]
        if let recipient = query.recipient {
            arguments += ["recipient": try agency(recipient)?.id ?? recipient]
        }
        return arguments
    }
}

extension QueueQuery {
    fileprivate var recipient: String? { if case .agency(let id) = destination { id } else { nil } }
}

extension QueuedDelivery {
    fileprivate init(_ row: Row) throws {
        let delivery = try DeliveryRow(row)
        self.init(
            id: delivery.id, document: delivery.document, code: row["code"] as String? ?? "",
            sender: try row.required("sender"), recipient: delivery.recipient, route: delivery.transport.route,
            lane: try row.lane(), transport: delivery.transport, openSince: delivery.openSince,
            place: QueuePlace(
                recipient: delivery.recipient, openSince: delivery.openSince, state: delivery.transport.state,
                position: try row.required("position")))
    }
}
