import HubCore

/// What an operator decides about deadlines.
package struct DeadlineSettings: Sendable, Hashable {
    /// `holidays.yaml`
    package var calendar: CalendarFile
    package var terms = DutyTerms()
    package var ladder = Ladder.standard
    /// How often the hub looks for duties, and whether the calendar has changed.
    package var interval = Duration.seconds(5)
    /// `nil`: nobody is told by mail.
    package var mail: MailSettings?

    package init(calendar: CalendarFile) { self.calendar = calendar }
}

extension DeadlineSettings {
    init(_ section: ConfigurationSection) {
        self.init(calendar: CalendarFile(section.requiredPath("calendar")))
        interval = section.duration("interval", in: .milliseconds(50)...(.seconds(600)), default: interval)
        let receipt = section.section("receipt")
        func urgent(_ key: String, _ priority: Int) -> Int64 {
            receipt.duration(
                key, in: .seconds(60)...(.seconds(7 * 86_400)), default: .milliseconds(terms.urgent[priority - 1])
            ).milliseconds
        }
        let spans = [urgent("urgent", 1), urgent("veryUrgent", 2), urgent("express", 3)]
        terms.urgent = spans + [spans[2]]
        terms.lateMargin =
            receipt.duration("lateMargin", in: .zero...(.seconds(8 * 3600)), default: .milliseconds(terms.lateMargin))
            .milliseconds
        let days = section.section("processing").integer("days", in: 0...366, default: 0)
        terms.processingDays = days == 0 ? nil : days
        let steps = section.sections("ladder").compactMap(Ladder.Step.init)
        if !steps.isEmpty { ladder = Ladder(steps) }
        section.note("ladder", ladder.steps.map(\.name).joined(separator: ", "))
        for name in Set(steps.map(\.name)) where steps.filter({ $0.name == name }).count > 1 {
            section.reject("ladder", vi: "bậc \(name) có hai lần", en: "the step \(name) stands there twice")
        }
        let mail = section.section("mail")
        self.mail = mail.isPresent ? MailSettings(mail) : nil
        if self.mail == nil { ladder = Ladder(ladder.steps.map(\.withoutMail)) }
    }
}

extension Ladder.Step {
    fileprivate init?(_ section: ConfigurationSection) {
        let expected = (vi: "0, hoặc như -4h, +30m, +1d", en: "0, or like -4h, +30m, +1d")
        let offset = section.value("at", expected: expected) { text in Ladder.Offset(text).map { (text, $0) } }
        if offset == nil { _ = section.required("at") }
        let duties = section.choices("duties", of: Duty.self)
        let tells = section.choices("tell", of: Ladder.Party.self)
        let by = section.choices("by", of: Ladder.Means.self)
        if tells.isEmpty { section.reject("tell", vi: "cần ít nhất một bên", en: "needs somebody to tell") }
        if by.isEmpty { section.reject("by", vi: "cần ít nhất một cách", en: "needs a way of telling") }
        guard let offset else { return nil }
        self.init(
            name: offset.0, offset: offset.1, duties: duties.isEmpty ? Duty.allCases : duties, tells: tells, by: by)
    }

    /// Where no mail can be sent, none is said to be.
    fileprivate var withoutMail: Ladder.Step {
        Ladder.Step(name: name, offset: offset, duties: duties, tells: tells, by: by.filter { $0 != .mail })
    }
}

extension ConfigurationSection {
    /// A list of words out of a few; what is none of them is reported.
    func choices<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, of type: Choice.Type) -> [Choice] {
        texts(key).compactMap { word in
            if let choice = Choice(rawValue: word) { return choice }
            let words = Choice.allCases.map(\.rawValue).joined(separator: " | ")
            reject(key, vi: "“\(word)” không hợp lệ; cần \(words)", en: "“\(word)” is none of \(words)")
            return nil
        }
    }
}
