import HubCore
import HubStore
import SignedXML

/// Packets from the axis whose sender the register does not know yet: they stay at the axis, unacknowledged, until the
/// list has brought the sender, or their patience has run out.
///
/// Kept in memory alone: after a restart a packet begins to wait anew, and is not lost.
actor UnknownSenders {
    private struct Wait {
        let since: Timestamp
        /// Synchronisations made when it was last looked at.
        var runs: Int
    }

    private let follower: RegisterFollower
    private let patience: Duration
    private let clock: HubClock
    private var waiting: [String: Wait] = [:]

    init(_ follower: RegisterFollower, patience: Duration, clock: HubClock) {
        self.follower = follower
        self.patience = patience
        self.clock = clock
    }

    /// Whether there is a reason to fetch a packet (again): it was not postponed, the register has been synchronised since,
    /// or it has waited long enough.
    func mayBeFetched(_ docID: String) async -> Bool {
        guard let wait = waiting[docID] else { return true }
        return await follower.synchroniser.runs > wait.runs || isOver(wait)
    }

    /// Whether a packet that would be refused is to wait instead; then the register is synchronised soon.
    func postpones(_ docID: String, _ findings: [Finding]) async -> Bool {
        let refusals = findings.filter { $0.level == .refuse }.map(\.rule)
        guard refusals.contains(HubRules.senderUnknown), refusals.allSatisfy(Self.restOnTheRegister.contains) else {
            return false
        }
        let runs = await follower.synchroniser.runs
        let wait = waiting[docID] ?? Wait(since: clock.now(), runs: runs)
        guard !isOver(wait) else { return false }
        waiting[docID] = Wait(since: wait.since, runs: runs)
        follower.want()
        return true
    }

    /// Forgets all packets but those that the axis still lists.
    func keep(only listed: Set<String>) { waiting = waiting.filter { listed.contains($0.key) } }

    private func isOver(_ wait: Wait) -> Bool {
        clock.now() >= wait.since.adding(milliseconds: patience.milliseconds)
    }

    /// What a better register may mend.
    private static let restOnTheRegister = Set(HubRules.all + HubCore.SignatureRules.all)
}
