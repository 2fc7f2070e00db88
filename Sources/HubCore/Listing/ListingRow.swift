/// A document in one agency's list.
package struct ListingRow: Sendable, Hashable {
    package struct Counterpart: Sendable, Hashable {
        /// Its identifier in the register.
        package let id: String
        /// As the document states it, or else the register; may be empty.
        package let name: String

        package init(id: String, name: String) { (self.id, self.name) = (id, name) }
    }

    /// The earliest open duty.
    package struct Due: Sendable, Hashable {
        package let duty: Duty
        package let at: Timestamp

        package init(_ duty: Duty, at: Timestamp) { (self.duty, self.at) = (duty, at) }
    }

    /// Whose row it is.
    package var agency: String
    package var box: ListingBox
    package var document: DocumentID
    /// Where it stands in this list.
    package var place: ListingPlace
    /// The full code.
    package var code: String
    /// Empty when the words were retired.
    package var subject: String
    /// The sender of what was received; of what was sent the first recipient.
    package var counterpart: Counterpart?
    /// Of what was sent: to how many.
    package var recipients: Int
    package var acceptedAt: Timestamp
    /// As the document states it.
    package var promulgationDate: String?
    package var typeName: String
    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package var priority: Int
    /// 0 new, 1 recall, 2 update, 3 replace.
    package var businessType: Int
    package var state: ListedState
    /// Of the five steps 01, 03, 04, 05, 06 how many at most are behind it; of what was sent, behind all who still count.
    package var steps: Int
    /// Of what was sent; of what was received it counts the agency's own copy alone.
    package var progress: ListingProgress
    /// Of what was sent: the earliest that any recipient owes.
    package var due: Due?
    /// The sender waits for the agency's answer to a recall or an update.
    package var awaitsAnswer: Bool
    /// Another document has taken its place.
    package var isReplaced: Bool
    /// Whether a signature on it was verified.
    package var isSigned: Bool
    /// Of what was received: the agency's copy.
    package var delivery: DeliveryID?

    package init(
        agency: String, box: ListingBox, document: DocumentID, place: ListingPlace, code: String, subject: String,
        counterpart: Counterpart?, recipients: Int, acceptedAt: Timestamp, promulgationDate: String?, typeName: String,
        priority: Int, businessType: Int, state: ListedState, steps: Int, progress: ListingProgress, due: Due?,
        awaitsAnswer: Bool, isReplaced: Bool, isSigned: Bool, delivery: DeliveryID?
    ) {
        (self.agency, self.box, self.document, self.place) = (agency, box, document, place)
        (self.code, self.subject, self.counterpart, self.recipients) = (code, subject, counterpart, recipients)
        (self.acceptedAt, self.promulgationDate, self.typeName) = (acceptedAt, promulgationDate, typeName)
        (self.priority, self.businessType, self.state, self.steps) = (priority, businessType, state, steps)
        (self.progress, self.due, self.awaitsAnswer) = (progress, due, awaitsAnswer)
        (self.isReplaced, self.isSigned, self.delivery) = (isReplaced, isSigned, delivery)
    }

    package func isOverdue(now: Timestamp) -> Bool { due.map { $0.at < now } ?? false }
}

/// Some rows of a list, in its order.
package struct ListingPage: Sendable, Hashable {
    package var rows: [ListingRow]
    /// Where the rows before these end: ``ListingTurn/before(_:)``; `nil` at the beginning.
    package var previous: ListingPlace?
    /// Where the rows after these begin: ``ListingTurn/after(_:)``; `nil` at the end.
    package var next: ListingPlace?

    package init(_ rows: [ListingRow], previous: ListingPlace? = nil, next: ListingPlace? = nil) {
        (self.rows, self.previous, self.next) = (rows, previous, next)
    }
}

/// How many rows lie in the trays that want attention: each as many as its list has without a filter.
package struct TrayCounts: Sendable, Hashable {
    private var counts: [Tray: Int]

    package init(_ counts: [Tray: Int] = [:]) { self.counts = counts }

    package subscript(_ tray: Tray) -> Int {
        get { counts[tray] ?? 0 }
        set { counts[tray] = newValue }
    }
}

/// What the menus of a list's filters offer.
package struct ListingChoices: Sendable, Hashable {
    /// Kinds of document that there are, those used last first.
    package var typeNames: [String]
    /// With whom documents were exchanged, those of the newest documents first.
    package var counterparts: [ListingRow.Counterpart]

    package init(typeNames: [String], counterparts: [ListingRow.Counterpart]) {
        (self.typeNames, self.counterparts) = (typeNames, counterparts)
    }
}
