import EdXML
import SignedXML

extension RuleBook {
    /// The section `rules`: `strict: true`, and codes with `refuse` or `flag`.
    ///
    /// A code that is not in the catalogue, one that is not about documents, and a refusal that may not be lowered are
    /// problems of the configuration.
    init(_ section: ConfigurationSection, catalogue: Catalogue = .standard) {
        let isStrict = section.choice("strict", default: YesOrNo.no) == .yes
        var levels: [Rule: Rule.Level] = [:]
        if isStrict { for rule in EdXMLRules.unknownContent { levels[rule] = .refuse } }
        let adjustable = catalogue.rules.filter { Area(of: $0)?.isOfDocuments == true }
        section.expect(adjustable.map(\.code))
        for code in section.writtenKeys {
            guard let rule = adjustable.first(where: { $0.code == code }) else { continue }
            let level: Rule.Level? = section.value(code, expected: ("refuse | flag", "refuse | flag")) {
                Rule.Level(rawValue: $0)
            }
            guard let level else { continue }
            if level == .flag, rule.level == .refuse, !rule.mayBeLowered {
                section.reject(
                    code, vi: "quy tắc này bảo vệ tính toàn vẹn của văn bản, không hạ xuống flag được",
                    en: "this rule guards the document's integrity and may not be lowered to flag")
            }
            levels[rule] = level
        }
        self.init(levels)
    }
}

enum YesOrNo: String, CaseIterable {
    case yes = "true"
    case no = "false"
}
