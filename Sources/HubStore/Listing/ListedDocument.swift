import Foundation
import GRDB
import HubCore

/// A document as the lists have it: its rows, and the words by which it is found.
struct ListedDocument: Sendable {
    /// One agency's row.
    struct Holder: Sendable {
        var agency: String
        var box: ListingBox
        var state: ListedState
        var steps: Int
        var progress: ListingProgress
        /// The sender of what was received; of what was sent the first recipient.
        var counterpart: String?
        var due: ListingRow.Due?
        /// When the earliest receipt is due that is owed.
        var receiptDue: Timestamp?
        var isToDo = false
        var awaitsAnswer = false
        /// For the figures: how its duties stand, and how long the recipient took to each of the five steps.
        var marks: FigureMarks = []
        var times: [Int?] = []
        /// Words that this agency may find it by, and others may not: who has spoken about it, and to whom.
        var words: Set<String> = []
    }

    let place: Int64
    /// The local day of its acceptance, from 1970-01-01.
    let day: Int
    let priority: Int
    let typeName: String
    let businessType: Int
    let isReplaced: Bool
    let sender: String
    /// In the order of the deliveries.
    let recipients: [String]
    let words: Set<String>
    var holders: [Holder]
}

extension Database {
    /// The documents at these places with all that the tables say of them now. One that no agency here has is left out.
    func listedDocuments(at places: [Int64], plan: DutyPlan?) throws -> [ListedDocument] {
        guard !places.isEmpty else { return [] }
        let found = try rows(
            """
            SELECT journal_index AS place, id, sender, business_type, accepted_at, origin ->> '$.axis' IS NULL AS is_own,
                \(DocumentRecord.facts),
                EXISTS (SELECT 1 FROM relation r WHERE r.document = document.id AND r.kind = 'replace') AS is_replaced
            FROM document WHERE journal_index IN (SELECT value FROM json_each(?)) AND kind = 'document'
            ORDER BY journal_index
            """, [try places.columnText()])
        let ids = try found.map { try $0.required("id") as String }.columnText()
        let deliveries = try ListedDelivery.all(of: ids, in: self)
        return try found.compactMap { row in
            let id: String = try row.required("id")
            let head = try ListedHead(row)
            let charges = try plan.map { try clocks(of: head, named: id, by: $0) } ?? [:]
            let document = head.document(deliveries[id] ?? [], clocks: charges)
            return document.holders.isEmpty ? nil : document
        }
    }

