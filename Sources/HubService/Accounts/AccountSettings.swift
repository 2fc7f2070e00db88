import HubCore

/// What an operator decides about the accounts of the pages.
package struct AccountSettings: Sendable, Hashable {
    package var sessions = SessionRule()
    /// A file of breached passwords in the sorted SHA-1 form of *Have I Been Pwned*; `nil` for none.
    package var breachList: String?
    /// What each guess costs; what was hashed at a lower cost is hashed anew when its owner next logs in.
    package var passwordCost = PasswordHash.Cost.standard
    /// How often anybody may try to log in, all together.
    package var logIns = CallLimits(burst: 100, perMinute: 600)

    /// How long a one-time password waits for its first use, in milliseconds.
    static let oneTimePasswordGood: Int64 = 72 * 3_600_000

    package init() {}

    init(_ section: ConfigurationSection) {
        let (minute, day) = (Duration.seconds(60), Duration.seconds(86_400))
        sessions.idle =
            section.duration("idle", in: minute...day, default: .milliseconds(sessions.idle)).milliseconds
        sessions.absolute =
            section.duration("absolute", in: minute...(day * 31), default: .milliseconds(sessions.absolute))
            .milliseconds
        if sessions.idle > sessions.absolute {
            section.reject("idle", vi: "không được dài hơn absolute", en: "must not be longer than absolute")
        }
        breachList = section.path("breachList")
        passwordCost = PasswordHash.Cost(
            rounds: section.integer("passwordCost", in: 10...20, default: passwordCost.rounds))
        logIns = CallLimits(section, default: logIns)
    }
}
