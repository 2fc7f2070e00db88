import Foundation
import HubCore
import HubStore

/// Measures the keeping of deadlines with many open deliveries: reckoning all of them anew, a look when nothing is new, and the
/// raising of steps. A stretch is timed with its reading, which holds nobody up, and its writing, for which an arriving document may
/// have to wait.
package struct DeadlineBench: Sendable {
    /// One stretch may take so long, in milliseconds, in 99 of 100 cases.
    package static let stretchAllowed = 50.0
    /// So much more memory may be taken at the peak than before, in bytes.
    package static let growthAllowed: Int64 = 32_000_000
    /// Steps raised.
    private static let steps = 20_000

    private let deliveries: Int
    private let plan = DutyPlan(calendar: .plainWeek, terms: DutyTerms(processingDays: 5))

    package init(deliveries: Int) { self.deliveries = deliveries }

    package enum Finding: Sendable {
        case filled(seconds: Double, deliveries: Int)
        /// - Parameter growth: of resident memory at its peak, in bytes.
        case reckoned(seconds: Double, duties: Int, stretch: Latencies, growth: Int64)
        /// In milliseconds.
        case looked(Latencies)
        case listed(Latencies)
        case raised(seconds: Double, steps: Int, stretch: Latencies)
    }

    /// - Returns: whether all of it stayed within what is allowed.
    package func run(report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        try await inBenchFolder { folder in
            let file = "\(folder)/hub.yaml"
            let text = "data: {folder: data}\nhub: {name: bench.example}\nschemas: {folder: Schemas}\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let store = try HubStorage.open(try HubConfiguration.load(file, environment: [:]))
            return try await ending(with: store.close) { try await run(on: store, report) }
        }
    }

    private func run(on store: SQLiteStore, _ report: @Sendable (Finding) -> Void) async throws -> Bool {
        let (now, start) = (HubClock.system.now(), ContinuousClock.now)
        try await store.fill(QueueFilling(deliveries: deliveries, urgentEvery: 50, recipient: "H24.02"), now: now)
        try await store.layFilledIntoMailboxes()
        report(.filled(seconds: (ContinuousClock.now - start).seconds, deliveries: deliveries))

        let digest = try plan.digest()
        try ResidentMemory.forgetPeak(of: getpid())
        let before = try ResidentMemory(of: getpid()).now
        let (reckoning, reckoned) = try await whileTrue {
            try await store.keepDuties(by: plan, digest: digest, limit: DutyKeeper.stretch, now: now) == .goesOn
        }
        let growth = try ResidentMemory(of: getpid()).peak - before
        let duties = try await store.dutyCounts(now: now).reduce(0) { $0 + $1.owed }
        report(
            .reckoned(seconds: reckoned, duties: duties, stretch: Latencies(milliseconds: reckoning), growth: growth))

        let looks = try await times(500) {
            _ = try await store.keepDuties(by: plan, digest: digest, limit: DutyKeeper.stretch, now: now)
            _ = try await store.raiseSteps(by: plan, limit: DutyKeeper.raised, now: now)
        }
        report(.looked(Latencies(milliseconds: looks)))
        let lists = try await times(200) {
            _ = try await store.duties(DutyQuery(), by: plan, after: nil, limit: 100)
        }
        report(.listed(Latencies(milliseconds: lists)))

        let later = now.adding(milliseconds: 30 * 86_400_000)
        var raised = 0
        let (raising, time) = try await whileTrue {
            let count = try await store.raiseSteps(by: plan, limit: DutyKeeper.raised, now: later)
            raised += count
            return count > 0 && raised < Self.steps
        }
        let stretch = Latencies(milliseconds: raising)
        report(.raised(seconds: time, steps: raised, stretch: stretch))
        return max(stretch.p99, Latencies(milliseconds: reckoning).p99) < Self.stretchAllowed
            && growth < Self.growthAllowed
    }

    private func times(_ count: Int, _ work: () async throws -> Void) async throws -> [Double] {
        var left = count
        return try await whileTrue {
            try await work()
            left -= 1
            return left > 0
        }.samples
    }

    /// Milliseconds of each round, and seconds of all.
    private func whileTrue(_ round: () async throws -> Bool) async throws -> (samples: [Double], seconds: Double) {
        var samples: [Double] = []
        let begun = ContinuousClock.now
        while true {
            let start = ContinuousClock.now
            let goesOn = try await round()
            samples.append((ContinuousClock.now - start).seconds * 1000)
            if !goesOn { return (samples, (ContinuousClock.now - begun).seconds) }
        }
    }
}

extension DeadlineBench.Finding {
    /// One line, in both languages.
    package var text: String {
        switch self {
        case .filled(let seconds, let deliveries):
            "đã làm \(deliveries) lượt chuyển trong \(seconds.rounded(places: 2)) s · deliveries made"
        case .reckoned(let seconds, let duties, let stretch, let growth):
            "tính lại \(duties) hạn · deadlines reckoned anew: \(seconds.rounded(places: 2)) s, mỗi chặng · a stretch \(stretch.text(places: 2)), "
                + "bộ nhớ tăng · memory grew by \((Double(growth) / 1e6).rounded(places: 2)) MB"
        case .looked(let times): "xem khi không có gì mới · a look when nothing is new: \(times.text(places: 2))"
        case .listed(let times): "một trang 100 việc · a page of 100: \(times.text(places: 2))"
        case .raised(let seconds, let steps, let stretch):
            "nhắc \(steps) việc · raised: \(seconds.rounded(places: 2)) s, mỗi chặng · a stretch \(stretch.text(places: 2))"
        }
    }
}
