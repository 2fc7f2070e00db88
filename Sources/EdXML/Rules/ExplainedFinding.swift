import SignedXML

/// The two languages of the hub.
package enum Language: String, Sendable, Hashable, Codable, CaseIterable {
    case vi, en
}

/// A finding with everything said in full, as replies and reports carry it. The JSON names are stable.
package struct ExplainedFinding: Sendable, Hashable, Codable {
    package let code: String
    package let level: Rule.Level
    package let line: Int?
    /// The path of the element, from the root.
    package let element: String?
    package let vi: String
    package let en: String
    package let mendVi: String
    package let mendEn: String
    package let source: String

    package init(_ finding: Finding) {
        let says = finding.says
        let mend = finding.mend
        code = finding.rule.code
        level = finding.level
        line = finding.place?.line
        element = finding.place?.element
        vi = says.vi
        en = says.en
        mendVi = mend.vi
        mendEn = mend.en
        source = finding.rule.source
    }

    /// Two lines for a terminal: what and where, then how to mend it and who asks for it.
    package func text(in language: Language) -> String {
        let isVietnamese = language == .vi
        let lineWord = isVietnamese ? "dòng" : "line"
        let place = [line.map { "\(lineWord) \($0)" }, element].compactMap(\.self).joined(separator: " ")
        let sign = level == .refuse ? "✗" : "!"
        return """
            \(sign) \(code)\(place.isEmpty ? "" : " (\(place))"): \(isVietnamese ? vi : en)
              → \(isVietnamese ? mendVi : mendEn) [\(source)]
            """
    }
}
