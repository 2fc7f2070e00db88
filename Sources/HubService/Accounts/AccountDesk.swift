import HubCore
import HubStore
import SignedXML

/// Lets people in at the pages, and lets them change what they are proven by.
package struct AccountDesk: Sendable {
    let store: any Store
    let settings: AccountSettings
    let passwords: PasswordDesk
    let clock: HubClock
    /// By what authenticators call the hub.
    package let issuer: String
    private let gate: CallGate

    package init(store: any Store, settings: AccountSettings, issuer: String, clock: HubClock) {
        (self.store, self.settings, self.issuer, self.clock) = (store, settings, issuer, clock)
        passwords = PasswordDesk(settings)
        gate = CallGate(settings.logIns, refusingWith: AccountRules.wait, clock: clock)
    }

    /// Where somebody logs in from.
    package struct Caller: Sendable, Hashable {
        package let address: String
        /// What the browser says of itself.
        package let browser: String

        package init(address: String, browser: String) { (self.address, self.browser) = (address, browser) }

        var peer: String { Lockout.peer(ofAddress: address) }
    }

    /// A session that is good, and whose it is.
    package struct Entered: Sendable {
        package let session: Session
        package let account: Account
        package let token: SessionToken

        /// Not to be shown anything of the hub yet: the code or a new password is wanted.
        package var isUnfinished: Bool { session.standing != .whole }
    }

    /// What came of an attempt: a session, which may be unfinished, or why not.
    package enum Outcome: Sendable {
        case entered(Entered)
        case refused(Finding)
    }

    /// Whose session a token is of, if it is good; that it was used is noted, once a minute.
    package func entered(by token: SessionToken) async throws -> Entered? {
        let now = clock.now()
        guard let (session, account) = try await store.session(sha256: token.sha256), account.isOpen,
            settings.sessions.isGood(session, at: now)
        else { return nil }
        if now.milliseconds(since: session.seenAt) >= SessionRule.seenEvery {
            try await store.saw(session.id, now: now)
        }
        return Entered(session: session, account: account, token: token)
    }

    /// Ends the session itself.
    package func logOut(_ entered: Entered) async throws {
        _ = try await store.end(
            .one(entered.session.id), of: entered.account.id, because: .loggedOut, by: entered.account.login,
            now: clock.now())
    }

    // MARK: Attempts

    /// - Throws: ``Refusal`` when everybody together tries too often.
    func attempt(_ login: String, from caller: Caller, isKnown: Bool) async throws -> Finding? {
        try await gate.admit("")
        let now = clock.now()
        guard let moment = try await store.attempt(login: login, peer: caller.peer, now: now) else { return nil }
        try await refuse(isKnown ? login : "", .tooMany, caller)
        let seconds = (moment.milliseconds(since: now) + 999) / 1000
        return Finding(AccountRules.wait, ["seconds": "\(seconds)"])
    }

    func refuse(_ login: String, _ reason: LogInRefused.Reason, _ caller: Caller) async throws {
        let refusal = LogInRefused(login: login, because: reason, peer: caller.address)
        try await store.note(refusal, now: clock.now())
    }

    // MARK: Sessions

    /// Begins a session after the password, or after single sign-on.
    func begin(
        _ account: Account, _ standing: Session.Standing, by method: LoggedIn.Method?, from caller: Caller,
        replacing before: Entered?
    ) async throws -> Entered {
        let now = clock.now()
        if let before {
            _ = try await store.end(
                .one(before.session.id), of: before.account.id, because: .replaced, by: account.login, now: now)
        }
        var generator = SystemRandomNumberGenerator()
        let session = Session(
            id: SessionID(at: now, using: &generator), account: account.id, standing: standing, createdAt: now,
            peer: caller.address, browser: caller.browser)
        return try await keep(session, of: account, by: method)
    }

    /// Goes on with a session under a new token: what it may do has changed.
    func rotate(
        _ entered: Entered, to standing: Session.Standing = .whole, by method: LoggedIn.Method? = nil
    ) async throws -> Entered {
        let (before, now) = (entered.session, clock.now())
        // A session that has come to be whole begins now.
        let begun = before.standing == .whole ? before.createdAt : now
        let session = Session(
            id: before.id, account: before.account, standing: standing, createdAt: begun, seenAt: now,
            peer: before.peer, browser: before.browser)
        return try await keep(session, of: entered.account, by: method)
    }

    private func keep(_ session: Session, of account: Account, by method: LoggedIn.Method?) async throws -> Entered {
        let token = SessionToken()
        try await store.keep(session, sha256: token.sha256, method: method, now: clock.now())
        return Entered(session: session, account: account, token: token)
    }
}
