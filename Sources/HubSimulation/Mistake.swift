import HubStore

/// A mistake planted into the hub, to see whether the simulation notices: one that notices nothing proves nothing.
package enum Mistake: String, Sendable, CaseIterable {
    /// Callers are answered when the batch is written, before the fsync.
    case answersBeforeSync
    /// The head file promises what is not yet committed.
    case promisesBeforeCommit
    /// The axis is told `done` before the packet is on the disk.
    case saysDoneBeforeCommit
    /// A carriage that nobody answered counts as delivered.
    case believesSilence
    /// A carriage that nobody answered counts as refused.
    case despairsOfSilence
    /// A repeat is told by something that differs each time.
    case forgetsDuplicates
    /// What one courier holds is given to the next as well.
    case forgetsLeases
    /// A delivery moves, and no fact says so.
    case movesWithoutFact
    /// The least urgent is sent first.
    case claimsUrgentLast
    /// Leases never run out, and outlive the process that held them.
    case keepsLeases

    var inStore: SimulatedStore.Mistake? {
        switch self {
        case .forgetsDuplicates: .forgetsDuplicates
        case .forgetsLeases: .forgetsLeases
        case .movesWithoutFact: .movesWithoutFact
        case .claimsUrgentLast: .claimsUrgentLast
        case .keepsLeases: .keepsLeases
        case .answersBeforeSync, .promisesBeforeCommit, .saysDoneBeforeCommit, .believesSilence, .despairsOfSilence: nil
        }
    }
}
