import SeededRandom

/// What the axis is told to do wrong, and when. Pure: the same seed gives the same programme.
///
/// All the time every fault strikes now and then; and one after the other, in an order that the seed decides, each of them has
/// a while in which it strikes every third call. So have a wrong clock, an expired certificate, and refused connections. Twice
/// the axis is restored from a backup.
struct CampaignProgramme: Sendable {
    enum Wish: Sendable, Hashable {
        case faults(FaultOrder)
        case clock(skewMilliseconds: Int64)
        case connectionsRefused(milliseconds: Int64)
        case certificate(isExpired: Bool)
        case backup
        case restore
    }

    struct Step: Sendable, Hashable {
        /// From the beginning.
        let at: Duration
        let wish: Wish
    }

    let steps: [Step]

    /// The faults of single calls, by the names that the axis knows.
    static let faults = [
        "delay", "trickle", "drop-before", "drop-after", "duplicate", "reorder", "server-error", "html", "truncated",
        "wrong-doc-id", "wrong-hash", "stale-list", "lost-acknowledgement",
    ]

    private enum Phase: Hashable {
        case fault(String)
        case clock, certificate, connections
    }

    /// - Parameter trouble: after which the axis behaves.
    init(seed: UInt64, trouble: Duration) {
        var dice = SplitMix(seed)
        let phases = (Self.faults.map(Phase.fault) + [.clock, .certificate, .connections]).shuffled(using: &dice)
        let length = trouble / phases.count
        let wait = min(Int64(1_500), length.milliseconds / 4)
        func background(_ phase: Phase?) -> Wish {
            .faults(
                FaultOrder(
                    seed: seed,
                    rules: Self.faults.map { fault in
                        FaultOrder.Rule(
                            fault: fault, probability: phase == .fault(fault) ? 0.35 : 0.015, milliseconds: wait)
                    }))
        }
        var steps: [Step] = []
        for (number, phase) in phases.enumerated() {
            let (start, middle) = (length * number, length * number + length / 2)
            steps.append(Step(at: start, wish: background(phase)))
            switch phase {
            case .fault: break
            case .clock:
                steps.append(Step(at: start, wish: .clock(skewMilliseconds: 1_200_000)))
                steps.append(Step(at: middle, wish: .clock(skewMilliseconds: 0)))
            case .certificate:
                steps.append(Step(at: start, wish: .certificate(isExpired: true)))
                steps.append(Step(at: middle, wish: .certificate(isExpired: false)))
            case .connections:
                steps.append(Step(at: start, wish: .connectionsRefused(milliseconds: length.milliseconds / 2)))
            }
        }
        // Twice: what came between a backup and its restoration is forgotten.
        for (number, wish) in [(2, Wish.backup), (5, .restore), (8, .backup), (12, .restore)] {
            steps.append(Step(at: length * number + length / 4, wish: wish))
        }
        steps.append(Step(at: trouble, wish: .faults(FaultOrder(seed: seed, rules: []))))
        self.steps = steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
    }
}

/// The faults that are to be on.
struct FaultOrder: Sendable, Hashable, Encodable {
    struct Rule: Sendable, Hashable, Encodable {
        let fault: String
        let probability: Double
        let milliseconds: Int64
    }

    let seed: UInt64
    let rules: [Rule]
}
