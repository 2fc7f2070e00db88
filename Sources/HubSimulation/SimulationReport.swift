import Foundation

/// What came of many simulations.
package struct SimulationReport: Sendable {
    package let series: SimulationSeries
    package private(set) var played = 0
    package private(set) var tally = SimulationTally()
    /// Of the smallest seed that failed.
    package internal(set) var failure: SimulationOutcome?

    init(series: SimulationSeries) { self.series = series }

    mutating func add(_ outcome: SimulationOutcome) {
        played += 1
        tally = tally + outcome.tally
        if outcome.violation != nil, outcome.seed < failure?.seed ?? .max { failure = outcome }
    }

    /// For a person, in Vietnamese and English.
    package var text: String {
        let crashes = tally.crashes.sorted { $0.key < $1.key }.map { ("    \($0.key)", $0.value) }
        let rows: [(String, Int)] =
            [
                ("Lịch sử đã chạy · histories played", played), ("Sự kiện · events", tally.steps),
                ("Giờ ảo · virtual hours", Int(tally.milliseconds / 3_600_000)),
                ("Gói tin gửi · packets sent by our agencies", tally.submitted),
                ("Gửi lại vì không có trả lời · repeats", tally.repeated),
                ("Mục nhật ký · journal entries", tally.entries), ("Giao dịch · commits", tally.commits),
                ("Thông điệp mất · messages lost", tally.lost), ("Thông điệp lặp · messages doubled", tally.doubled),
                ("Trục đứng hình · stalls", tally.stalls), ("Đồng hồ nhảy · clock jumps", tally.clockJumps),
                ("Đĩa đầy · full disks", tally.fullDisks), ("Mất quyền giữ · leases lost", tally.leasesLost),
                ("Trục bị giết · crashes", tally.crashes.values.reduce(0, +)),
            ] + crashes
        let lines = rows.map { name, count in
            "  \(name)\(String(repeating: " ", count: max(1, 62 - name.count)))\(count)"
        }
        return (lines + ["", verdict]).joined(separator: "\n")
    }

    private var verdict: String {
        guard let failure, let violation = failure.violation else {
            return "Mọi điều phải giữ đều được giữ, ở mọi hạt giống.\nEverything that must hold held, with every seed."
        }
        let planted = failure.mistake.map { " --mistake \($0.rawValue)" } ?? ""
        return """
            \(failure.history.joined(separator: "\n"))

            KHÔNG GIỮ ĐƯỢC, hạt giống \(failure.seed). VIOLATED, seed \(failure.seed):
              \(violation.invariant.rawValue): \(violation.what)
            Lặp lại · replay: lienthong simulate --seed \(failure.seed) --steps \(series.steps)\(planted)
            """
    }

    /// One JSON object.
    package var json: String {
        get throws {
            let violation = failure?.violation
            let report = Written(
                firstSeed: series.first, played: played, steps: tally.steps, virtualMilliseconds: tally.milliseconds,
                submitted: tally.submitted, repeated: tally.repeated, journalEntries: tally.entries,
                commits: tally.commits, messagesLost: tally.lost, messagesDoubled: tally.doubled, stalls: tally.stalls,
                clockJumps: tally.clockJumps, fullDisks: tally.fullDisks, leasesLost: tally.leasesLost,
                crashes: tally.crashes,
                failingSeed: failure?.seed, invariant: violation?.invariant.rawValue, violation: violation?.what,
                history: failure?.history)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(report), as: UTF8.self)
        }
    }

    private struct Written: Encodable {
        let firstSeed: UInt64
        let played: Int
        let steps: Int
        let virtualMilliseconds: Int64
        let submitted: Int
        let repeated: Int
        let journalEntries: Int
        let commits: Int
        let messagesLost: Int
        let messagesDoubled: Int
        let stalls: Int
        let clockJumps: Int
        let fullDisks: Int
        let leasesLost: Int
        let crashes: [String: Int]
        let failingSeed: UInt64?
        let invariant: String?
        let violation: String?
        let history: [String]?
    }
}
