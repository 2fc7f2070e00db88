import Crypto
import Foundation

/// All by which duties are reckoned: the calendar, the terms, the ladder.
package struct DutyPlan: Sendable, Hashable, Encodable {
    package let calendar: WorkingCalendar
    package let terms: DutyTerms
    package let ladder: Ladder

    package init(calendar: WorkingCalendar, terms: DutyTerms = DutyTerms(), ladder: Ladder = .standard) {
        self.calendar = calendar
        self.terms = terms
        self.ladder = ladder
    }

    /// SHA-256 of the plan as canonical JSON, lower-case hex: the same plan has the same, whoever reads it.
    package func digest() throws -> String {
        Array(SHA256.hash(data: Data(try CanonicalJSON.encode(self)))).hexadecimal
    }

    /// What is and was owed for a delivery.
    package func clocks(of charge: Charge) -> [DutyClock] { terms.clocks(of: charge, by: calendar) }

    package func ahead(of clock: DutyClock, raised: some Collection<String>) -> [Ladder.Rung] {
        ladder.ahead(of: clock, raised: raised, by: calendar)
    }

    /// Working days from now until the due day, 0 on it, negative when that many have begun since.
    package func daysLeft(of clock: DutyClock, now: Timestamp) -> Int {
        calendar.workingDays(
            from: WorkingCalendar.day(of: clock.metAt ?? now), to: WorkingCalendar.day(of: clock.dueAt))
    }
}
