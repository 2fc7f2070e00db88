extension AcceptBench.Row {
    package static let heading =
        "".filled(to: 28) + "     kB       số · n     /giây · /s   p50 ms   p99 ms  p99,9 ms   µs CPU  fsync/s"

    /// A line of the table under ``heading``.
    package var text: String {
        name.filled(to: 28)
            + [
                ((Double(size) / 1e3).rounded(places: 1), 7), ("\(load.count)", 13),
                (load.perSecond.rounded(places: 0), 15), (load.latencies.p50.rounded(places: 2), 9),
                (load.latencies.p99.rounded(places: 2), 9), (load.latencies.p999.rounded(places: 2), 10),
                ((processorSeconds * 1e6).rounded(places: 0), 9),
                (fsyncsPerSecond.map { $0.rounded(places: 0) } ?? "–", 9),
            ].map { $0.flushRight(in: $1) }.joined()
    }
}

extension AcceptBench.Stages {
    /// Where the processor time of one document goes.
    package var text: String {
        func line(_ name: String, _ seconds: Double) -> String {
            name.filled(to: 58) + (seconds * 1e6).rounded(places: 0).flushRight(in: 6) + " µs"
                + "\((100 * seconds / max(total, 1e-9)).rounded(places: 0)) %".flushRight(in: 7)
        }
        return [
            "Thời gian bộ xử lý của trục cho một văn bản · Processor time of the hub for a document",
            line("  kiểm tra · inspection", inspection),
            line("  danh bạ, quyết định, nhật ký · register, decision, commit", judgingAndCommit),
            line("  kết nối, HTTP, trả lời · connection, HTTP, answer", interface),
            line("  tất cả · in all", total),
        ].joined(separator: "\n")
    }
}

extension AcceptBench.Outcome {
    /// How it stands to what was aimed at; whether all of it was reached.
    package var verdict: (text: String, isReached: Bool) {
        var lines: [(Bool, String)] = []
        if let broker = brokers[.rabbitMQ] {
            let ratio = accepted.load.perSecond / max(broker.load.perSecond, 1e-9)
            lines.append(
                (
                    ratio >= 1,
                    "× \(ratio.rounded(places: 2)) so với RabbitMQ, cần × 1 · as many a second as RabbitMQ confirms, aim × 1"
                ))
        }
        let times = accepted.processorSeconds / max(stages.inspection, 1e-9)
        lines.append(
            (
                times <= AcceptBench.processorTimesInspection,
                "CPU × \(times.rounded(places: 2)) so với chỉ kiểm tra, cần ≤ × 4 · processor time as inspection alone, aim ≤ × 4"
            ))
        lines.append(
            (
                relay.share >= AcceptBench.relayShare,
                "\(relay.accepted.rounded(places: 0))/s vào, \(relay.carried.rounded(places: 0))/s lên trục quốc gia, "
                    + "× \(relay.share.rounded(places: 2)), cần ≥ × 0,5 · in, and on to the axis at the same time, aim ≥ × 0.5"
            ))
        if let ageing {
            lines.append(
                (
                    ageing.share >= AcceptBench.speedWithPast,
                    "× \(ageing.share.rounded(places: 2)) với \(ageing.entries) mục nhật ký, cần ≥ × 0,9 · "
                        + "as fast with so many journal entries, aim ≥ × 0.9"
                ))
        }
        return (
            lines.map { "\($0.0 ? "✓" : "✗") \($0.1)" }.joined(separator: "\n"), lines.allSatisfy(\.0)
        )
    }
}
