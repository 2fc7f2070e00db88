/// What a campaign of misbehaviour is told.
package struct CampaignSettings: Sendable {
    /// How long the axis misbehaves; documents are sent during most of it.
    package var trouble: Duration = .seconds(1080)
    /// How long it may take until everything has arrived once the axis behaves again.
    package var patience: Duration = .seconds(600)
    package var seed: UInt64 = 1
    /// Half of them go up to the axis, half come down. Each has some five statuses.
    package var documents = 2_000
    package var folder = "rehearsal"
    package var fixtures = "Fixtures"
    package var schemas = "Schemas"
    /// The program that serves as hub and as axis: this one.
    package var executable = "/proc/self/exe"

    package init() {}

    /// The whole in half a minute: forty documents, and every fault.
    package static var short: CampaignSettings {
        var settings = CampaignSettings()
        settings.trouble = .seconds(13)
        settings.patience = .seconds(60)
        settings.documents = 40
        return settings
    }

    /// One document in so many is too large for the database, and goes into a file.
    var largeOnes = 17
    var isBrisk = false

    var isShort: Bool { trouble < .seconds(120) }
    var pace: Pace { isShort || isBrisk ? .brisk : .steady }

    /// How fast everybody acts.
    struct Pace: Sendable {
        /// Between two looks into a mailbox.
        let look: Duration
        /// Before each status that a clerk of ours gives.
        let clerk: Duration
        /// Of the agencies beyond the axis, before each status.
        let remoteClerk: Duration
        /// Of the hub at the axis.
        let poll: Duration
        /// How often the hub asks whether the axis has forgotten anything.
        let recheck: Duration
        let backoffCap: Duration
        /// For how long nothing must have happened.
        let quiet: Duration

        static let brisk = Pace(
            look: .milliseconds(100), clerk: .milliseconds(40), remoteClerk: .milliseconds(60),
            poll: .milliseconds(100), recheck: .milliseconds(700), backoffCap: .milliseconds(500), quiet: .seconds(2))
        static let steady = Pace(
            look: .milliseconds(300), clerk: .milliseconds(400), remoteClerk: .milliseconds(800),
            poll: .milliseconds(300), recheck: .seconds(10), backoffCap: .seconds(3), quiet: .seconds(25))
    }
}
