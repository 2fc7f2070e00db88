/// What is measured under one name, and how it is written: kind, explanation, labels, buckets.
package struct MetricFamily: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case counter, gauge, histogram
    }

    /// As Prometheus writes it; a counter's ends in `_total`.
    package let name: String
    package let kind: Kind
    package let help: String
    /// Upper bounds, ascending, without the infinite one; of a histogram only.
    package let buckets: [Double]
    /// So many sets of label values at most. What comes beyond is counted under ``overflow``, so that nobody from outside
    /// can make the hub remember without end.
    package let mostSeries: Int

    package init(
        _ name: String, _ kind: Kind, _ help: String, buckets: [Double] = [], mostSeries: Int = 64
    ) {
        self.name = name
        self.kind = kind
        self.help = help
        self.buckets = buckets
        self.mostSeries = mostSeries
    }

    /// The value of every label of the series in which the series beyond the limit meet.
    package static let overflow = "other"

    /// From a millisecond to two days, three for each power of ten: what a relay may take.
    static let relayBuckets: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400,
    ]

    /// From 50 µs to ten seconds: what the disk or a processor may take.
    static let workBuckets: [Double] = [
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
    ]

    static let batchBuckets: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
}

/// Label names and values, in the order they are written.
package struct MetricLabels: Sendable, Hashable {
    package let pairs: [Pair]

    package struct Pair: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package init(_ pairs: [(String, String)] = []) {
        self.pairs = pairs.map { Pair(name: $0.0, value: $0.1) }
    }

    private init(pairs: [Pair]) { self.pairs = pairs }

    /// The same names with the value that stands for all that are too many.
    var overflowing: MetricLabels {
        MetricLabels(pairs: pairs.map { Pair(name: $0.name, value: MetricFamily.overflow) })
    }
}
