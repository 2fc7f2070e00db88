import EdXML
import HubCore
import NIOCore
import SignedXML

/// Every time-stamp of the journal, as it is judged now.
package struct StampReport: Sendable, Encodable {
    package struct Line: Sendable, Encodable {
        package let number: Int
        package let kind: Stamp.Kind
        /// Entries of the head; of a renewal, of the newest one under it.
        package let size: Int64
        package let at: Timestamp
        /// Subject of the authority's certificate; empty when the token cannot be read.
        package let authority: String
        package let policy: String
        package let serial: String
        package let digest: String
        package let verified: Bool
        /// As of when it was judged.
        package let asOf: Timestamp
        /// From when on it needs a later one over it.
        package let endsAt: Timestamp
        /// Codes and reasons.
        package let findings: [Bilingual]
    }

    package let lines: [Line]

    init(_ row: StampRow, _ plan: StampPolicy) {
        lines = row.judged.enumerated().map { number, judged in
            let token = judged.verdict.token
            return Line(
                number: number, kind: judged.stamp.kind, size: judged.stamp.size, at: judged.stamp.at,
                authority: token?.authority.subject ?? "", policy: token?.policy ?? "", serial: token?.serial ?? "",
                digest: judged.stamp.digest, verified: judged.verdict.isVerified, asOf: judged.asOf,
                endsAt: plan.end(of: judged.stamp),
                findings: judged.verdict.findings.map { finding in
                    Bilingual(
                        vi: "\(finding.rule.code) \(finding.says.vi)", en: "\(finding.rule.code) \(finding.says.en)")
                })
        }
    }

    package var isWell: Bool { lines.allSatisfy(\.verified) }

    package var json: String { String(buffer: WireJSON.encode(self)) }

    package func text(in language: Language) -> String {
        guard !lines.isEmpty else {
            return language == .vi ? "Nhật ký chưa có dấu thời gian nào." : "The journal has no time-stamps yet."
        }
        return lines.map { $0.text(in: language) }.joined(separator: "\n")
    }
}

extension StampReport.Line {
    fileprivate func text(in language: Language) -> String {
        let what: Bilingual =
            switch kind {
            case .head: Bilingual(vi: "đầu nhật ký \(size) mục", en: "the head of \(size) entries")
            case .renewal: Bilingual(vi: "mọi dấu trước đó", en: "all stamps before it")
            }
        let until = Bilingual(vi: "tự đứng vững đến \(endsAt.shown)", en: "stands by itself until \(endsAt.shown)")
        let heading =
            "\(verified ? "✓" : "✗") \(number)  \(at.shown)  \(what[language])  \(authority)  \(until[language])"
        return ([heading] + (verified ? [] : findings.map { "    \($0[language])" })).joined(separator: "\n")
    }
}
