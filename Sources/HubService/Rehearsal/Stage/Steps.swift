/// Counts the steps of a rehearsal, and kills the hub after those that the plan names.
///
/// A step is one thing that a played agency has had confirmed: a packet sent, a packet fetched and acknowledged. While one of
/// them waits for the hub to be killed and started again, the others go on, and find it gone in the middle of their calls.
actor Steps {
    private let plan: KillPlan
    private let stage: Stage
    private(set) var count = 0
    private(set) var kills = 0

    init(_ plan: KillPlan, stage: Stage) {
        self.plan = plan
        self.stage = stage
    }

    /// - Throws: ``RehearsalFailure`` when the hub does not come back.
    func took() async throws {
        count += 1
        guard plan.kills(after: count, killsSoFar: kills), try await stage.killHub() else { return }
        kills += 1
    }
}
