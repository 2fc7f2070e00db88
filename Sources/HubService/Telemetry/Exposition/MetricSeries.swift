import Metrics
import Synchronization

/// One series of numbers: what a handler of swift-metrics adds to, and what is written out.
///
/// A counter and a gauge are a number; a histogram is the numbers of its buckets, their sum and their count.
final class MetricSeries: Sendable {
    struct Reading: Sendable, Equatable {
        /// Of a counter or gauge the number; of a histogram the sum of what was recorded.
        var value = 0.0
        /// How many recorded values lie in each bucket (not cumulative); the last is of those above all bounds.
        var inBuckets: [UInt64] = []
    }

    private let bounds: [Double]
    private let reading: Mutex<Reading>

    init(_ family: MetricFamily) {
        bounds = family.buckets
        let buckets = family.kind == .histogram ? bounds.count + 1 : 0
        reading = Mutex(Reading(inBuckets: Array(repeating: 0, count: buckets)))
    }

    var now: Reading { reading.withLock { $0 } }

    func add(_ amount: Double) { reading.withLock { $0.value += amount } }

    func replace(_ value: Double) { reading.withLock { $0.value = value } }

    /// Puts a value into its bucket: the first whose bound is not below it.
    func observe(_ value: Double) {
        guard value.isFinite else { return }
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
        reading.withLock { reading in
            reading.value += value
            reading.inBuckets[bucket] += 1
        }
    }

    func reset() {
        reading.withLock { $0 = Reading(inBuckets: Array(repeating: 0, count: $0.inBuckets.count)) }
    }
}

extension MetricSeries: CounterHandler {
    func increment(by amount: Int64) { add(Double(amount)) }
}

extension MetricSeries: FloatingPointCounterHandler {
    /// What would make a counter fall is not counted.
    func increment(by amount: Double) {
        if amount.isFinite, amount > 0 { add(amount) }
    }
}

/// A gauge: the newest value counts.
final class LevelHandler: MeterHandler, RecorderHandler {
    private let series: MetricSeries

    init(_ series: MetricSeries) { self.series = series }

    func set(_ value: Int64) { series.replace(Double(value)) }
    func set(_ value: Double) { series.replace(value) }
    func increment(by amount: Double) { series.add(amount) }
    func decrement(by amount: Double) { series.add(-amount) }
    func record(_ value: Int64) { set(value) }
    func record(_ value: Double) { set(value) }
}

/// A histogram: every value counts.
final class DistributionHandler: RecorderHandler, TimerHandler {
    private let series: MetricSeries

    init(_ series: MetricSeries) { self.series = series }

    func record(_ value: Int64) { series.observe(Double(value)) }
    func record(_ value: Double) { series.observe(value) }
    /// Written in seconds, the base unit of the format.
    func recordNanoseconds(_ duration: Int64) { series.observe(Double(duration) / 1_000_000_000) }
}
