import HubSimulation
import Testing

/// The hub in virtual time. Every seed here is played in full: nothing is left to the machine's pace.
@Suite struct SimulationTests {
    @Test func `everything that must hold holds, whatever goes wrong`() async throws {
        let report = try await SimulationSeries(count: 200, steps: 200).run()
        #expect(report.failure == nil, "\(report.text)")
        #expect(report.played == 200 && report.tally.crashes.values.reduce(0, +) > 200)
    }

    @Test func `the same seed has the same history, another another`() throws {
        let simulation = try Simulation()
        let history = try simulation.run(SimulationSettings(seed: 7, steps: 600, tells: true)).history
        #expect(try simulation.run(SimulationSettings(seed: 7, steps: 600, tells: true)).history == history)
        #expect(try simulation.run(SimulationSettings(seed: 8, steps: 600, tells: true)).history != history)
        #expect(history.count > 100)
    }

    @Test func `the hub is killed between any two steps of a commit`() async throws {
        let moments = try await SimulationSeries(first: 1_000, count: 30).run().tally.crashes.keys
        let expected = [
            "before a write", "between write and fsync", "between commit and head file",
            "between write and fsync of the head file", "between fsync and answer", "at any moment",
            "by a failing fsync",
        ]
        #expect(Set(moments) == Set(expected))
    }

    @Test(arguments: Mistake.allCases) func `a planted mistake is noticed, and its history told`(mistake: Mistake)
        async throws
    {
        let report = try await SimulationSeries(count: 300, mistake: mistake).run()
        let failure = try #require(report.failure, "\(mistake.rawValue) went unnoticed in 300 seeds")
        #expect(report.text.contains("lienthong simulate --seed \(failure.seed)"))
        #expect(failure.history.last?.contains("VIOLATED") == true)
        let expected: [Invariant] =
            switch mistake {
            case .answersBeforeSync: [.acknowledgedIsKept]
            case .promisesBeforeCommit: [.journalHolds]
            case .saysDoneBeforeCommit: [.doneIsKept]
            case .believesSilence: [.allAgree]
            case .despairsOfSilence: [.allAgree]
            case .forgetsDuplicates: [.acknowledgedIsKept]
            case .forgetsLeases: [.oneCourier]
            case .movesWithoutFact: [.tablesFollowJournal]
            case .claimsUrgentLast: [.urgentFirst]
            case .keepsLeases: [.neverComesToRest]
            }
        #expect(expected.contains(try #require(failure.violation).invariant), "\(failure.violation?.what ?? "")")
    }
}
