import HubCore
import HubStore

/// What an operator can ask about the accounts of the pages.
package enum UserAct: Codable, Sendable {
    /// With a one-time password.
    case add(login: String, name: String, department: String, grants: [Grant])
    case list
    /// What is `nil` stays as it is.
    case change(login: String, name: String?, department: String?, grants: [Grant]?)
    case close(String)
    case open(String)
    /// Makes a one-time password in the place of what they have.
    case password(String)
    /// Takes the second factor away from who has lost it.
    case removeFactor(String)
    case sessions(String, ends: Bool)
}

/// What came of a ``UserAct``.
package enum UserReply: Codable, Sendable {
    /// The password is said once, here.
    case password(Account, password: String, goodUntil: Timestamp)
    case users([User])
    case changed(Account)
    case sessions(Account, [Session])
    case ended(Account, Int)

    /// An account, with what is known of how it proves itself.
    package struct User: Codable, Sendable {
        package let account: Account
        package let hasSecondFactor: Bool
        /// A one-time password is still to be changed, before this.
        package let passwordGoodUntil: Timestamp?
    }
}
