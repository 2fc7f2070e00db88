import HubCore
import HubStore

/// How one duty stands, as programs and people are told.
package struct DutyStanding: Codable, Sendable, Hashable {
    package struct Step: Codable, Sendable, Hashable {
        package let step: String
        package let at: Timestamp
    }

    /// ``Duty``
    package let duty: String
    package let since: Timestamp
    package let dueAt: Timestamp
    /// Whether nights and holidays count.
    package let runsAlways: Bool
    /// Working days: 0 on the due day, negative after it; of one that is met, on the day it was.
    package let workingDaysLeft: Int
    /// Owed still, and past its time.
    package let isOverdue: Bool
    package let metAt: Timestamp?
    /// Met, and past its time.
    package let wasLate: Bool
    package let lastStep: Step?
    package let nextStep: Step?

    init(_ record: DutyRecord, by plan: DutyPlan, now: Timestamp) {
        let clock = record.clock
        duty = clock.duty.rawValue
        (since, dueAt, runsAlways, metAt) = (clock.since, clock.dueAt, clock.runsAlways, clock.metAt)
        workingDaysLeft = plan.daysLeft(of: clock, now: now)
        isOverdue = clock.metAt == nil && clock.isLate(now: now)
        wasLate = clock.metAt != nil && clock.isLate(now: now)
        lastStep = record.raised.last.map { Step(step: $0.step, at: $0.at) }
        nextStep = record.nextStep.map { Step(step: $0.step.name, at: $0.at) }
    }
}

/// A duty in a list, with what it is about.
package struct DutyLine: Codable, Sendable, Hashable {
    package let document: String
    package let delivery: String
    package let code: String
    package let subject: String
    package let sender: String
    package let recipient: String
    package let recipientName: String
    package let priority: Int
    package let standing: DutyStanding

    init(_ record: DutyRecord, by plan: DutyPlan, now: Timestamp) {
        document = record.document.text
        delivery = record.delivery.text
        code = record.code
        subject = record.subject
        sender = record.sender
        recipient = record.recipient
        recipientName = record.name
        priority = record.priority
        standing = DutyStanding(record, by: plan, now: now)
    }
}

/// Tells what is owed, by the plan in force; nothing where deadlines are not kept.
package struct DeadlineDesk: Sendable {
    let store: any Store
    /// `nil` where the configuration has no deadlines.
    let book: DeadlineBook?
    let clock: HubClock

    package init(store: any Store, book: DeadlineBook?, clock: HubClock) {
        (self.store, self.book, self.clock) = (store, book, clock)
    }

    /// Of each delivery of a document, what is and was owed.
    package func standings(of document: DocumentID) async throws -> [DeliveryID: [DutyStanding]] {
        guard let plan = book?.plan else { return [:] }
        let now = clock.now()
        return try await store.duties(of: document, by: plan).mapValues { duties in
            duties.map { DutyStanding($0, by: plan, now: now) }
        }
    }

    /// The earliest due first.
    func list(_ query: DutyQuery, after: DutyPlace?, limit: Int) async throws -> (lines: [DutyLine], next: DutyPlace?) {
        guard let plan = book?.plan else { return ([], nil) }
        let (found, now) = (try await store.duties(query, by: plan, after: after, limit: limit), clock.now())
        let last = found.count == limit ? found.last : nil
        return (
            found.map { DutyLine($0, by: plan, now: now) },
            last.map { DutyPlace(dueAt: $0.clock.dueAt, place: $0.place, duty: $0.clock.duty) }
        )
    }
}
