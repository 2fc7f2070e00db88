import EdXML
import NIOCore
import SignedXML

/// What a system did in each case.
package struct ConformanceReport: Sendable {
    package enum Outcome: Sendable, Hashable {
        case passed
        case failed(Bilingual)
        case leftOut(Bilingual)
    }

    package struct Row: Sendable, Hashable {
        package let operation: String
        package let name: Bilingual
        package let outcome: Outcome
    }

    package let against: String
    package let rows: [Row]

    package var passed: Int { rows.count { $0.outcome == .passed } }
    package var failed: Int { rows.count { if case .failed = $0.outcome { true } else { false } } }
    package var conforms: Bool { failed == 0 }

    /// A table for a person.
    package func text(_ language: Language) -> String {
        var lines: [String] = []
        var operation = ""
        for row in rows {
            if row.operation != operation {
                operation = row.operation
                lines += ["", operation]
            }
            lines.append("  \(row.mark) \(row.name[language])")
            switch row.outcome {
            case .passed: break
            case .failed(let why), .leftOut(let why): lines.append("      \(why[language])")
            }
        }
        return lines.dropFirst().joined(separator: "\n") + "\n\n" + verdict(language)
    }

    private func verdict(_ language: Language) -> String {
        let left = rows.count - passed - failed
        switch language {
        case .vi:
            return "\(against): \(passed) đạt, \(failed) không đạt, \(left) không thử. "
                + (conforms ? "Phù hợp." : "Chưa phù hợp.")
        case .en:
            return "\(against): \(passed) passed, \(failed) failed, \(left) left out. "
                + (conforms ? "It conforms." : "It does not conform.")
        }
    }

    private struct Written: Encodable {
        struct Case: Encodable {
            let operation: String
            let name: Bilingual.Written
            let result: String
            let why: Bilingual.Written?
        }

        let against: String
        let conforms: Bool
        let passed: Int
        let failed: Int
        let cases: [Case]
    }

    /// For a program: `{against, conforms, passed, failed, cases: [{operation, name: {vi, en}, result, why?}]}`.
    package var json: String {
        let cases = rows.map { row in
            let (result, why): (String, Bilingual?) =
                switch row.outcome {
                case .passed: ("passed", nil)
                case .failed(let why): ("failed", why)
                case .leftOut(let why): ("left-out", why)
                }
            return Written.Case(
                operation: row.operation, name: row.name.written, result: result, why: why?.written)
        }
        let written = Written(against: against, conforms: conforms, passed: passed, failed: failed, cases: cases)
        return String(buffer: WireJSON.encode(written))
    }
}

extension ConformanceReport.Row {
    fileprivate var mark: String {
        switch outcome {
        case .passed: "✓"
        case .failed: "✗"
        case .leftOut: "–"
        }
    }
}

extension Bilingual {
    fileprivate struct Written: Encodable {
        let vi: String
        let en: String
    }

    fileprivate var written: Written { Written(vi: vi, en: en) }
}
