import HubStore
import SeededRandom

/// Where the hub is killed, one kill after the other: at every named step in turn, and every fourth time at any instant. The
/// same for the same seed.
struct CrashPlan: Sendable, Hashable {
    enum Kill: Sendable, Hashable {
        /// When the step is passed for that time.
        case at(CrashPoint, pass: Int)
        case after(milliseconds: Int)
    }

    let kills: [Kill]

    init(kills: Int, seed: UInt64) {
        var dice = SplitMix(seed)
        var steps: [CrashPoint] = []
        self.kills = (0..<kills).map { number in
            if number % 4 == 3 || CrashPoint.written.environment(pass: 1) == nil {
                return .after(milliseconds: dice.number(30...2_500))
            }
            if steps.isEmpty { steps = CrashPoint.allCases.shuffled(using: &dice) }
            let step = steps.removeLast()
            return .at(step, pass: dice.number(1...step.usualPasses))
        }
    }
}

extension CrashPoint {
    /// A step that is seldom passed is not waited for long.
    fileprivate var usualPasses: Int {
        switch self {
        case .spooled, .payloadSynced, .payloadNamed: 1
        case .claimed, .carried, .settled, .fetched, .taken, .told: 8
        case .written, .committed, .headWritten, .headSynced, .answered: 30
        }
    }
}
