import HubCore
import SignedXML

/// What an import or a list changed in the register, or would change, as an operator reads it.
package struct RegisterDifferences: Sendable, Codable {
    package struct Line: Sendable, Hashable, Codable {
        package let kind: AgencyChange.Kind
        package let id: String
        package let vi: String
        package let en: String
    }

    package private(set) var changes: [Line]
    /// Where the register stays as it is.
    package private(set) var contradictions: [ListContradiction]
    /// Rows to be given again once the rows of their parents have been.
    package private(set) var unresolved: [ListedAgency]

    package init(
        _ changes: [AgencyChange] = [], contradictions: [ListContradiction] = [], unresolved: [ListedAgency] = []
    ) {
        self.changes = changes.map {
            let says = $0.says
            return Line(kind: $0.kind, id: $0.after.id, vi: says.vi, en: says.en)
        }
        self.contradictions = contradictions
        self.unresolved = unresolved
    }

    mutating func add(_ other: RegisterDifferences) {
        changes += other.changes
        contradictions += other.contradictions
    }

    mutating func forgetUnknownParents(_ rows: Set<String>) {
        contradictions.removeAll { $0.kind == .parentUnknown && rows.contains($0.detail) }
    }

    package func count(_ kind: AgencyChange.Kind) -> Int { changes.count { $0.kind == kind } }

    /// A sentence for each change and each contradiction, then how many there are.
    package func text(tentatively: Bool) -> String {
        let marks: [AgencyChange.Kind: String] = [.added: "+", .changed: "~", .retired: "-", .revived: "+"]
        var lines = changes.map { "\(marks[$0.kind] ?? " ") \($0.vi)\n  \($0.en)" }
        lines += contradictions.map { "! \($0.says.vi)\n  \($0.says.en)" }
        lines.append(summary(tentatively: tentatively))
        return lines.joined(separator: "\n")
    }

    /// How many there are of each kind.
    package func summary(tentatively: Bool) -> String {
        let (added, changed) = (count(.added), count(.changed) + count(.revived))
        let (retired, contradictory) = (count(.retired), contradictions.count)
        return """
            \(tentatively ? "Sẽ" : "Đã") thêm \(added), đổi \(changed), cho hết hiệu lực \(retired); mâu thuẫn \(contradictory).
            \(tentatively ? "To be added" : "Added") \(added), changed \(changed), retired \(retired); contradictory \(contradictory).
            """
    }
}
