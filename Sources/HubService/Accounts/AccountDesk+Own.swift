import HubCore
import HubStore
import SignedXML

/// What people change of their own accounts, in a session of theirs.
extension AccountDesk {
    package func proofs(of entered: Entered) async throws -> Proofs? { try await store.proofs(of: entered.account.id) }

    // MARK: Password

    /// Changes the password; all other sessions end, and this one goes on under another token.
    /// - Parameter current: the password before; not asked of who has just logged in by a one-time one.
    package func changePassword(
        of entered: Entered, current: String?, to password: String, again: String, from caller: Caller
    ) async throws -> Outcome {
        let account = entered.account
        guard entered.session.standing == .awaitingPassword || current != nil else {
            return .refused(Finding(AccountRules.currentPassword))
        }
        if let current, let finding = try await confirm(current, of: entered, from: caller) { return .refused(finding) }
        guard PasswordRule.normalized(password) == PasswordRule.normalized(again) else {
            return .refused(Finding(AccountRules.passwordUnlike))
        }
        let words = account.words + (try await agencyNames(of: account)).values
        if let flaw = try await passwords.flaw(of: password, notMadeOf: words) { return .refused(flaw) }
        let kept = try await store.proofs(of: account.id)?.password
        if let kept, try await passwords.admits(password, kept.hash) {
            return .refused(Finding(AccountRules.passwordSame))
        }
        let hash = try await passwords.hash(password)
        try await store.set(
            .password(KeptPassword(hash: hash)), of: account.id, keeping: entered.session.id, by: account.login,
            now: clock.now())
        return .entered(try await rotate(entered))
    }

    /// Whether it is the person who sits there; `nil` when so.
    func confirm(_ password: String, of entered: Entered, from caller: Caller) async throws -> Finding? {
        let account = entered.account
        if let wait = try await attempt(account.login, from: caller, isKnown: true) { return wait }
        let kept = try await store.proofs(of: account.id)?.password
        if try await passwords.admits(password, kept?.hash) {
            try await store.forgive(login: account.login, peer: caller.peer, now: clock.now())
            return nil
        }
        try await refuse(account.login, .wrongPassword, caller)
        return Finding(AccountRules.currentPassword)
    }

    /// The names of the agencies for which an account holds roles, by their identifiers.
    package func agencyNames(of account: Account) async throws -> [String: String] {
        var names: [String: String] = [:]
        for id in Set(account.grants.compactMap(\.agency)) { names[id] = try await store.agency(id)?.name }
        return names
    }

    // MARK: Second factor

    /// What is to be put into the authenticator: the same until its first code has come.
    /// - Returns: `nil` when a second factor is in force.
    package func offeredFactor(of entered: Entered) async throws -> OneTimeCode? {
        let factor = try await store.proofs(of: entered.account.id)?.factor
        if let factor { return factor.confirmedAt == nil ? OneTimeCode(secret: factor.secret) : nil }
        let code = OneTimeCode(secret: PasswordDesk.random(OneTimeCode.secretLength))
        try await store.offer(factor: code.secret, to: entered.account.id)
        return code
    }

    /// Puts the offered factor in force by its first code; all other sessions end.
    /// - Returns: the session under its new token, and the recovery codes, this once.
    package func confirmFactor(
        _ code: String, of entered: Entered
    ) async throws -> (outcome: Outcome, codes: [RecoveryCode]) {
        let now = clock.now()
        guard let factor = try await store.proofs(of: entered.account.id)?.factor, factor.confirmedAt == nil,
            let step = OneTimeCode(secret: factor.secret).step(of: code, at: now, after: nil)
        else { return (.refused(Finding(AccountRules.code)), []) }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
        try await store.set(
            .factorConfirmed(step: step, codes: codes.map(\.sha256)), of: entered.account.id,
            keeping: entered.session.id, by: entered.account.login, now: now)
        return (.entered(try await rotate(entered)), codes)
    }

    /// New recovery codes in the place of those before, for who can give the password.
    package func renewRecoveryCodes(
        of entered: Entered, password: String, from caller: Caller
    ) async throws -> (finding: Finding?, codes: [RecoveryCode]) {
        if let finding = try await confirm(password, of: entered, from: caller) { return (finding, []) }
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode() }
        try await store.set(
            .recoveryCodes(codes.map(\.sha256)), of: entered.account.id, keeping: entered.session.id,
            by: entered.account.login, now: clock.now())
        return (nil, codes)
    }

    /// Does without the second factor, for who can give the password; all other sessions end.
    package func removeFactor(of entered: Entered, password: String, from caller: Caller) async throws -> Outcome {
        if let finding = try await confirm(password, of: entered, from: caller) { return .refused(finding) }
        try await store.set(
            .noFactor, of: entered.account.id, keeping: entered.session.id, by: entered.account.login,
            now: clock.now())
        return .entered(try await rotate(entered))
    }

    // MARK: Sessions

    /// Those that are good, newest first.
    package func sessions(of entered: Entered) async throws -> [Session] {
        let now = clock.now()
        return try await store.sessions(of: entered.account.id).filter { settings.sessions.isGood($0, at: now) }
    }

    /// Ends others of the same account.
    package func end(_ sessions: EndedSessions, of entered: Entered) async throws {
        _ = try await store.end(
            sessions, of: entered.account.id, because: .endedElsewhere, by: entered.account.login, now: clock.now())
    }
}
