import NIOCore
import SignedXML

/// One code of the catalogue as `GET /api/v1/codes` and `lienthong codes --json` write it. The names are stable.
package struct CodeOnTheWire: Encodable, Sendable {
    package let code: String
    package let area: String
    /// As it is in force.
    package let level: Rule.Level
    /// As the rule has it by itself.
    package let standardLevel: Rule.Level
    /// Whether an operator may change the level.
    package let isFixed: Bool
    package let says: Bilingual
    package let mend: Bilingual
    package let source: String

    package init(_ rule: Rule, rules book: RuleBook = .standard) {
        let area = Area(of: rule)
        code = rule.code
        self.area = area?.rawValue ?? ""
        level = book.level(of: rule)
        standardLevel = rule.level
        isFixed = area?.isOfDocuments != true || (rule.level == .refuse && !rule.mayBeLowered)
        says = rule.says
        mend = rule.mend
        source = rule.source
    }
}

extension Catalogue {
    /// What `GET /api/v1/codes` answers.
    package struct Reply: Encodable, Sendable {
        package let codes: [CodeOnTheWire]
    }

    package func reply(rules book: RuleBook = .standard) -> Reply {
        Reply(codes: rules.map { CodeOnTheWire($0, rules: book) })
    }

    /// The named codes, or all of them, as one line of JSON.
    /// - Throws: ``UnknownCode``.
    package func json(of codes: [String]) throws(UnknownCode) -> String {
        let rules = codes.isEmpty ? rules : try self.rules(named: codes)
        return String(buffer: WireJSON.encode(Reply(codes: rules.map { CodeOnTheWire($0) })))
    }

    /// The rules with these codes.
    /// - Throws: ``UnknownCode`` for the first that there is none of.
    package func rules(named codes: [String]) throws(UnknownCode) -> [Rule] {
        var found: [Rule] = []
        for code in codes {
            guard let rule = self[code] else { throw UnknownCode(code, nearest: nearest(to: code)) }
            found.append(rule)
        }
        return found
    }
}

/// A code that is not in the catalogue.
package struct UnknownCode: Error, CustomStringConvertible {
    package let finding: Finding

    init(_ code: String, nearest: String?) {
        finding = Finding(
            APIRule.codeUnknown,
            ["code": String(code.prefix(64)), "nearest": nearest ?? "–"])
    }

    package var description: String { "\(finding.says.vi)\n\(finding.says.en)" }
}
