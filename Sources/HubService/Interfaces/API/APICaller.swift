import Crypto
import HTTPTypes
import HubCore
import HubStore
import Hummingbird

/// Who calls: a token, and what it stands for.
struct APICaller: Sendable {
    /// Whose mailboxes and documents it may see.
    let owner: MailboxOwner
    let origin: Origin
    let scopes: Set<Scope>
    /// Names it in the journal and in locks, and keeps its keys and its rate apart from others'.
    let name: String
    /// `nil` for the token of a centre.
    let token: AgencyToken?

    /// The token of a centre, which may do everything for the centre's agencies, and read nothing of others.
    init(_ centre: CentreRecord) {
        owner = .centre(centre.id)
        origin = .centre(centre.id)
        scopes = Set(Scope.ordinary)
        name = centre.id
        token = nil
    }

    init(_ token: AgencyToken) {
        owner = .agencies([token.agency])
        origin = .agency(token.agency, token: token.id)
        scopes = Set(token.scopes)
        name = "\(token.agency) \(token.name) \(token.id.text)"
        self.token = token
    }

    func owns(_ agency: Agency?) -> Bool {
        guard let agency else { return false }
        return switch owner {
        case .centre(let id): agency.centre == id.canonicalIdentifier
        case .agencies(let ids): ids.contains(agency.id)
        }
    }
}

extension Refusal {
    /// The same, of a call by whoever is known.
    func of(_ caller: APICaller?) -> Refusal {
        switch caller?.origin {
        case .agency(let id, let token): of(id, token: token)
        case .centre(let id): of(id)
        case .axis, .hub, nil: self
        }
    }
}

/// How often one token may call, and what is kept for it.
package struct APILimits: Sendable, Hashable {
    package var calls = CallLimits.agency
    /// How long the answer to a call that its caller named is kept.
    package var keepAnswers = Duration.seconds(86_400)

    package init() {}
}

/// Finds out who calls, and how often.
final class APICallers: Sendable {
    private let store: any Store
    private let clock: HubClock
    private let gate: CallGate

    init(store: any Store, clock: HubClock, limits: APILimits) {
        self.store = store
        self.clock = clock
        gate = CallGate(limits.calls, refusingWith: APIRule.rate, clock: clock)
    }

    /// Whose bearer token the request bears; `nil` when nobody's that may call now. The token is compared by its digest
    /// alone, in the store.
    func caller(of request: Request) async throws -> APICaller? {
        guard let value = request.headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        let token = value.dropFirst(7).trimmingPrefix(while: \.isWhitespace)
        guard !token.isEmpty else { return nil }
        let digest = Array(SHA256.hash(data: Array(token.utf8)))
        if let known = try await store.token(sha256: digest) {
            guard known.isGood(at: clock.now()), let agency = try await store.agency(known.agency), !agency.isLocked,
                try await store.centre(agency.centre)?.isLocked != true
            else { return nil }
            return APICaller(known)
        }
        return try await store.centre(withTokenSHA256: digest).map(APICaller.init)
    }

    /// - Throws: ``Refusal`` when the caller has called too often.
    func admit(_ caller: APICaller) async throws {
        do { try await gate.admit(caller.name) } catch let refusal as Refusal { throw refusal.of(caller) }
    }
}
