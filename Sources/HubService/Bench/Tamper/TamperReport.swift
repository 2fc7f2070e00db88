import HubCore
import SignedXML

/// What came of a campaign, by kind of act.
package struct TamperReport: Sendable {
    package struct Row: Sendable {
        package let name: Bilingual
        package fileprivate(set) var trials = 0
        package fileprivate(set) var found = 0
        package fileprivate(set) var named = 0
        package fileprivate(set) var withoutEffect = 0
    }

    /// Of the hub's journal.
    package let entries: Int64
    package let seed: UInt64
    /// In the order of the acts.
    package private(set) var rows: [Row] = []
    /// Trials that were missed, or whose place was not named.
    package private(set) var failures: [TamperBench.Trial] = []

    package init(entries: Int64, seed: UInt64) { (self.entries, self.seed) = (entries, seed) }

    package var isGood: Bool { failures.isEmpty }

    mutating func take(_ trial: TamperBench.Trial) {
        let index = rows.firstIndex { $0.name == trial.name } ?? rows.count
        if index == rows.count { rows.append(Row(name: trial.name)) }
        rows[index].trials += 1
        switch trial.verdict {
        case .named:
            rows[index].found += 1
            rows[index].named += 1
        case .found:
            rows[index].found += 1
            failures.append(trial)
        case .withoutEffect: rows[index].withoutEffect += 1
        case .missed: failures.append(trial)
        }
    }

    /// A table, and what failed.
    package var text: String {
        let all = rows.reduce(into: Row(name: Bilingual(vi: "tất cả", en: "all"))) { sum, row in
            sum.trials += row.trials
            sum.found += row.found
            sum.named += row.named
            sum.withoutEffect += row.withoutEffect
        }
        let head = Self.line(
            "kiểu sửa · act", ["lần · trials", "phát hiện · found", "nêu nơi · named", "vô hại · no effect"])
        let lines = (rows + [all]).map { row in
            Self.line(
                "\(row.name.vi) · \(row.name.en)",
                [row.trials, row.found, row.named, row.withoutEffect].map { "\($0)" })
        }
        let failed = failures.map { trial in
            let flaws = trial.flaws.map { "\($0.kind.rawValue) \($0.place.says.en) \($0.detail)" }.joined(
                separator: "; ")
            return "✗ #\(trial.number) \(trial.name.en): \(trial.what) → \(trial.verdict): \(flaws)"
        }
        let end = "nhật ký · journal: \(entries) mục · entries; --seed \(seed)"
        return ([head] + lines + failed + [end]).joined(separator: "\n")
    }

    private static func line(_ name: String, _ cells: [String]) -> String {
        name.filled(to: 66) + cells.map { $0.filled(to: 20) }.joined()
    }
}
