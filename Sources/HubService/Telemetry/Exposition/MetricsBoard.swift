import Metrics
import Synchronization

/// Where a hub's measures are kept: the back end of swift-metrics whose contents are written in Prometheus' text format.
///
/// Each hub has one of its own, given to whoever measures; nothing is kept by the process as a whole.
package final class MetricsBoard: MetricsFactory {
    /// A family with all of its series, in the order in which they appeared.
    struct Shelf {
        let family: MetricFamily
        var order: [MetricLabels] = []
        var series: [MetricLabels: MetricSeries] = [:]

        /// The series of these labels; beyond the family's limit the one that stands for all others.
        mutating func find(_ labels: MetricLabels) -> MetricSeries {
            if let known = series[labels] { return known }
            let key = order.count < family.mostSeries ? labels : labels.overflowing
            if let known = series[key] { return known }
            let new = MetricSeries(family)
            order.append(key)
            series[key] = new
            return new
        }
    }

    private struct State {
        var order: [String]
        var shelves: [String: Shelf]
    }

    private let state: Mutex<State>
    /// Buckets of what nobody described beforehand.
    private static let usualBuckets = MetricFamily.workBuckets

    /// - Parameter families: what will be measured; what else is measured is taken too, with a plain explanation.
    package init(_ families: [MetricFamily]) {
        state = Mutex(
            State(
                order: families.map(\.name),
                shelves: Dictionary(families.map { ($0.name, Shelf(family: $0)) }, uniquingKeysWith: { one, _ in one }))
        )
    }

    /// Everything, in the order it is written.
    func shelves() -> [Shelf] { state.withLock { state in state.order.compactMap { state.shelves[$0] } } }

    func series(_ label: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind) -> MetricSeries {
        let labels = MetricLabels(dimensions.map { (MetricName.label($0.0), $0.1) })
        let name = MetricName.metric(label, kind)
        return state.withLock { state in
            if state.shelves[name] == nil {
                let buckets = kind == .histogram ? Self.usualBuckets : []
                state.shelves[name] = Shelf(family: MetricFamily(name, kind, label, buckets: buckets))
                state.order.append(name)
            }
            return state.shelves[name]?.find(labels) ?? MetricSeries(MetricFamily(name, kind, label))
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, .counter)
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, .counter)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        LevelHandler(series(label, dimensions, .gauge))
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? DistributionHandler(series(label, dimensions, .histogram))
            : LevelHandler(series(label, dimensions, .gauge))
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        DistributionHandler(series(label, dimensions, .histogram))
    }

    // What was counted stays counted: a series that vanishes and comes back would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}

/// Names as the format allows them.
enum MetricName {
    /// `[a-zA-Z_:][a-zA-Z0-9_:]*`; a counter ends in `_total`.
    static func metric(_ label: String, _ kind: MetricFamily.Kind) -> String {
        let name = plain(label, alsoAllowed: ":")
        return kind == .counter && !name.hasSuffix("_total") ? name + "_total" : name
    }

    /// `[a-zA-Z_][a-zA-Z0-9_]*`
    static func label(_ name: String) -> String { plain(name, alsoAllowed: "") }

    private static func plain(_ text: String, alsoAllowed: String) -> String {
        let name = String(
            text.map { character in
                let isPlain = character.isASCII && (character.isLetter || character.isNumber || character == "_")
                return isPlain || alsoAllowed.contains(character) ? character : "_"
            })
        return name.first.map { $0.isNumber } ?? true ? "_" + name : name
    }
}