    /// What is and was owed, by the delivery's position.
    private func clocks(of head: ListedHead, named id: String, by plan: DutyPlan) throws -> [Int64: [DutyClock]] {
        guard head.owes else { return [:] }
        return try Dictionary(
            charges(ChargeRow.ofDocument, [id]).map { row in
                (row.place, plan.clocks(of: row.charge))
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// What a document itself says.
private struct ListedHead {
    struct Facts: Decodable {
        let code: String
        let subject: String
        let typeName: String
        let priority: Int
        let from: MessageFacts.Party
        let certificate: String?
    }

    let place: Int64
    let sender: String
    let businessType: Int
    let acceptedAt: Timestamp
    /// It did not come down the axis.
    let isOwn: Bool
    let isReplaced: Bool
    let facts: Facts

    /// Whether its recipients have to do something about it, and not about another document of which it speaks.
    var owes: Bool { businessType == 0 || businessType == 3 }

    init(_ row: Row) throws {
        place = try row.required("place")
        sender = try row.required("sender")
        businessType = try row.required("business_type")
        acceptedAt = try row.time("accepted_at")
        isOwn = try row.required("is_own")
        isReplaced = try row.required("is_replaced")
        facts = try row.json("facts")
    }

    func document(_ deliveries: [ListedDelivery], clocks: [Int64: [DutyClock]]) -> ListedDocument {
        var holders = deliveries.compactMap { received($0, clocks: clocks[$0.position] ?? []) }
        if isOwn { holders.append(sent(deliveries, clocks: clocks.values.flatMap { $0 })) }
        let texts =
            [facts.code, facts.subject, facts.typeName, facts.from.name, sender]
            + deliveries.flatMap { [$0.name, $0.recipient] }
        let names = ([facts.from.name] + deliveries.map(\.name)).map(AgencySpelling.words(ofName:))
        return ListedDocument(
            place: place, day: WorkingCalendar.day(of: acceptedAt), priority: facts.priority, typeName: facts.typeName,
            businessType: businessType, isReplaced: isReplaced, sender: sender, recipients: deliveries.map(\.recipient),
            words: Set(texts).union(names).reduce(into: []) { $0.formUnion(SearchWords.of($1)) }, holders: holders)
    }

    private func sent(_ deliveries: [ListedDelivery], clocks: [DutyClock]) -> ListedDocument.Holder {
        let progress = ListingProgress(deliveries.map { ($0.state, $0.business.steps) })
        return ListedDocument.Holder(
            agency: sender, box: .sent, state: progress.state, steps: progress.steps, progress: progress,
            counterpart: deliveries.first?.recipient, due: clocks.earliest, receiptDue: clocks.earliestReceipt,
            marks: facts.certificate == nil ? [] : .isSigned,
            words: deliveries.reduce(into: []) { $0.formUnion($1.words) })
    }

    /// - Returns: `nil` where nothing lies, or lay, in a mailbox here.
    private func received(_ delivery: ListedDelivery, clocks: [DutyClock]) -> ListedDocument.Holder? {
        guard delivery.liesHere else { return nil }
        let (state, business) = (delivery.state, delivery.business)
        let isOpen = ![.done, .returned, .recalled, .failed].contains(state)
        return ListedDocument.Holder(
            agency: delivery.recipient, box: .received, state: state, steps: business.steps,
            progress: ListingProgress([(state, business.steps)]), counterpart: sender, due: clocks.earliest,
            receiptDue: clocks.earliestReceipt,
            isToDo: business.awaitsAnswer || (owes && isOpen && !isReplaced), awaitsAnswer: business.awaitsAnswer,
            marks: clocks.reduce(facts.certificate == nil ? [] : .isSigned) { $0.union(FigureMarks($1)) },
            times: BusinessState.steps.map { step in
                business.reached[step].map { TimeSpread.bucket(of: $0.milliseconds(since: acceptedAt)) }
            }, words: delivery.words)
    }
}

extension [DutyClock] {
    private var open: [DutyClock] { filter { $0.metAt == nil } }

    fileprivate var earliest: ListingRow.Due? {
        open.min { ($0.dueAt, $0.duty.number) < ($1.dueAt, $1.duty.number) }.map {
            ListingRow.Due($0.duty, at: $0.dueAt)
        }
    }

    fileprivate var earliestReceipt: Timestamp? { open.filter { $0.duty == .receipt }.map(\.dueAt).min() }
}

extension BusinessState {
    /// Whether the sender waits for an answer to a recall or an update.
    fileprivate var awaitsAnswer: Bool { [recall, update].contains { $0 == .asked || $0 == .contested } }
}

/// One delivery of a listed document.
private struct ListedDelivery {
    let position: Int64
    let recipient: String
    let name: String
    let state: ListedState
    /// Whether it lies, or lay, in a mailbox of this hub.
    let liesHere: Bool
    let business: BusinessState
    /// Of those who spoke about it.
    let words: Set<String>

    /// - Parameter documents: their names, a JSON array.
    static func all(of documents: String, in db: Database) throws -> [String: [ListedDelivery]] {
        let statuses = try Dictionary(
            grouping: db.rows(
                """
                SELECT delivery, code, stated_at, recorded_at, staff, department FROM status
                WHERE document IN (SELECT value FROM json_each(?)) ORDER BY journal_index
                """, [documents])
        ) { try $0.required("delivery") as String }
        let negotiations = try Dictionary(
            grouping: db.rows(
                """
                SELECT * FROM negotiation WHERE document IN (SELECT value FROM json_each(?)) AND NOT is_past
                ORDER BY journal_index
                """, [documents])
        ) { try $0.required("delivery") as String }
        let rows = try db.rows(
            """
            SELECT position, id, document, recipient, name, route, state FROM delivery
            WHERE document IN (SELECT value FROM json_each(?)) ORDER BY position
            """, [documents])
        return try Dictionary(grouping: rows) { try $0.required("document") as String }.mapValues { rows in
            try rows.map { row in
                let id: String = try row.required("id")
                return try ListedDelivery(row, statuses: statuses[id] ?? [], negotiations: negotiations[id] ?? [])
            }
        }
    }

    private init(_ row: Row, statuses: [Row], negotiations: [Row]) throws {
        position = try row.required("position")
        recipient = try row.required("recipient")
        name = try row.required("name")
        let transport: TransportState = try row.choice("state")
        let route: DeliveryRoute = try row.choice("route")
        business = BusinessState(
            of: try statuses.map { status in
                RecordedStatus(
                    code: try status.required("code"), at: try status.time("stated_at"),
                    recordedAt: try status.time("recorded_at"))
            }, negotiations: try negotiations.map(Negotiation.init))
        state = ListedState(transport, business)
        liesHere = route == .mailbox && ![.refused, .dead, .cancelled, .waiting, .leased].contains(transport)
        words = try statuses.reduce(into: []) { words, status in
            words.formUnion(SearchWords.of(try status.required("staff")))
            words.formUnion(SearchWords.of(try status.required("department")))
        }
    }
}
