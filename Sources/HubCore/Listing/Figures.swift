/// What a leader asks about an agency and those below it.
package struct FiguresQuery: Sendable, Hashable {
    /// Into what the documents are parted.
    package enum Grouping: String, Sendable, Hashable, Codable, CaseIterable {
        /// Local days of acceptance, `2026-11-20`.
        case day
        /// `2026-11`
        case month
        /// The agency, and each of those just below it with all that are below them.
        case agency
        /// How deep agencies are: 1 for a ministry or a province, and down, as their identifiers tell.
        case level
        /// Kinds as the documents state them.
        case kind
    }

    /// Its identifier in the register. Those of which it begins the identifier are below it: `H24.01` below `H24`.
    package var agency: String
    package var withSubordinates: Bool
    /// Local days of acceptance, from 1970-01-01; both are within.
    package var from: Int
    package var to: Int
    package var typeNames: Set<String> = []
    package var grouping: Grouping

    package init(agency: String, withSubordinates: Bool = true, from: Int, to: Int, by grouping: Grouping) {
        (self.agency, self.withSubordinates) = (agency, withSubordinates)
        (self.from, self.to, self.grouping) = (from, to, grouping)
    }
}

/// How many documents came to what. Each agency's copy counts: what one agency sent to two others here is sent once and
/// received twice.
package struct Figures: Sendable, Hashable {
    /// What is counted, by the name that a column has.
    package enum Count: String, Sendable, Hashable, CaseIterable {
        case sent
        /// With a signature that was verified.
        case sentSigned
        /// Some recipient returned it.
        case sentReturned
        /// Some recipient did not get it.
        case sentFailed
        /// Taken back from all who had it.
        case sentRecalled
        case received
        case receivedSigned
        /// By this agency.
        case receivedReturned
        case receivedRecalled
        /// Taken in (03 or further) by when it was due; only documents of which that is owed count here and in the next two.
        case receiptInTime
        case receiptLate
        /// Still owed, overdue or not.
        case receiptOpen
        case processingInTime
        case processingLate
        case processingOpen
    }

    private var counts: [Count: Int] = [:]
    /// From the acceptance of what was received to each of the five steps, 01, 03, 04, 05, 06; empty where figures are by kind,
    /// or of some kinds only.
    package var times: [TimeSpread] = Array(repeating: TimeSpread(), count: 5)

    package init() {}

    package subscript(_ count: Count) -> Int {
        get { counts[count] ?? 0 }
        set { counts[count] = newValue == 0 ? nil : newValue }
    }

    package static func + (one: Figures, other: Figures) -> Figures {
        var sum = one
        for (count, number) in other.counts { sum[count] += number }
        for step in sum.times.indices { sum.times[step].add(other.times[step]) }
        return sum
    }
}

/// How long something took, many times over, as counts by length; two of them add up to one.
///
/// A length is known to within a fifth: four counts for each doubling, from a minute on.
package struct TimeSpread: Sendable, Hashable {
    /// Spans of this many milliseconds and less are the first.
    private static let shortest: Int64 = 60_000
    /// The last holds everything longer: some 400 days.
    package static let last = 77
    /// By length.
    private var counts: [Int: Int] = [:]

    package init() {}

    /// Where a span counts: 0 … ``last``.
    package static func bucket(of milliseconds: Int64) -> Int {
        var (bound, bucket) = (Double(shortest), 0)
        while bucket < last, Double(milliseconds) > bound {
            bound *= step
            bucket += 1
        }
        return bucket
    }

    /// The fourth root of two.
    private static let step = 1.189_207_115_002_721

    package mutating func add(_ number: Int, at bucket: Int) {
        let sum = (counts[bucket] ?? 0) + number
        counts[bucket] = sum == 0 ? nil : sum
    }

    package mutating func add(_ other: TimeSpread) {
        for (bucket, number) in other.counts { add(number, at: bucket) }
    }

    package var count: Int { counts.values.reduce(0, +) }

    /// What half of all did not exceed, in milliseconds; `nil` of none.
    package var median: Int64? {
        let half = (count + 1) / 2
        var (seen, bound) = (0, Double(Self.shortest))
        for bucket in 0...Self.last {
            seen += counts[bucket] ?? 0
            if half > 0, seen >= half { return Int64(bucket == 0 ? bound : bound / Self.half) }
            bound *= Self.step
        }
        return nil
    }

    /// From a count's upper bound to its middle.
    private static let half = 1.090_507_732_665_257_7
}

/// The figures of one part.
package struct FiguresPart: Sendable, Hashable {
    /// The day, month, identifier, level or kind.
    package let key: String
    package let figures: Figures

    package init(key: String, figures: Figures) { (self.key, self.figures) = (key, figures) }
}

package struct FiguresReport: Sendable, Hashable {
    /// By key.
    package let parts: [FiguresPart]
    package let total: Figures

    package init(_ parts: [FiguresPart]) {
        self.parts = parts
        total = parts.reduce(Figures()) { $0 + $1.figures }
    }
}
