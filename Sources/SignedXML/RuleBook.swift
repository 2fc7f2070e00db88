/// An operator's word on which rules refuse and which only flag, where it differs from the rules' own.
package struct RuleBook: Sendable, Hashable {
    /// Every rule as it is.
    package static let standard = RuleBook()

    /// By code; only what differs.
    private let levels: [String: Rule.Level]

    /// - Parameter levels: what is wanted of single rules. A rule that may not be lowered keeps refusing all the same.
    package init(_ levels: [Rule: Rule.Level] = [:]) {
        let changed = levels.filter { rule, level in
            level != rule.level && (level == .refuse || rule.mayBeLowered)
        }
        self.levels = Dictionary(changed.map { ($0.key.code, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    package func level(of rule: Rule) -> Rule.Level { levels[rule.code] ?? rule.level }

    /// The findings with the levels of this book. Judging twice changes nothing.
    package func judge(_ findings: [Finding]) -> [Finding] {
        levels.isEmpty ? findings : findings.map { $0.with(level(of: $0.rule)) }
    }

    /// What differs, one line a rule, in order: `EDX-PRIORITY flag`. Two books are the same when these are.
    package var amendments: [String] { levels.map { "\($0.key) \($0.value.rawValue)" }.sorted() }
}
