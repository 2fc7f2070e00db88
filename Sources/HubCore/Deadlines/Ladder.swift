/// What is done about a duty as its time comes and goes: steps, from the earliest to the latest.
///
/// A step is raised once for a duty. Where several have come at once, the furthest alone is raised, since it says all that the
/// others would have said.
package struct Ladder: Sendable, Hashable, Codable {
    package let steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    package struct Step: Sendable, Hashable, Codable {
        /// Its offset as written, `-4h`; by it the journal knows whether it was raised.
        package let name: String
        package let offset: Offset
        package let duties: [Duty]
        package let tells: [Party]
        package let by: [Means]

        package init(name: String, offset: Offset, duties: [Duty] = Duty.allCases, tells: [Party], by: [Means]) {
            self.name = name
            self.offset = offset
            self.duties = duties
            self.tells = tells
            self.by = by
        }

        /// `-4h`, `0`, `+1d`: working hours, minutes or days before or after the due time.
        package init?(_ text: String, duties: [Duty] = Duty.allCases, tells: [Party], by: [Means]) {
            guard let offset = Offset(text) else { return nil }
            self.init(name: text, offset: offset, duties: duties, tells: tells, by: by)
        }
    }

    /// From the due time. Of a clock that always runs, hours are hours and days are 24 of them.
    package enum Offset: Sendable, Hashable, Codable {
        /// Milliseconds.
        case work(Int64)
        case days(Int)

        /// At most a year of days or 1,000 hours either way.
        package init?(_ text: String) {
            if text == "0" {
                self = .work(0)
                return
            }
            guard let sign = text.first, "+-".contains(sign), let unit = text.last,
                let number = Int(text.dropFirst().dropLast()), number > 0, number <= 1000
            else { return nil }
            let signed = sign == "-" ? -number : number
            switch unit {
            case "m": self = .work(Int64(signed) * 60_000)
            case "h": self = .work(Int64(signed) * 3_600_000)
            case "d" where number <= 366: self = .days(signed)
            default: return nil
            }
        }
    }

    /// Who is told.
    package enum Party: String, Sendable, Hashable, Codable, CaseIterable { case recipient, parent, sender, operators }

    /// How.
    package enum Means: String, Sendable, Hashable, Codable, CaseIterable {
        /// Shown where its agency looks: in the list of deadlines.
        case page
        case webhook
        case mail
    }

    /// Monday to Friday's office: a warning four working hours ahead, at the due time, a working day later the body above, and
    /// two more days later the operators.
    package static let standard = Ladder(
        [
            Step("-4h", tells: [.recipient], by: [.page, .webhook]),
            Step("0", tells: [.recipient, .sender], by: [.page, .webhook, .mail]),
            Step("+1d", tells: [.recipient, .parent], by: [.page, .webhook, .mail]),
            Step("+3d", tells: [.parent, .operators], by: [.page, .webhook, .mail]),
        ].compactMap(\.self))
}

extension Ladder {
    /// A step, and when it comes.
    package struct Rung: Sendable, Hashable {
        package let step: Step
        package let at: Timestamp
    }

    /// When each step comes for a clock, in the order of the ladder. A step that would come before the duty began does not.
    package func rungs(of clock: DutyClock, by calendar: WorkingCalendar) -> [Rung] {
        steps.filter { $0.duties.contains(clock.duty) }.compactMap { step in
            let at = step.offset.moment(from: clock, by: calendar)
            return at > clock.since ? Rung(step: step, at: at) : nil
        }
    }

    /// What of the ladder is still to come, when these steps were raised before.
    package func ahead(of clock: DutyClock, raised: some Collection<String>, by calendar: WorkingCalendar) -> [Rung] {
        let rungs = rungs(of: clock, by: calendar)
        let last = rungs.lastIndex { raised.contains($0.step.name) }
        return Array(rungs.dropFirst(last.map { $0 + 1 } ?? 0))
    }
}

extension Ladder.Offset {
    func moment(from clock: DutyClock, by calendar: WorkingCalendar) -> Timestamp {
        switch (self, clock.runsAlways) {
        case (.work(let span), true): clock.dueAt.adding(milliseconds: span)
        case (.work(let span), false): calendar.moment(span, ofWorkAfter: clock.dueAt)
        case (.days(let count), true): clock.dueAt.adding(milliseconds: Int64(count) * WorkingCalendar.dayLength)
        case (.days(let count), false): calendar.moment(count, workingDaysAfter: clock.dueAt)
        }
    }
}
