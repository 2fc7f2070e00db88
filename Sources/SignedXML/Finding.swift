/// A sentence in the two languages of the hub; `{name}` stands for an argument.
package struct Bilingual: Sendable, Hashable, Codable {
    package let vi: String
    package let en: String

    package init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }
}

/// One entry of the catalogue of what can be wrong: a stable code, what it says, and how to mend it.
package struct Rule: Sendable, Hashable {
    /// What a finding under this rule does to the document.
    package enum Level: String, Sendable, Codable {
        /// The document is not accepted.
        case refuse
        /// The document is accepted, and the finding is kept with it.
        case flag
    }

    /// Stable for ever; clients and auditors match on it. `AREA-WHAT`, upper case: `XML-DOCTYPE`, `SIG-DIGEST`.
    package let code: String
    package let level: Level
    /// Whether an operator may let it flag where by itself it refuses (see ``RuleBook``).
    ///
    /// Never where the refusal keeps forged, ambiguous or unreadable documents out: then there would be nothing to accept.
    package let mayBeLowered: Bool
    package let says: Bilingual
    package let mend: Bilingual
    /// The clause that asks for it: an RFC section, an article of a decree, a W3C recommendation.
    package let source: String

    package init(
        _ code: String, level: Level = .refuse, mayBeLowered: Bool = false, says: Bilingual, mend: Bilingual,
        source: String
    ) {
        self.code = code
        self.level = level
        self.mayBeLowered = mayBeLowered
        self.says = says
        self.mend = mend
        self.source = source
    }
}

/// One thing found wrong (or remarkable) with one input: a value, never an error.
package struct Finding: Sendable, Hashable {
    package let rule: Rule
    /// What it does to the document: as the rule says, unless a ``RuleBook`` says otherwise.
    package private(set) var level: Rule.Level
    package let place: Place?
    package let arguments: [String: String]

    package init(_ rule: Rule, at place: Place? = nil, _ arguments: [String: String] = [:]) {
        self.rule = rule
        level = rule.level
        self.place = place
        self.arguments = arguments
    }

    /// The same, with another level.
    func with(_ level: Rule.Level) -> Finding {
        var finding = self
        finding.level = level
        return finding
    }

    /// What is wrong, with the arguments filled in.
    package var says: Bilingual { fill(rule.says) }

    /// How to mend it, with the arguments filled in.
    package var mend: Bilingual { fill(rule.mend) }

    private func fill(_ text: Bilingual) -> Bilingual {
        Bilingual(vi: fill(text.vi), en: fill(text.en))
    }

    private func fill(_ template: String) -> String {
        var filled = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += arguments[name] ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}

extension Sequence<Finding> {
    /// Whether any of them refuses the document.
    package var refuses: Bool { contains { $0.level == .refuse } }
}
