/// A step of the ladder was raised for a duty: its time had come, and the recipient still owed it.
package struct DutyEscalated: Sendable, Hashable, Codable {
    /// One who is told of it, and how.
    package struct Told: Sendable, Hashable, Codable {
        package let party: Ladder.Party
        /// `nil` for the operators.
        package let agency: String?
        package let by: [Ladder.Means]

        package init(_ party: Ladder.Party, agency: String? = nil, by: [Ladder.Means]) {
            self.party = party
            self.agency = agency
            self.by = by
        }
    }

    package let document: DocumentID
    package let delivery: DeliveryID
    package let recipient: String
    package let duty: Duty
    /// When the duty began: a document that is addressed anew begins it anew.
    package let since: Timestamp
    package let dueAt: Timestamp
    /// ``Ladder/Step/name``
    package let step: String
    package let told: [Told]
    /// When the next step comes; `nil` after the last.
    package let nextAt: Timestamp?

    package init(
        document: DocumentID, delivery: DeliveryID, recipient: String, clock: DutyClock, step: String, told: [Told],
        nextAt: Timestamp?
    ) {
        self.document = document
        self.delivery = delivery
        self.recipient = recipient
        duty = clock.duty
        since = clock.since
        dueAt = clock.dueAt
        self.step = step
        self.told = told
        self.nextAt = nextAt
    }
}

/// From here on duties are reckoned by another calendar, other terms or another ladder.
package struct DutyPlanChanged: Sendable, Hashable, Codable {
    /// ``DutyPlan/digest()``
    package let digest: String
    package let years: [WorkingCalendar.Year]
    package let holidays: Int
    package let makeUpDays: Int
    /// Names of the steps.
    package let ladder: [String]

    package init(_ plan: DutyPlan, digest: String) {
        self.digest = digest
        years = plan.calendar.years
        holidays = plan.calendar.holidays.count
        makeUpDays = plan.calendar.makeUpDays.count
        ladder = plan.ladder.steps.map(\.name)
    }
}

/// What came of a mail that tells of duties: the server took it, or nobody could be told.
package struct ReminderMailed: Sendable, Hashable, Codable {
    package enum Outcome: String, Sendable, Hashable, Codable { case sent, refused, abandoned }

    /// Its name in the outbox, and in its Message-ID.
    package let mail: String
    /// `nil` for the operators.
    package let agency: String?
    /// How many steps it tells of.
    package let steps: Int
    package let outcome: Outcome
    package let reason: String?

    package init(mail: String, agency: String?, steps: Int, outcome: Outcome, reason: String? = nil) {
        self.mail = mail
        self.agency = agency
        self.steps = steps
        self.outcome = outcome
        self.reason = reason.map { $0.clipped(to: 500) }
    }
}
