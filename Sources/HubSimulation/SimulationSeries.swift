import HubCore
import Synchronization

/// Many simulations, one for each seed, on all cores. A seed that fails is played once more, to tell its history.
package struct SimulationSeries: Sendable {
    package var first: UInt64
    package var count: Int
    package var steps: Int
    package var mistake: Mistake?
    /// Simulations at a time.
    package var width: Int

    package init(
        first: UInt64 = 1, count: Int = 1, steps: Int = SimulationSeries.usualSteps, mistake: Mistake? = nil,
        width: Int = 2
    ) {
        self.first = first
        self.count = max(1, count)
        self.steps = steps
        self.mistake = mistake
        self.width = max(1, width)
    }

    /// Events with troubles in one simulation.
    package static let usualSteps = 500

    /// Plays the seeds in order, and stops at the first that fails.
    /// - Parameter say: told now and then how many have been played.
    package func run(saying say: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> SimulationReport {
        let simulation = try Simulation()
        var report = SimulationReport(series: self)
        try await withThrowingTaskGroup(of: SimulationOutcome.self) { group in
            var next = 0
            func begin() {
                guard next < count, report.failure == nil else { return }
                let settings = SimulationSettings(seed: first &+ UInt64(next), steps: steps, mistake: mistake)
                group.addTask { try simulation.run(settings) }
                next += 1
            }
            for _ in 0..<width { begin() }
            for try await outcome in group {
                try Task.checkCancellation()
                report.add(outcome)
                if report.played.isMultiple(of: 100) { say(report.played) }
                begin()
            }
        }
        if let failed = report.failure { report.failure = try retold(failed, by: simulation) }
        return report
    }

    /// The same seed once more, with its history; which shows as well that it is the same.
    private func retold(_ failed: SimulationOutcome, by simulation: Simulation) throws -> SimulationOutcome {
        let settings = SimulationSettings(seed: failed.seed, steps: steps, mistake: mistake, tells: true)
        let again = try simulation.run(settings)
        guard again.violation == failed.violation, again.tally == failed.tally else {
            throw NotReplayed(seed: failed.seed)
        }
        return again
    }
}

/// A seed had two histories: something chose that was not the seeded scheduler.
package struct NotReplayed: Error, CustomStringConvertible {
    let seed: UInt64
    package var description: String {
        "Hạt giống \(seed) không lặp lại được. / Seed \(seed) does not replay."
    }
}
