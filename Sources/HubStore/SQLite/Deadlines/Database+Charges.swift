import GRDB
import HubCore

/// A delivery with what its recipient's duties depend on.
struct ChargeRow {
    let place: Int64
    let delivery: DeliveryID
    let document: DocumentID
    let sender: String
    let recipient: String
    let name: String
    let code: String
    let subject: String
    let charge: Charge
    let raised: [RaisedStep]

    struct RaisedStep: Decodable {
        let duty: Duty
        let since: Int64
        let step: String
        let at: Int64
    }

    /// Duties are owed for new documents and replacements, from when the packet lies in the mailbox or the axis has taken it.
    private static let select = """
        SELECT v.position, v.id, v.document, v.recipient, v.name, v.priority, v.sender,
            json_extract(v.facts, '$.code', '$.subject', '$.dueDate') AS words,
            CASE WHEN v.business_type NOT IN (0, 3) THEN NULL
                WHEN v.route = 'mailbox' AND v.state IN ('available', 'fetched', 'delivered') THEN v.open_since
                WHEN v.route = 'axis' AND v.state = 'delivered' THEN v.delivered_at END AS since,
            (SELECT min(min(s.stated_at, s.recorded_at)) FROM status s
                WHERE s.delivery = v.id AND s.code IN ('03', '04', '05', '06')) AS received_at,
            (SELECT min(min(s.stated_at, s.recorded_at)) FROM status s
                WHERE s.delivery = v.id AND s.code = '06') AS completed_at,
            EXISTS (SELECT 1 FROM status s WHERE s.delivery = v.id AND s.code = '02')
                OR coalesce((SELECT n.state FROM negotiation n
                    WHERE n.delivery = v.id AND n.kind = 'recall' AND NOT n.is_past
                    ORDER BY n.journal_index DESC LIMIT 1), 'declined') NOT IN ('declined', 'overtaken')
                OR EXISTS (SELECT 1 FROM relation r WHERE r.document = v.document AND r.kind = 'replace') AS is_lifted,
            (SELECT json_group_array(json_object('duty', t.duty, 'since', t.since, 'step', t.step, 'at', t.at))
                FROM (SELECT * FROM duty_step WHERE place = v.position ORDER BY at) t) AS raised
        FROM (SELECT delivery.*, document.business_type, \(DocumentRecord.facts)
            FROM delivery JOIN document ON document.id = delivery.document) v
        """

    static let next = select + " WHERE v.position > ? AND v.kind = 'document' ORDER BY v.position LIMIT ?"
    static let at = select + " WHERE v.position = ? AND v.kind = 'document'"
    static let named = select + " WHERE v.id = ? AND v.kind = 'document'"
    static let ofDocument = select + " WHERE v.document = ? AND v.kind = 'document'"

    init(_ row: Row) throws {
        place = try row.required("position")
        delivery = try row.identifier("id")
        document = try row.identifier("document")
        sender = try row.required("sender")
        recipient = try row.required("recipient")
        name = try row.required("name")
        let words: [String?] = try row.json("words")
        code = words.first.flatMap { $0 } ?? ""
        subject = words.dropFirst().first.flatMap { $0 } ?? ""
        charge = Charge(
            since: row.moment("since"), priority: try row.required("priority"), dueDate: words.last.flatMap { $0 },
            receivedAt: row.moment("received_at"), completedAt: row.moment("completed_at"),
            isLifted: try row.required("is_lifted"))
        raised = try row.json("raised")
    }

    /// Steps raised for a duty since it began.
    func raised(for clock: DutyClock) -> [RaisedStep] {
        raised.filter { $0.duty == clock.duty && $0.since == clock.since.milliseconds }
    }

    func record(of clock: DutyClock, by plan: DutyPlan) -> DutyRecord {
        let raised = raised(for: clock)
        let ahead = clock.metAt == nil ? plan.ahead(of: clock, raised: raised.map(\.step)) : []
        return DutyRecord(
            place: place, delivery: delivery, document: document, sender: sender, recipient: recipient, name: name,
            code: code, subject: subject, priority: charge.priority, clock: clock,
            raised: raised.map { DutyRecord.Raised(step: $0.step, at: Timestamp(milliseconds: $0.at)) },
            nextStep: ahead.first)
    }
}

extension Database {
    func charges(_ sql: String, _ arguments: StatementArguments) throws -> [ChargeRow] {
        try rows(sql, arguments).map(ChargeRow.init)
    }
}
