import HubStore

/// How the kills of a crash campaign went.
struct CrashTally: Sendable, Hashable {
    /// By step, those that hit it.
    var byStep: [String: Int] = [:]
    /// Kills at a step that was not reached in its time: they came at any instant.
    var missed = 0
    /// Packets under way when the hub was killed, over all kills: nobody knew what had become of them.
    var unknown = 0
    /// Receipts that were looked for right after a kill, over all kills.
    var lookedFor = 0
    /// Acknowledged, and not found whole right after a kill.
    var lost: [String] = []

    var kills: Int { byStep.values.reduce(0, +) }

    static let anyInstant = "any instant"

    mutating func add(_ kill: CrashPlan.Kill, isByItself: Bool) {
        var step = CrashTally.anyInstant
        if case .at(let point, _) = kill {
            if isByItself { step = point.rawValue } else { missed += 1 }
        }
        byStep[step, default: 0] += 1
    }
}
