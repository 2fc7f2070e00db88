/// How long something took, many times over, ranked.
package struct Latencies: Sendable {
    /// Ascending.
    private let milliseconds: [Double]

    package init(milliseconds: [Double] = []) { self.milliseconds = milliseconds.sorted() }

    package init(nanoseconds: [UInt64]) { self.init(milliseconds: nanoseconds.map { Double($0) / 1e6 }) }

    package var count: Int { milliseconds.count }

    /// What a share of all did not exceed (nearest rank), in milliseconds; 0 of none.
    package func percentile(_ share: Double) -> Double {
        guard !milliseconds.isEmpty else { return 0 }
        let rank = Int((share * Double(count)).rounded(.up)) - 1
        return milliseconds[min(max(rank, 0), count - 1)]
    }

    package var p50: Double { percentile(0.5) }
    package var p99: Double { percentile(0.99) }
    package var p999: Double { percentile(0.999) }

    func text(places: Int) -> String {
        "p50 \(p50.rounded(places: places)) ms, p99 \(p99.rounded(places: places)) ms"
    }
}
