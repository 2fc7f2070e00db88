import EdXML
import HubCore
import SignedXML

extension DeadlineReply {
    package func text(in language: Language) -> String {
        switch self {
        case .list(let lines, let next):
            if lines.isEmpty { return language == .vi ? "Không có việc nào như vậy." : "Nothing of the kind is owed." }
            let more = language == .vi ? "… còn nữa; thêm --limit" : "… and more; raise --limit"
            return (lines.map { $0.text(in: language) } + (next == nil ? [] : [more])).joined(separator: "\n")
        case .shown(let documents):
            return documents.map { $0.deadlineText(in: language) }.joined(separator: "\n")
        }
    }
}

extension DutyLine {
    fileprivate func text(in language: Language) -> String {
        let urgent = Priority(rawValue: priority).flatMap { $0 == .ordinary ? nil : $0.name[language] }
        return [
            standing.dueAt.shown, standing.left(in: language).filled(to: 16),
            (Duty(rawValue: standing.duty)?.name[language] ?? standing.duty).filled(to: 10),
            recipient.filled(to: 14), "\(sender) \(code)", urgent, standing.steps(in: language),
        ].compactMap(\.self).joined(separator: "  ")
    }
}

extension DutyStanding {
    /// `còn 2 ngày`, `hôm nay`, `QUÁ HẠN 3 ngày`
    func left(in language: Language) -> String {
        let days = abs(workingDaysLeft)
        if let metAt {
            let late = wasLate ? (language == .vi ? ", trễ" : ", late") : ""
            return (language == .vi ? "xong " : "done ") + metAt.shown + late
        }
        if isOverdue {
            guard days > 0 else { return language == .vi ? "QUÁ HẠN" : "OVERDUE" }
            return language == .vi ? "QUÁ HẠN \(days) ngày" : "OVERDUE \(days) d"
        }
        guard days > 0 else { return language == .vi ? "hôm nay" : "today" }
        return language == .vi ? "còn \(days) ngày" : "\(days) d left"
    }

    fileprivate func steps(in language: Language) -> String? {
        lastStep.map { language == .vi ? "– đã nhắc bậc \($0.step)" : "– step \($0.step) raised" }
    }

    /// For the line of a delivery: what is owed, by when.
    func brief(in language: Language) -> String {
        let name = Duty(rawValue: duty)?.name[language] ?? duty
        let due = metAt == nil ? " \(dueAt.shown)" : ""
        return "⏱ \(name)\(due): \(left(in: language))"
    }
}

extension TrackedDocument {
    fileprivate func deadlineText(in language: Language) -> String {
        var lines = ["\(code) · \(from) · \(acceptedAt.shown) · \(id)"]
        for delivery in deliveries {
            lines.append("\(delivery.recipient) \(delivery.name)")
            for standing in delivery.deadlines ?? [] {
                lines.append("  \(standing.brief(in: language))")
                if let last = standing.lastStep {
                    lines.append(
                        "    \(language == .vi ? "đã nhắc bậc" : "step raised") \(last.step), \(last.at.shown)")
                }
                if let next = standing.nextStep {
                    lines.append("    \(language == .vi ? "bậc tới" : "next step") \(next.step), \(next.at.shown)")
                }
            }
        }
        return lines.joined(separator: "\n")
    }
}
