import SignedXML

/// One finding as it is written to callers, in both dialects and by `check --json`.
package struct FindingOnTheWire: Codable, Sendable, Equatable {
    package let code: String
    package let level: String
    /// 1-based; absent when the finding is not about a place in the document.
    package let line: Int?
    /// 1-based, in characters; absent where only the line is known.
    package let column: Int?
    package let element: String?
    /// Selects that element in any XPath 1.0 processor, whatever the document's prefixes.
    package let xpath: String?
    package let vi: String
    package let en: String
    package let mend: Bilingual
    package let source: String

    package init(_ finding: Finding) {
        code = finding.rule.code
        level = finding.level.rawValue
        line = finding.place?.line
        column = finding.place?.column
        element = finding.place?.element
        xpath = finding.place?.xpath
        vi = finding.says.vi
        en = finding.says.en
        mend = finding.mend
        source = finding.rule.source
    }
}
