/// The measures as text: Prometheus' text format 0.0.4, or OpenMetrics 1.0.0 for those who ask for it.
package struct ExpositionText: Sendable {
    package enum Format: Sendable, Hashable {
        case prometheus, openMetrics

        /// What a scraper accepts; the older format for whoever does not name the newer one.
        package init(accept: String?) {
            self = Preference.among([.prometheus, .openMetrics], accept) { format, range in
                switch format {
                case .prometheus: ["text/plain", "text/*", "*/*"].contains(range)
                case .openMetrics: range == "application/openmetrics-text"
                }
            }
        }

        package var contentType: String {
            switch self {
            case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
            case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
            }
        }
    }

    package let format: Format
    package private(set) var text = ""

    init(_ shelves: [MetricsBoard.Shelf], as format: Format) {
        self.format = format
        for shelf in shelves where !shelf.series.isEmpty { write(shelf) }
        if format == .openMetrics { text += "# EOF\n" }
    }

    private mutating func write(_ shelf: MetricsBoard.Shelf) {
        let family = shelf.family
        // OpenMetrics names a family of counters without the suffix that its samples bear.
        let isTotal = format == .openMetrics && family.kind == .counter && family.name.hasSuffix("_total")
        let name = isTotal ? String(family.name.dropLast("_total".count)) : family.name
        text += "# HELP \(name) \(escaped(family.help, quotes: format == .openMetrics))\n"
        text += "# TYPE \(name) \(family.kind.rawValue)\n"
        for labels in shelf.order {
            guard let reading = shelf.series[labels]?.now else { continue }
            if family.kind == .histogram {
                writeHistogram(family, labels, reading)
            } else {
                writeSample(family.name, labels, reading.value)
            }
        }
    }

    /// Buckets are cumulative, the last has no bound, and its number is the count.
    private mutating func writeHistogram(
        _ family: MetricFamily, _ labels: MetricLabels, _ reading: MetricSeries.Reading
    ) {
        var count: UInt64 = 0
        let bounds = family.buckets.map(bound) + ["+Inf"]
        for (bound, inBucket) in zip(bounds, reading.inBuckets) {
            count += inBucket
            writeSample(family.name + "_bucket", labels, Double(count), bound: bound)
        }
        writeSample(family.name + "_sum", labels, reading.value)
        writeSample(family.name + "_count", labels, Double(count))
    }

    private mutating func writeSample(_ name: String, _ labels: MetricLabels, _ value: Double, bound: String? = nil) {
        var pairs = labels.pairs.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        text += name
        if !pairs.isEmpty { text += "{\(pairs.joined(separator: ","))}" }
        text += " \(Self.number(value))\n"
    }

    private func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    /// OpenMetrics writes a bound with a fraction always.
    private func bound(_ value: Double) -> String {
        let text = Self.number(value)
        return format == .openMetrics && text.allSatisfy(\.isNumber) ? text + ".0" : text
    }

    /// Whole numbers without a fraction; the rest as Go reads them.
    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return abs(value) < 9_007_199_254_740_992 && value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
}
