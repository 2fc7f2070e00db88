/// A person's account was made or changed, or what proves them was set. Never says what that is.
package struct AccountChanged: Sendable, Hashable, Codable {
    /// What was set beside the account itself.
    package enum Proof: String, Sendable, Hashable, Codable {
        case password
        /// One that an operator made, to be changed at the first log-in.
        case oneTimePassword
        case secondFactor
        /// There is no second factor any more.
        case noSecondFactor
        /// New recovery codes, in the place of those before.
        case recoveryCodes
    }

    /// As it is from here on.
    package let account: Account
    package let set: [Proof]
    package let by: String

    package init(account: Account, set: [Proof] = [], by: String) {
        self.account = account
        self.set = set
        self.by = by.clipped(to: 200)
    }
}

/// Somebody logged in.
package struct LoggedIn: Sendable, Hashable, Codable {
    /// By what they proved that it is them.
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        case password
        case passwordAndCode
        case passwordAndRecoveryCode
        /// The provider of single sign-on said so.
        case signOn
    }

    package let login: String
    package let account: AccountID
    package let session: SessionID
    package let method: Method
    /// The address of the peer.
    package let peer: String

    package init(_ account: Account, session: SessionID, method: Method, peer: String) {
        login = account.login
        self.account = account.id
        self.session = session
        self.method = method
        self.peer = peer.clipped(to: 100)
    }
}

/// Somebody tried to log in, and was not let in.
package struct LogInRefused: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case unknownLogin
        case wrongPassword
        case wrongCode
        /// A one-time password that is too old.
        case passwordExpired
        /// The account is closed.
        case closed
        /// Too many errors before: it was not even looked at.
        case tooMany
        /// The provider of single sign-on named somebody without an account, or said something that cannot be believed.
        case signOn
    }

    /// Of somebody who has an account; the beginning of another; empty where it does not matter which.
    package let login: String
    package let because: Reason
    package let peer: String
    /// How often within one minute; the entry's time is that of the last.
    package let count: Int

    package init(login: String, because: Reason, peer: String, count: Int = 1) {
        self.login = login.clipped(to: 64)
        self.because = because
        self.peer = peer.clipped(to: 100)
        self.count = count
    }
}

/// A session came to its end.
package struct SessionEnded: Sendable, Hashable, Codable {
    package enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
        case loggedOut
        /// From another session of the same account.
        case endedElsewhere
        /// Nothing was done in it for too long, or it had lasted long enough.
        case expired
        /// Another began in its place: at log-in, or as more came to be allowed.
        case replaced
        case passwordChanged
        case secondFactorChanged
        case accountChanged
        case accountClosed
        case byOperator
    }

    package let login: String
    package let account: AccountID
    package let session: SessionID
    package let because: Reason
    package let by: String

    package init(login: String, account: AccountID, session: SessionID, because: Reason, by: String) {
        self.login = login
        self.account = account
        self.session = session
        self.because = because
        self.by = by.clipped(to: 200)
    }
}
