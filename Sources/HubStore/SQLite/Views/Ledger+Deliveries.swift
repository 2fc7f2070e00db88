import GRDB
import HubCore

/// What a moving packet changes in the views.
extension Ledger {
    /// Puts an event to the machine of a delivery and records what becomes of it.
    func move(
        _ delivery: DeliveryRow, by event: Transport.Event, as kind: Moved.Event, reference: String? = nil,
        said by: String? = nil, note: String? = nil, at now: Timestamp
    ) throws -> Transport.Outcome {
        let outcome = delivery.transport.after(event)
        if case .moved(let next) = outcome {
            let moved = Moved(
                event: kind, document: delivery.document, delivery: delivery.id, now: next, reference: reference,
                by: by, note: note)
            try append(.moved(moved), at: now, lane: delivery.lane)
        }
        return outcome
    }

    func apply(_ moved: Moved, at now: Timestamp) throws {
        try db.run(
            """
            UPDATE delivery SET state = :state, route = :route, attempt = :attempt, due_at = :due, lease_owner = NULL,
                reason = :reason, reference = coalesce(:reference, reference), changed_at = :now,
                open_since = CASE WHEN :again THEN :now ELSE open_since END,
                has_left = CASE WHEN :anew THEN 0 ELSE has_left OR :attempt > 0
                    OR :state IN ('fetched', 'delivered', 'failed', 'dead') END,
                fetched_at = CASE WHEN :state = 'fetched' THEN coalesce(fetched_at, :now) ELSE fetched_at END,
                delivered_at = CASE :state WHEN 'delivered' THEN :now WHEN 'recalled' THEN delivered_at END
            WHERE id = :id
            """,
            [
                "state": moved.state.rawValue, "route": moved.route.rawValue, "attempt": moved.attempt,
                "due": moved.state == .waiting ? (moved.notBefore ?? now).milliseconds : nil, "reason": moved.reason,
                "reference": moved.reference, "now": now.milliseconds,
                "again": [.sentAgain, .forgotten, .readdressed].contains(moved.event),
                "anew": moved.event == .readdressed,
                "id": moved.delivery.text,
            ])
        if moved.event == .readdressed {
            try db.run("UPDATE negotiation SET is_past = 1 WHERE delivery = ?", [moved.delivery.text])
        }
        if moved.state == .waiting { workArrived() }
    }

    /// Writes a lease. Not a fact: nobody outside learns of it, and it ends by itself. From here on the packet may be out.
    func lease(_ delivery: DeliveryRow, as transport: Transport) throws {
        try db.run(
            "UPDATE delivery SET state = ?, attempt = ?, due_at = ?, lease_owner = ?, has_left = 1 WHERE id = ?",
            [
                transport.state.rawValue, transport.attempt, transport.lease?.until.milliseconds,
                transport.lease?.owner, delivery.id.text,
            ])
    }
}

/// A delivery as its machine sees it.
struct DeliveryRow {
    let id: DeliveryID
    let document: DocumentID
    let recipient: String
    let lane: Lane
    /// When it was accepted, or last sent again.
    let openSince: Timestamp
    let transport: Transport
    /// Whether the packet is, or may be, out of the hub.
    let hasLeft: Bool

    static let columns = """
        id, document, recipient, lane, open_since, route, state, attempt, due_at, lease_owner, reason, has_left
        """

    init(_ row: Row) throws {
        id = try row.identifier("id")
        document = try row.identifier("document")
        recipient = try row.required("recipient")
        lane = try row.lane()
        openSince = try row.time("open_since")
        hasLeft = try row.required("has_left")
        let due = row.moment("due_at")
        let owner = row["lease_owner"] as String?
        let state: TransportState = try row.choice("state")
        transport = Transport(
            state: state, route: try row.choice("route"), attempt: try row.required("attempt"),
            notBefore: state == .waiting ? due : nil,
            lease: owner.flatMap { owner in due.map { Transport.Lease(owner: owner, until: $0) } },
            reason: row["reason"] as String?)
    }
}

extension Database {
    func delivery(_ id: DeliveryID) throws -> DeliveryRow? {
        try row("SELECT \(DeliveryRow.columns) FROM delivery WHERE id = ?", [id.text]).map(DeliveryRow.init)
    }
}
