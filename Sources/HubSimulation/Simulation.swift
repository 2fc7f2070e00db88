import HubCore
import HubStore

/// What one simulation is told.
package struct SimulationSettings: Sendable, Hashable {
    package var seed: UInt64
    /// Events during which things go wrong; after them everything has to come to its end.
    package var steps: Int
    package var mistake: Mistake?
    /// Whether its history is kept.
    package var tells: Bool

    package init(seed: UInt64, steps: Int = SimulationSeries.usualSteps, mistake: Mistake? = nil, tells: Bool = false) {
        self.seed = seed
        self.steps = max(1, steps)
        self.mistake = mistake
        self.tells = tells
    }
}

/// What happened in a simulation, in figures.
package struct SimulationTally: Sendable, Hashable {
    package internal(set) var steps = 0
    package internal(set) var milliseconds: Int64 = 0
    package internal(set) var submitted = 0
    package internal(set) var repeated = 0
    package internal(set) var entries = 0
    package internal(set) var commits = 0
    package internal(set) var lost = 0
    package internal(set) var doubled = 0
    package internal(set) var stalls = 0
    package internal(set) var clockJumps = 0
    package internal(set) var fullDisks = 0
    package internal(set) var leasesLost = 0
    /// By the moment at which the hub was killed.
    package internal(set) var crashes: [String: Int] = [:]

    package static func + (one: SimulationTally, other: SimulationTally) -> SimulationTally {
        var sum = one
        sum.steps += other.steps
        sum.milliseconds += other.milliseconds
        sum.submitted += other.submitted
        sum.repeated += other.repeated
        sum.entries += other.entries
        sum.commits += other.commits
        sum.lost += other.lost
        sum.doubled += other.doubled
        sum.stalls += other.stalls
        sum.clockJumps += other.clockJumps
        sum.fullDisks += other.fullDisks
        sum.leasesLost += other.leasesLost
        sum.crashes.merge(other.crashes, uniquingKeysWith: +)
        return sum
    }
}

package struct SimulationOutcome: Sendable {
    package let seed: UInt64
    package let mistake: Mistake?
    package let tally: SimulationTally
    /// `nil` when everything held.
    package let violation: Violation?
    /// A line for each thing that happened; empty unless the settings ask for it.
    package let history: [String]
}

/// The hub in virtual time: its real decisions, machines, ledger and tables, over a simulated disk, between simulated agencies and
/// a simulated axis, under one seeded scheduler. The same seed has the same history.
package struct Simulation: Sendable {
    private let template: SimulatedStore.Template

    package init() throws {
        template = try SimulatedStore.Template(agencies: Register.agencies, now: World.epoch)
    }

    package func run(_ settings: SimulationSettings) throws -> SimulationOutcome {
        try World(settings, template).play()
    }
}
