import HubCore

/// Agencies, their certificates, and the centres that may call. Every change is journalled; unchanged rows are not.
///
/// Identifiers match in the old or the new form, in any case.
package protocol RegisterStore: Sendable {
    /// - Parameter moment: where the identifier has named several agencies in different periods, the one of this moment
    ///   goes before the others; without it the one that bears it now, or bore it last.
    func agency(_ id: String, at moment: Timestamp?) async throws -> Agency?
    /// Under the identifiers as asked for; unknown ones are left out.
    func agencies(_ ids: [String], at moment: Timestamp?) async throws -> [String: Agency]
    /// What helps with identifiers that cannot be served, under the identifiers as stated: who is probably meant by an
    /// unknown one, or who has taken over. Bounded work over indexes; of very many parties only the first.
    func advice(on parties: [MessageFacts.Party], at moment: Timestamp) async throws -> [String: AgencyAdvice]
    /// Agencies that somebody may be looking for: by identifier, its beginning, or words of the name without diacritics.
    func agencies(matching text: String, limit: Int) async throws -> [Agency]
    /// All agencies by identifier.
    /// - Parameter after: the identifier of the last one seen; `""` from the beginning.
    func allAgencies(after: String, limit: Int) async throws -> [Agency]
    /// Adds or changes agencies, all in one transaction.
    /// - Returns: how many differ from what was there.
    /// - Throws: ``StoreError/Code/inconsistent`` when an identifier already names another agency.
    func put(agencies: [Agency], by: String, now: Timestamp) async throws -> Int
    /// Changes what the statements say of agencies, and nothing else, all in one transaction.
    /// - Parameter tentatively: everything is checked, and nothing is changed.
    /// - Returns: the agencies that differ from what was there.
    /// - Throws: ``StoreError/Code/inconsistent`` when an agency is not there and may not be added, or an identifier would
    ///   name two agencies at one time.
    func state(
        _ statements: [AgencyStatement], by: String, tentatively: Bool, now: Timestamp
    ) async throws -> [AgencyChange]

    func certificate(_ fingerprint: String) async throws -> RegisteredCertificate?
    func certificates(of agency: String) async throws -> [RegisteredCertificate]
    /// Registers a certificate, or changes its registration: what is `nil` stays as it is, so that putting it again neither
    /// ends nor revives anything.
    /// - Throws: ``StoreError/Code/inconsistent`` when its agency is unknown.
    func put(certificate: RegisteredCertificate, by: String, now: Timestamp) async throws
    /// Withdraws a registered certificate (its fingerprint) or a rule (its name) from `revokedAt` on; with `nil` it stands
    /// again.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is no such registration.
    func withdraw(_ registration: String, from revokedAt: Timestamp?, by: String, now: Timestamp) async throws

    func subjectRule(_ id: String) async throws -> SubjectRule?
    func subjectRules(of agency: String) async throws -> [SubjectRule]
    /// The rules that can be about a certificate of this issuer whose subject has values with these search keys.
    func subjectRules(forIssuer issuer: String, searchKeys: [String]) async throws -> [SubjectRule]
    /// Adds a rule or changes it; what is `nil` stays as it is.
    /// - Throws: ``StoreError/Code/inconsistent`` when its agency is unknown, it says nothing, or its name is another agency's.
    func put(rule: SubjectRule, by: String, now: Timestamp) async throws

    func centre(_ systemID: String) async throws -> CentreRecord?
    func centres() async throws -> [CentreRecord]
    /// Adds a centre or changes it. A secret or token that is `nil` stays as it is; another secret takes the place of the
    /// old one, and of the one before that, at once.
    func put(centre: CentreRecord, credential: CentreCredential, by: String, now: Timestamp) async throws
    /// The secrets by which a centre may prove itself, unsealed: the one in force, then the one before it while that goes on.
    /// None when it has none or is locked.
    func secrets(ofCentre systemID: String, at now: Timestamp) async throws -> [String]
    /// Puts a new secret in force. The one in force until now goes on until `oldUntil`; the one before that ends at once.
    /// - Throws: ``StoreError/Code/inconsistent`` when the centre is unknown, or has this very secret.
    func rotateSecret(
        ofCentre systemID: String, to secret: String, oldUntil: Timestamp, by: String, now: Timestamp
    ) async throws
    /// The unlocked centre whose bearer token has this SHA-256.
    func centre(withTokenSHA256 digest: [UInt8]) async throws -> CentreRecord?
}

extension RegisterStore {
    package func agency(_ id: String) async throws -> Agency? { try await agency(id, at: nil) }
    package func agencies(_ ids: [String]) async throws -> [String: Agency] { try await agencies(ids, at: nil) }
}

/// An interconnection centre: a system that calls the hub for its agencies.
package struct CentreRecord: Sendable, Hashable, Codable {
    /// Its `systemid`.
    package var id: String
    package var name: String
    package var isLocked: Bool

    package init(id: String, name: String, isLocked: Bool = false) {
        self.id = id.canonicalIdentifier
        self.name = name
        self.isLocked = isLocked
    }
}

/// How a centre proves itself. Stored sealed and hashed; never journalled, never logged.
package struct CentreCredential: Sendable {
    /// The VXP secret.
    package var secret: String?
    /// SHA-256 of the bearer token, 32 bytes.
    package var tokenSHA256: [UInt8]?

    package init(secret: String? = nil, tokenSHA256: [UInt8]? = nil) {
        self.secret = secret
        self.tokenSHA256 = tokenSHA256
    }
}
