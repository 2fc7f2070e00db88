/// Keeps a destination that has failed for some time from being tried with everything that waits for it.
///
/// *Closed*: everything goes. After so many failures in a row it *opens*: nothing goes until the time of the probe, then one
/// packet alone. When that fails, the next probe comes after twice the time, up to a cap. Any answer closes it.
package struct Breaker: Sendable, Hashable {
    package struct Settings: Sendable, Hashable {
        /// So many failures in a row open it.
        package var failures: Int
        /// From its opening to the first probe, in milliseconds.
        package var firstProbe: Int64
        /// The longest time between probes, in milliseconds.
        package var longestProbe: Int64

        package init(failures: Int = 5, firstProbe: Int64 = 2_000, longestProbe: Int64 = 30_000) {
            self.failures = max(1, failures)
            self.firstProbe = max(1, firstProbe)
            self.longestProbe = max(self.firstProbe, longestProbe)
        }
    }

    package enum State: Sendable, Hashable {
        case closed
        case open(Opening)
    }

    /// Why nothing goes, and when it will be tried.
    package struct Opening: Sendable, Hashable {
        /// When the first failure of the row ended.
        package let since: Timestamp
        /// Of the last failure.
        package let reason: String
        /// Probes that failed.
        package let probes: Int
        /// When the next probe may go.
        package let probeAt: Timestamp
        /// The carriage that is the probe, while one is under way.
        package let probe: Int?
    }

    package let settings: Settings
    package private(set) var state = State.closed
    /// Failures in a row.
    package private(set) var failures = 0
    private var failingSince: Timestamp?

    package init(_ settings: Settings = Settings()) { self.settings = settings }

    package var opening: Opening? {
        if case .open(let opening) = state { opening } else { nil }
    }

    /// Whether one packet may go though it is open. A probe that lies further ahead than any wait is one that a clock which
    /// went back has left there.
    package func isProbeDue(at now: Timestamp) -> Bool {
        guard let opening, opening.probe == nil else { return false }
        return opening.probeAt <= now || opening.probeAt.milliseconds(since: now) > settings.longestProbe
    }

    /// A carriage begins; in an open breaker it is the probe.
    package mutating func began(_ carriage: Int) {
        guard let opening, opening.probe == nil else { return }
        open(opening, probeAt: opening.probeAt, probe: carriage)
    }

    /// The destination answered, whatever it said.
    package mutating func answered() {
        state = .closed
        failures = 0
        failingSince = nil
    }

    /// - Parameter retryAfter: what the destination asked for, in milliseconds; honoured up to ``Settings/longestProbe``.
    package mutating func failed(_ carriage: Int, reason: String, retryAfter: Int64? = nil, at now: Timestamp) {
        failures += 1
        let since = failingSince ?? now
        failingSince = since
        let probes: Int
        switch state {
        case .closed:
            guard failures >= settings.failures else { return }
            probes = 0
        case .open(let opening):
            // What was under way before it opened says nothing new.
            guard opening.probe == carriage else { return }
            probes = opening.probes + 1
        }
        let asked = min(max(retryAfter ?? 0, 0), settings.longestProbe)
        let wait = max(settings.wait(afterProbes: probes), asked)
        state = .open(
            Opening(
                since: since, reason: reason.clipped(to: 500), probes: probes, probeAt: now.adding(milliseconds: wait),
                probe: nil))
    }

    /// A carriage ended without asking the destination anything.
    package mutating func saidNothing(_ carriage: Int) {
        guard let opening, opening.probe == carriage else { return }
        open(opening, probeAt: opening.probeAt, probe: nil)
    }

    private mutating func open(_ opening: Opening, probeAt: Timestamp, probe: Int?) {
        state = .open(
            Opening(
                since: opening.since, reason: opening.reason, probes: opening.probes, probeAt: probeAt, probe: probe))
    }
}

extension Breaker.Settings {
    /// Doubling from the first to the longest.
    func wait(afterProbes probes: Int) -> Int64 {
        let (product, overflow) = firstProbe.multipliedReportingOverflow(by: Int64(1) << Int64(min(probes, 62)))
        return overflow ? longestProbe : min(product, longestProbe)
    }
}
