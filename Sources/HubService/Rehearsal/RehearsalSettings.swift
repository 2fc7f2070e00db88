/// What a rehearsal is told.
package struct RehearsalSettings: Sendable {
    /// Where it keeps everything; see ``RehearsalFolder``.
    package var folder = "rehearsal"
    /// Clears away an earlier rehearsal in ``folder``; otherwise it is taken up where it stopped.
    package var startsAfresh = true
    /// The folder with `documents/`, `axis/`, `statuses/`, `invalid/` and `agencies.csv`.
    package var fixtures = "Fixtures"
    /// The folder that holds `edxml.xsd`.
    package var schemas = "Schemas"
    /// Of the hub; chosen by the system when `nil`.
    package var port: Int?
    /// Ends by itself when every delivery is where it should be.
    package var endsByItself = false
    package var kills = KillPlan.none
    /// By when every delivery must be where it should.
    package var deadline: Duration = .seconds(120)
    /// The program that serves as hub and as axis: this one.
    package var executable = "/proc/self/exe"

    package init() {}

    var tempo: Tempo { endsByItself ? .brisk : .leisurely }
}

/// After which steps of the rehearsal the hub is killed (SIGKILL) and started again.
package enum KillPlan: Sendable, Hashable {
    case none
    /// After that step; 1-based.
    case after(Int)
    /// After every so many steps, and no more often than that.
    case every(steps: Int, atMost: Int)

    /// What `every` on the command line means.
    package static let often = KillPlan.every(steps: 27, atMost: 25)

    func kills(after step: Int, killsSoFar: Int) -> Bool {
        switch self {
        case .none: false
        case .after(let wanted): step >= wanted && killsSoFar == 0
        case .every(let steps, let most): killsSoFar < most && step >= (killsSoFar + 1) * steps
        }
    }
}

/// How fast the played agencies act.
struct Tempo: Sendable {
    /// Before each status that a clerk gives.
    let clerk: Duration
    /// Between two looks into a mailbox.
    let look: Duration
    /// Between two documents that are sent.
    let letter: Duration
    /// Between two looks at where everything stands.
    let watch: Duration
    /// Of the hub at the axis.
    let axisPoll: Duration
    /// Of the agencies beyond the axis.
    let remoteClerk: Duration

    static let brisk = Tempo(
        clerk: .milliseconds(150), look: .milliseconds(100), letter: .milliseconds(20), watch: .milliseconds(200),
        axisPoll: .milliseconds(200), remoteClerk: .milliseconds(300))
    static let leisurely = Tempo(
        clerk: .seconds(3), look: .milliseconds(300), letter: .milliseconds(400), watch: .milliseconds(250),
        axisPoll: .milliseconds(500), remoteClerk: .seconds(3))
}
