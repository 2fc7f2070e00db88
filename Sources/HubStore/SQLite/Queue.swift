import GRDB
import HubCore

/// The queue of one route inside one transaction: finds whose delivery is next.
///
/// Everything is found by seeking in an index, so that the work grows with what is found, and with the senders passed over that
/// have nothing due; never with how much waits.
struct Queue {
    let db: Database
    let route: DeliveryRoute
    let now: Timestamp
    /// Recipients to which nothing is sent now: paused, or one packet is left unanswered while others' are answered.
    let paused: Set<String>

    /// So many rows at most are taken out of the queue, or brought back into it, by one claim.
    static let movedAtOnce = 256

    init(_ db: Database, _ route: DeliveryRoute, crowded: Set<String> = [], now: Timestamp) throws {
        self.db = db
        self.route = route
        self.now = now
        paused = Set(
            try db.pauses().compactMap { if case .agency(let id) = $0.destination { id } else { nil } }
        ).union(crowded)
    }

    /// The lanes in which something is due.
    func dueLanes() throws -> [Lane] {
        try db.rows(Queue.dueLanes, ["route": route.rawValue, "now": now.milliseconds]).map { try $0.lane() }
    }

    /// The first sender after one in the circle of those who have something due in the lane, and that sender's next document.
    func next(in lane: Lane, after last: String) throws -> (sender: String, document: DocumentID)? {
        var (place, isRound) = (last, false)
        while true {
            let next = try db.text(
                Queue.nextSender, ["route": route.rawValue, "lane": lane.rawValue, "after": place])
            guard let next else {
                if isRound { return nil }
                (place, isRound) = ("", true)
                continue
            }
            if isRound, next > last { return nil }
            if let document = try head(lane, next) { return (next, document) }
            place = next
        }
    }

    /// The document of a sender in a lane that has been due for longest.
    private func head(_ lane: Lane, _ sender: String) throws -> DocumentID? {
        for _ in 0..<Queue.movedAtOnce {
            let row = try db.row(
                Queue.head,
                ["route": route.rawValue, "lane": lane.rawValue, "sender": sender, "now": now.milliseconds])
            guard let row else { return nil }
            guard paused.contains(try row.required("recipient")) else { return try row.identifier("document") }
            try db.run("UPDATE delivery SET is_held = 1 WHERE position = ?", [try row.required("position") as Int64])
        }
        return nil
    }

    /// Of a document, what is due and may be sent.
    func due(of document: DocumentID) throws -> [DeliveryRow] {
        try db.rows(
            """
            SELECT \(DeliveryRow.columns) FROM delivery
            WHERE document = ? AND route = ? AND due_at IS NOT NULL AND due_at <= ? ORDER BY position
            """, [document.text, route.rawValue, now.milliseconds]
        ).map(DeliveryRow.init).filter { !paused.contains($0.recipient) }
    }

    /// Brings some of what waited for a recipient that is paused no more back into the queue.
    func bringBack() throws {
        for recipient in try releasedRecipients() {
            try db.run(
                """
                UPDATE delivery SET is_held = 0 WHERE position IN
                    (SELECT position FROM delivery WHERE is_held = 1 AND recipient = ? LIMIT ?)
                """, [recipient, Queue.movedAtOnce])
        }
    }

    /// Recipients for which something is held though they are paused no more.
    func releasedRecipients() throws -> [String] {
        var released: [String] = []
        var last = ""
        while let next = try db.text(Queue.nextHeld, [last]) {
            if !paused.contains(next) { released.append(next) }
            last = next
        }
        return released
    }

    /// When the next delivery becomes due.
    func nextDue(in places: DestinationHealth.Places) throws -> Timestamp? {
        try db.number(
            Queue.earliest,
            [
                "route": route.rawValue, "bulk": places.bulk > 0,
                "least": places.all > places.urgent ? 0 : Lane.leastUrgent.rawValue,
            ]
        ).map(Timestamp.init(milliseconds:))
    }
}

extension Queue {
    private static let lanes = "(VALUES \(Lane.allCases.map { "(\($0.rawValue))" }.joined(separator: ", ")))"

    static let dueLanes = """
        SELECT column1 AS lane FROM \(lanes) WHERE EXISTS (SELECT 1 FROM delivery
            WHERE route = :route AND lane = column1 AND due_at <= :now AND is_held = 0)
        """

    static let nextSender = """
        SELECT sender FROM delivery
        WHERE route = :route AND lane = :lane AND sender > :after AND due_at IS NOT NULL AND is_held = 0
        ORDER BY sender LIMIT 1
        """

    static let head = """
        SELECT position, document, recipient FROM delivery
        WHERE route = :route AND lane = :lane AND sender = :sender AND due_at <= :now AND is_held = 0
        ORDER BY due_at, position LIMIT 1
        """

    static let earliest = """
        SELECT min((SELECT min(due_at) FROM delivery
            WHERE route = :route AND lane = column1 AND due_at IS NOT NULL AND is_held = 0)) FROM \(lanes)
        WHERE (:bulk OR column1 % 2 = 1) AND column1 >= :least
        """

    static let nextHeld =
        "SELECT recipient FROM delivery WHERE is_held = 1 AND recipient > ? ORDER BY recipient LIMIT 1"
}
