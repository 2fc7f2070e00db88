import HubCore

/// What recipients owe, by when, and what was done about it.
///
/// What is owed now is kept in a table of its own, by following the journal from behind: nothing on the way in waits for it.
/// Each stretch is reckoned in a reader's snapshot from the deliveries as they stand, and written with the place that the
/// following has reached; a crash leaves the place before, and the same stretch gives the same rows again.
package protocol DutyStore: Sendable {
    /// Follows the journal by one stretch, or, where the plan is another than the last one, begins to reckon all deliveries
    /// anew by it, stretch by stretch; that it is another is journalled.
    /// - Parameter digest: ``DutyPlan/digest()``.
    /// - Parameter limit: deliveries reckoned, or entries followed, in this stretch.
    func keepDuties(by plan: DutyPlan, digest: String, limit: Int, now: Timestamp) async throws -> DutyPass

    /// Raises steps that have come, at most `limit` duties in one transaction: each is a fact, which puts what is told on its
    /// way. Before that it is looked again whether the duty is still owed.
    /// - Returns: how many duties were looked at; less than `limit` when no more have come.
    func raiseSteps(by plan: DutyPlan, limit: Int, now: Timestamp) async throws -> Int

    /// What is owed, the earliest due first.
    func duties(_ query: DutyQuery, by plan: DutyPlan, after: DutyPlace?, limit: Int) async throws -> [DutyRecord]

    /// What is and was owed for a document, for each of its deliveries, reckoned now.
    func duties(of document: DocumentID, by plan: DutyPlan) async throws -> [DeliveryID: [DutyRecord]]

    /// How many duties are owed, and how many of them are overdue.
    func dutyCounts(now: Timestamp) async throws -> [DutyCount]
}

/// What one stretch came to.
package enum DutyPass: Sendable, Hashable {
    /// There is more to do.
    case goesOn
    /// All of the journal has been followed.
    case upToDate
}

/// Which duties.
package struct DutyQuery: Sendable, Hashable, Codable {
    package enum Concern: Sendable, Hashable, Codable {
        case everybody
        /// Owed by it, or shown to it: identifiers of the register.
        case agencies([String])
        /// Those of a centre.
        case centre(String)
    }

    package var concern: Concern
    package var duty: Duty?
    /// At or before this moment; `nil` for all.
    package var dueBy: Timestamp?

    package init(_ concern: Concern = .everybody, duty: Duty? = nil, dueBy: Timestamp? = nil) {
        self.concern = concern
        self.duty = duty
        self.dueBy = dueBy
    }
}

/// Where a list of duties goes on.
package struct DutyPlace: Sendable, Hashable, Codable {
    package let dueAt: Timestamp
    package let place: Int64
    package let duty: Duty

    package init(dueAt: Timestamp, place: Int64, duty: Duty) {
        self.dueAt = dueAt
        self.place = place
        self.duty = duty
    }
}

/// A duty with what it is about.
package struct DutyRecord: Sendable, Hashable {
    package struct Raised: Sendable, Hashable {
        package let step: String
        package let at: Timestamp
    }

    /// The delivery's place among all.
    package let place: Int64
    package let delivery: DeliveryID
    package let document: DocumentID
    package let sender: String
    package let recipient: String
    package let name: String
    package let code: String
    package let subject: String
    package let priority: Int
    package let clock: DutyClock
    /// Steps raised for it, in their order.
    package let raised: [Raised]
    /// When the next step comes, if it is still owed then.
    package let nextStep: Ladder.Rung?
}

package struct DutyCount: Sendable, Hashable {
    package let duty: Duty
    package let owed: Int
    package let overdue: Int
}
