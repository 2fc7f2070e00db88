/// What a ``TokenID`` names: one bearer token.
package enum TokenSubject {}
/// The name of a token. It is no secret: lists, journal and logs speak of a token by it.
package typealias TokenID = Identifier<TokenSubject>

/// A bearer token of one agency, without the token itself: the store knows that by its digest alone.
///
/// An agency has as many as it needs, so that a new one is in use before the old one ends.
package struct AgencyToken: Sendable, Hashable, Codable {
    package let id: TokenID
    /// The agency it speaks for: its identifier in the register.
    package let agency: String
    /// What people call it: the system that holds it.
    package let name: String
    /// Sorted, each once.
    package let scopes: [Scope]
    package let createdAt: Timestamp
    /// It is good before this moment; `nil` does not end by itself.
    package let expiresAt: Timestamp?
    /// Ended by an operator here.
    package var revokedAt: Timestamp?

    package init(
        id: TokenID, agency: String, name: String, scopes: some Sequence<Scope>, createdAt: Timestamp,
        expiresAt: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.agency = agency.canonicalIdentifier
        self.name = name.clipped(to: 100)
        self.scopes = Set(scopes).sorted { $0.rawValue < $1.rawValue }
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    /// Whether it opens anything at `moment`.
    package func isGood(at moment: Timestamp) -> Bool {
        if let revokedAt, revokedAt <= moment { return false }
        if let expiresAt, expiresAt <= moment { return false }
        return true
    }
}

/// A token was given to an agency, or taken back. Never says what the token is.
package struct TokenChanged: Sendable, Hashable, Codable {
    package let token: AgencyToken
    package let by: String

    package init(token: AgencyToken, by: String) {
        self.token = token
        self.by = by.clipped(to: 200)
    }
}
