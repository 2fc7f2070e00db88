import Crypto
import Foundation
import HTTPTypes
import HubCore
import HubStore
import Hummingbird

/// Who calls the provincial variant: the centre and its secret in every request, and a token from a login.
struct ProvincialCallers: Sendable {
    let store: any Store
    let clock: HubClock
    let gate: CallGate

    static let systemID = HTTPField.Name("X-SystemId") ?? .from
    static let secretKey = HTTPField.Name("X-SecretKey") ?? .from

    /// Judges a request's headers.
    /// - Throws: ``Refusal`` when they prove nobody, or somebody who has called too often.
    func verify(_ request: Request) async throws -> CentreRecord {
        let now = clock.now()
        let (centre, secrets) = try await prove(
            request.headers[Self.systemID], request.headers[Self.secretKey], at: now)
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer",
            ProvincialToken.holds(words[1], for: centre.id, secrets: secrets, at: now)
        else { throw Refusal(.unauthorized, ProvincialRule.token) }
        try await gate.admit(centre.id)
        return centre
    }

    /// A token for a centre that knows its secret.
    /// - Throws: ``Refusal`` when it does not, or has called too often.
    func login(systemID: String?, secretKey: String?) async throws -> String {
        let now = clock.now()
        let (centre, secrets) = try await prove(systemID, secretKey, at: now)
        try await gate.admit(centre.id)
        return ProvincialToken.make(for: centre.id, secret: secrets[0], at: now)
    }

    /// An unknown system, a locked one and a wrong secret look alike.
    /// - Returns: the centre, and all of its secrets, the one in force first.
    private func prove(
        _ systemID: String?, _ stated: String?, at now: Timestamp
    ) async throws -> (CentreRecord, [String]) {
        let systemID = systemID ?? ""
        let secrets = try await store.secrets(ofCentre: systemID, at: now)
        // By digest, so that time tells nothing about where the two differ.
        let digest = SHA256.hash(data: Data((stated ?? "").utf8))
        let fits = secrets.map { SHA256.hash(data: Data($0.utf8)) == digest }
        guard fits.contains(true), let centre = try await store.centre(systemID), !centre.isLocked else {
            throw Refusal(.unauthorized, ProvincialRule.credentials).of(systemID)
        }
        return (centre, secrets)
    }
}
