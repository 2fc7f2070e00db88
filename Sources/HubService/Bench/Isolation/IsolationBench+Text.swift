extension IsolationBench.Row {
    package static let heading =
        "".filled(to: 34) + "tới trục quốc gia · to the axis".flushRight(in: 40)
        + "tới hộp thư · to the mailbox".flushRight(in: 40) + "\n" + "".filled(to: 26) + "số · n".flushRight(in: 8)
        + String(repeating: "     p50 ms   p99 ms  p99,9 ms     ×p99", count: 2) + "     MB"

    /// A line of the table under ``heading``, and one with what was offered meanwhile.
    package func text(beside quiet: IsolationBench.Row) -> String {
        let figures = growth(beside: quiet)
        func columns(_ latencies: Latencies, _ growth: Double) -> String {
            latencies.p50.rounded(places: 1).flushRight(in: 11) + latencies.p99.rounded(places: 1).flushRight(in: 9)
                + latencies.p999.rounded(places: 1).flushRight(in: 10) + growth.rounded(places: 2).flushRight(in: 9)
        }
        let line =
            trouble.name.filled(to: 26) + "\(toAxis.count)".flushRight(in: 8) + columns(toAxis, figures.toAxis)
            + columns(toMailbox, figures.toMailbox) + (Double(memory) / 1e6).rounded(places: 0).flushRight(in: 7)
        return ([line] + load.lines.map { "    " + $0 }).joined(separator: "\n")
    }

    /// The 99th percentiles, as multiples of those of a hub that has nothing else to do.
    package func growth(beside quiet: IsolationBench.Row) -> (toAxis: Double, toMailbox: Double) {
        (toAxis.p99 / max(quiet.toAxis.p99, 1e-3), toMailbox.p99 / max(quiet.toMailbox.p99, 1e-3))
    }
}

extension IsolationBench.Trouble {
    fileprivate var name: String {
        switch self {
        case .none: "yên · quiet"
        case .flood: "tràn ngập · a flood"
        case .largeFiles: "tệp lớn · large files"
        case .hangingDestination: "nơi nhận treo · hanging"
        case .everything: "tất cả · everything"
        }
    }
}

extension IsolationBench.OfferedLoad {
    fileprivate var lines: [String] {
        var lines: [String] = []
        if let flood {
            let refused = flood.refused.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            lines.append(
                "\(flood.count) văn bản tràn ngập được nhận, \(flood.perSecond.rounded(places: 0))/s; không nhận · "
                    + "of the flood taken, and not: \(refused.isEmpty ? "0" : refused.joined(separator: ", "))")
        }
        if let largeFiles {
            lines.append("\(largeFiles.count) tệp lớn · large files, \(largeFiles.speed.rounded(places: 0)) MB/s")
        }
        if toHanging > 0 { lines.append("\(toHanging) văn bản tới nơi nhận treo · documents to where nobody answers") }
        return lines
    }
}

extension IsolationBench.Outcome {
    /// How it stands to what was aimed at; whether that was reached.
    package var verdict: (text: String, isReached: Bool) {
        let worst =
            rows.map { row in
                let growth = row.growth(beside: rows[0])
                return max(growth.toAxis, growth.toMailbox)
            }.max() ?? 0
        let isReached = worst <= IsolationBench.growthAllowed
        return (
            "\(isReached ? "✓" : "✗") p99 × \(worst.rounded(places: 2)), cần ≤ × 3 · p99 of an urgent document at worst, aim ≤ × 3",
            isReached
        )
    }
}
