import Crypto
import HubCore
import HubStore
import SignedXML

/// The password, then the second factor where there is one.
extension AccountDesk {
    /// - Parameters:
    ///   - login: as typed.
    ///   - before: the session that the browser has already; it ends.
    /// - Returns: a session that is whole, or waits for the code or for a password of the person's own. What is refused is
    ///   refused in the same words and after the same time, whether there is such an account or not.
    /// - Throws: ``Refusal`` when too many try at once; what a failing store throws.
    package func logIn(
        _ login: String, password: String, from caller: Caller, replacing before: Entered? = nil
    ) async throws -> Outcome {
        // What can be nobody's login is counted, too.
        let name = Account.login(login) ?? "?"
        let account = try await store.account(login: name)
        if let wait = try await attempt(name, from: caller, isKnown: account != nil) { return .refused(wait) }
        let proofs = if let account { try await store.proofs(of: account.id) } else { Proofs?.none }
        let isRight = try await passwords.admits(password, proofs?.password?.hash)
        guard let account else {
            try await refuse(Account.beginning(ofUnknownLogin: login), .unknownLogin, caller)
            return .refused(Finding(AccountRules.logIn))
        }
        guard isRight, account.isOpen, let proofs, let kept = proofs.password else {
            try await refuse(account.login, isRight ? .closed : .wrongPassword, caller)
            return .refused(Finding(AccountRules.logIn))
        }
        if let goodUntil = kept.goodUntil, goodUntil <= clock.now() {
            try await refuse(account.login, .passwordExpired, caller)
            return .refused(Finding(AccountRules.passwordExpired))
        }
        if let stronger = try await passwords.stronger(kept.hash, of: password) {
            try await store.rehash(account.id, from: kept.hash, to: stronger)
        }
        return .entered(try await begin(account, after: proofs, from: caller, replacing: before))
    }

    private func begin(
        _ account: Account, after proofs: Proofs, from caller: Caller, replacing before: Entered?
    ) async throws -> Entered {
        guard proofs.factorInForce == nil else {
            return try await begin(account, .awaitingCode, by: nil, from: caller, replacing: before)
        }
        return try await begin(account, proofs.standing, by: .password, from: caller, replacing: before)
    }

    /// The second step: a code of the authenticator, or one of the recovery codes.
    package func show(code: String, in entered: Entered, from caller: Caller) async throws -> Outcome {
        let account = entered.account
        guard entered.session.standing == .awaitingCode, let proofs = try await store.proofs(of: account.id) else {
            return .refused(Finding(AccountRules.logIn))
        }
        if let wait = try await attempt(account.login, from: caller, isKnown: true) { return .refused(wait) }
        guard let method = try await spend(code, of: account, proofs) else {
            try await refuse(account.login, .wrongCode, caller)
            return .refused(Finding(AccountRules.code))
        }
        return .entered(try await rotate(entered, to: proofs.standing, by: method))
    }

    private func spend(_ code: String, of account: Account, _ proofs: Proofs) async throws -> LoggedIn.Method? {
        guard let factor = proofs.factorInForce else { return nil }
        let now = clock.now()
        if let step = OneTimeCode(secret: factor.secret).step(of: code, at: now, after: factor.lastStep) {
            return try await store.spend(step: step, of: account.id) ? .passwordAndCode : nil
        }
        guard let recovery = RecoveryCode(typed: code) else { return nil }
        let isSpent = try await store.spend(recoveryCode: recovery.sha256, of: account.id, now: now)
        return isSpent ? .passwordAndRecoveryCode : nil
    }
}

extension Proofs {
    /// What comes after the second factor, or without one.
    fileprivate var standing: Session.Standing { password?.goodUntil == nil ? .whole : .awaitingPassword }
}
