import GRDB
import HubCore

/// A row as the lists' own file has it.
struct ListedRow: Sendable {
    let agency: String
    let box: ListingBox
    let place: ListingPlace
    let state: ListedState
    let progress: ListingProgress
    let counterpart: String?
    let recipients: Int
    let due: ListingRow.Due?
    let awaitsAnswer: Bool
    let isReplaced: Bool

    init(_ row: Row, agency: (number: Int64, id: String)) throws {
        self.agency = agency.id
        box = try row.required("box") == 0 ? .sent : .received
        place = ListingPlace(
            rank: try row.required("rank"), place: try row.required("place"), agency: agency.number)
        guard let state = ListedState(number: try row.required("state")),
            let progress = ListingProgress(text: try row.required("progress"), steps: try row.required("steps"))
        else { throw StoreError(.broken, "a row of the lists holds what does not belong there") }
        (self.state, self.progress) = (state, progress)
        counterpart = row["counterpart_id"]
        recipients = try row.required("recipients")
        let duty: Duty = (row["duty"] as Int?) == Duty.processing.number ? .processing : .receipt
        due = row.moment("due_at").map { ListingRow.Due(duty, at: $0) }
        awaitsAnswer = try row.required("awaits_answer")
        isReplaced = try row.required("is_replaced")
    }
}

extension Database {
    /// A row with what people read in it, from the document's own tables.
    func shown(_ row: ListedRow) throws -> ListingRow {
        guard
            let document = try self.row(
                "SELECT id, sender, business_type, accepted_at, \(DocumentRecord.facts) FROM document WHERE journal_index = ?",
                [row.place.place])
        else { throw StoreError(.broken, "the lists have a document that there is not; they are to be made anew") }
        let (id, facts): (String, MessageFacts) = (try document.required("id"), try document.json("facts"))
        let copy = row.box == .received ? try delivery(of: id, to: row.agency) : nil
        return ListingRow(
            agency: row.agency, box: row.box, document: try document.identifier("id"), place: row.place,
            code: facts.code, subject: facts.subject, counterpart: try counterpart(of: row, id, facts),
            recipients: row.recipients, acceptedAt: try document.time("accepted_at"),
            promulgationDate: facts.promulgationDate, typeName: facts.typeName, priority: facts.priority,
            businessType: try document.required("business_type"), state: row.state, steps: row.progress.steps,
            progress: row.progress, due: row.due, awaitsAnswer: row.awaitsAnswer, isReplaced: row.isReplaced,
            isSigned: facts.certificate != nil, delivery: copy)
    }

    private func delivery(of document: String, to recipient: String) throws -> DeliveryID? {
        try row("SELECT id FROM delivery WHERE document = ? AND recipient = ?", [document, recipient])
            .map { try $0.identifier("id") }
    }

    private func counterpart(
        of row: ListedRow, _ document: String, _ facts: MessageFacts
    ) throws -> ListingRow.Counterpart? {
        guard let id = row.counterpart else { return nil }
        let stated =
            row.box == .received
            ? facts.from.name
            : try text("SELECT name FROM delivery WHERE document = ? AND recipient = ?", [document, id]) ?? ""
        if !stated.isEmpty { return ListingRow.Counterpart(id: id, name: stated) }
        let registered = try text("SELECT record ->> '$.name' FROM agency WHERE id = ?", [id])
        return ListingRow.Counterpart(id: id, name: registered ?? "")
    }
}
