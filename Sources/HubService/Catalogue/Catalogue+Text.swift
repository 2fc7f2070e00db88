import EdXML
import SignedXML

extension Catalogue {
    /// A line for each code, at most 100 columns: the code, what it does, and what it says.
    package func list(in language: Language, rules book: RuleBook = .standard) -> String {
        let column = rules.map(\.code.count).max() ?? 0
        let areas = Area.allCases.compactMap { area -> String? in
            let lines = rules(in: area).map { rule in
                let level = book.level(of: rule).word(language).filled(to: 8)
                return "\(rule.code.filled(to: column))  \(level)  \(rule.says[language])".cut(to: 100)
            }
            return lines.isEmpty ? nil : ([area.title[language].uppercased()] + lines).joined(separator: "\n")
        }
        return areas.joined(separator: "\n\n") + "\n"
    }

    /// Everything about one code.
    package static func entry(_ rule: Rule, in language: Language, rules book: RuleBook = .standard) -> String {
        let isVietnamese = language == .vi
        let level = book.level(of: rule)
        var rows = [
            (isVietnamese ? "Nội dung:" : "Says:", rule.says[language]),
            (isVietnamese ? "Cách sửa:" : "To mend it:", rule.mend[language]),
            (isVietnamese ? "Căn cứ:" : "Asked for by:", rule.source),
            (isVietnamese ? "Mức:" : "Level:", level.explained(language)),
        ]
        if Area(of: rule)?.isOfDocuments == true {
            rows.append((isVietnamese ? "Cấu hình:" : "Configurable:", rule.freedom(language)))
        }
        return rule.code + "\n" + Paragraph.table(rows, indent: "  ") + "\n"
    }
}

extension Rule.Level {
    func word(_ language: Language) -> String {
        switch self {
        case .refuse: language == .vi ? "từ chối" : "refuse"
        case .flag: language == .vi ? "lưu ý" : "flag"
        }
    }

    func explained(_ language: Language) -> String {
        switch self {
        case .refuse: language == .vi ? "từ chối (refuse): văn bản không được nhận" : "refuse: it is not accepted"
        case .flag: language == .vi ? "lưu ý (flag): vẫn được nhận, có ghi lại" : "flag: it is accepted, with a remark"
        }
    }
}

extension Rule {
    /// What an operator may make of its level.
    func freedom(_ language: Language) -> String {
        switch (level, mayBeLowered) {
        case (.flag, _):
            language == .vi
                ? "có thể đặt rules.\(code): refuse để từ chối" : "rules.\(code): refuse makes it refuse"
        case (.refuse, true):
            language == .vi
                ? "có thể đặt rules.\(code): flag để chỉ lưu ý" : "rules.\(code): flag makes it a remark only"
        case (.refuse, false):
            language == .vi
                ? "không đổi được: quy tắc này bảo vệ tính toàn vẹn của văn bản"
                : "fixed: the rule guards the document's integrity"
        }
    }
}
