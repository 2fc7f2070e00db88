import HubCore

/// Who may use the pages, and by what they prove it.
///
/// Of passwords, codes and tokens it is given digests alone, and gives none back; the secret of a second factor is sealed.
package protocol AccountStore: Sendable {
    /// Makes an account, or changes it. Sessions end when it is closed, and when it loses a role.
    /// - Parameter password: of the person from now on; `nil` leaves it.
    /// - Throws: ``StoreError/Code/inconsistent`` for a login that another has, or an unknown agency.
    func put(account: Account, password: KeptPassword?, by: String, now: Timestamp) async throws

    func account(login: String) async throws -> Account?
    /// All of them, by their logins; closed ones too.
    func accounts() async throws -> [Account]

    /// What is kept to prove a person by; `nil` when there is no such account.
    func proofs(of account: AccountID) async throws -> Proofs?

    /// Sets what a person is proven by, and ends the account's sessions but `keeping`.
    /// - Throws: ``StoreError/Code/inconsistent`` for an unknown account.
    func set(
        _ proof: NewProof, of account: AccountID, keeping session: SessionID?, by: String, now: Timestamp
    ) async throws

    /// The same password, hashed at a higher cost. Does nothing when it has been changed since.
    func rehash(_ account: AccountID, from old: PasswordHash, to new: PasswordHash) async throws

    /// Keeps the secret of a second factor that is not in force before ``NewProof/factorConfirmed(step:codes:)``.
    func offer(factor secret: [UInt8], to account: AccountID) async throws

    /// Spends a step of the second factor. Of two that spend the same one, one succeeds.
    func spend(step: Int64, of account: AccountID) async throws -> Bool
    /// Spends a recovery code, known by its SHA-256.
    func spend(recoveryCode sha256: [UInt8], of account: AccountID, now: Timestamp) async throws -> Bool

    // MARK: Attempts

    /// Counts an attempt before it is made, as if it had failed already: so that a thousand at once are not all the first.
    /// - Parameter login: as typed, canonical.
    /// - Returns: when it may be made; `nil` for now, and then it is counted.
    func attempt(login: String, peer: String, now: Timestamp) async throws -> Timestamp?

    /// Whoever made the attempt was right: what was counted of this login here is forgiven.
    func forgive(login: String, peer: String, now: Timestamp) async throws

    /// Notes that somebody was not let in, for the journal: at once counted, journalled when the minute is over.
    func note(_ refusal: LogInRefused, now: Timestamp) async throws
    /// Journals the refusals whose minute is over, and forgets failures that are too old to count.
    func journalRefusals(now: Timestamp) async throws

    // MARK: Sessions

    /// Begins a session, known by the SHA-256 of its token (32 bytes), or goes on with it under another token.
    /// - Parameter method: that whoever it is has logged in now, by this; their failures are forgiven. `nil` when more is to
    ///   be shown, or they had logged in before.
    /// - Throws: ``StoreError/Code/inconsistent`` for an account that is closed.
    func keep(_ session: Session, sha256: [UInt8], method: LoggedIn.Method?, now: Timestamp) async throws

    /// The session of a token, with its account, whether it is still good or not.
    func session(sha256: [UInt8]) async throws -> (session: Session, account: Account)?
    /// Notes that something was done in a session.
    func saw(_ session: SessionID, now: Timestamp) async throws
    /// An account's sessions, newest first.
    func sessions(of account: AccountID) async throws -> [Session]
    /// Ends those of an account that are named, or all but `except`.
    /// - Returns: how many.
    func end(
        _ sessions: EndedSessions, of account: AccountID, because: SessionEnded.Reason, by: String, now: Timestamp
    ) async throws -> Int
    /// Ends those that have gone on for too long.
    func endExpired(_ rule: SessionRule, now: Timestamp) async throws -> Int
}

/// Which of an account's sessions are to end.
package enum EndedSessions: Sendable, Hashable {
    case one(SessionID)
    case all
    case allBut(SessionID)
}

/// A password to be kept.
package struct KeptPassword: Sendable, Hashable {
    package let hash: PasswordHash
    /// Of one that an operator made: it is to be changed at the first log-in, which must come before this.
    package let goodUntil: Timestamp?

    package init(hash: PasswordHash, goodUntil: Timestamp? = nil) {
        self.hash = hash
        self.goodUntil = goodUntil
    }
}

/// What a person is proven by from now on.
package enum NewProof: Sendable, Hashable {
    case password(KeptPassword)
    /// The factor that was offered is in force; its first code was of this step. With the SHA-256 of the recovery codes.
    case factorConfirmed(step: Int64, codes: [[UInt8]])
    case noFactor
    /// The SHA-256 of new recovery codes, in the place of those before.
    case recoveryCodes([[UInt8]])
}

/// What is kept to prove a person by.
package struct Proofs: Sendable, Hashable {
    /// `nil`: nobody can log in by a password.
    package let password: KeptPassword?
    /// When the password was set.
    package let passwordSetAt: Timestamp?
    package let factor: Factor?
    /// Recovery codes that were not used yet.
    package let recoveryCodes: Int

    package struct Factor: Sendable, Hashable {
        package let secret: [UInt8]
        /// `nil`: it was offered, and its first code has not come yet.
        package let confirmedAt: Timestamp?
        package let lastStep: Int64?
    }

    /// The second factor that is asked for.
    package var factorInForce: Factor? { factor.flatMap { $0.confirmedAt == nil ? nil : $0 } }
}
