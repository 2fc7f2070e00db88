/// Values with a kind: whole numbers, sizes, durations, choices.
extension ConfigurationSection {
    package func integer(_ key: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        let bounds = "\(range.lowerBound)…\(range.upperBound)"
        let number =
            value(key, expected: ("số nguyên trong \(bounds)", "a whole number in \(bounds)")) { text in
                Int(text).flatMap { range.contains($0) ? $0 : nil }
            } ?? fallback
        note(key, "\(number)")
        return number
    }

    /// Bytes: a whole number, with KiB, MiB or GiB or without a unit.
    package func size(_ key: String, in range: ClosedRange<Int>, default fallback: Int) -> Int {
        let bounds = "\(range.lowerBound)…\(range.upperBound) byte"
        let expected = (
            vi: "dung lượng như 64KiB, 256MiB, trong \(bounds)", en: "a size like 64KiB, 256MiB, in \(bounds)"
        )
        let size =
            value(key, expected: expected) { text in
                Self.amount(text, units: ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30])
                    .flatMap { range.contains($0) ? $0 : nil }
            } ?? fallback
        note(key, Self.written(size, in: [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1)]))
        return size
    }

    /// A whole number with one of the units ms, s, m, h, d.
    package func duration(
        _ key: String, in range: ClosedRange<Duration>, default fallback: Duration
    ) -> Duration {
        let bounds = "\(range.lowerBound)…\(range.upperBound)"
        let expected = (
            vi: "khoảng thời gian như 500ms, 10s, 15m, 2h, 7d, trong \(bounds)",
            en: "a duration like 500ms, 10s, 15m, 2h, 7d, in \(bounds)"
        )
        let duration =
            value(key, expected: expected) { text in
                Duration(written: text).flatMap { range.contains($0) ? $0 : nil }
            } ?? fallback
        let units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)]
        note(key, Self.written(Int(duration.milliseconds), in: units))
        return duration
    }

    package func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, default fallback: Choice
    ) -> Choice {
        let words = Choice.allCases.map(\.rawValue).joined(separator: " | ")
        let choice = value(key, expected: (words, words)) { Choice(rawValue: $0) } ?? fallback
        note(key, choice.rawValue)
        return choice
    }

    /// In the largest unit of which it is a whole number.
    private static func written(_ number: Int, in units: [(name: String, factor: Int)]) -> String {
        let unit = units.first { number != 0 && number.isMultiple(of: $0.factor) } ?? units[units.count - 1]
        return "\(number / unit.factor)\(unit.name)"
    }

    fileprivate static func amount(_ text: String, units: [String: Int]) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard let number = Int(digits), let factor = units[String(unit)] else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}

extension Duration {
    /// From a whole number with one of the units ms, s, m, h, d.
    package init?(written text: String) {
        let units = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let milliseconds = ConfigurationSection.amount(text, units: units) else { return nil }
        self = .milliseconds(milliseconds)
    }
}
