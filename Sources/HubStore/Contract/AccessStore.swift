import HubCore

/// Who may use the hub's own interface, and what it has already answered.
package protocol AccessStore: Sendable {
    /// Gives an agency a token, known by its SHA-256 alone (32 bytes).
    /// - Throws: ``StoreError/Code/inconsistent`` when the agency is unknown.
    func add(token: AgencyToken, sha256: [UInt8], by: String, now: Timestamp) async throws

    /// Ends a token from `now` on. Repeats change nothing.
    /// - Throws: ``StoreError/Code/inconsistent`` when there is no such token.
    func revoke(token: TokenID, by: String, now: Timestamp) async throws

    /// An agency's tokens, or all of them, oldest first; also those that have ended.
    func tokens(of agency: String?) async throws -> [AgencyToken]

    /// The token with this SHA-256, good or not.
    func token(sha256: [UInt8]) async throws -> AgencyToken?

    /// Notes that a caller makes a request under a key of its own, or says what is known of that key. Durable when it
    /// returns. Keys that were kept long enough are forgotten by and by.
    /// - Parameters:
    ///   - request: SHA-256 over all that matters in the request, 32 bytes.
    ///   - keptUntil: when the key may be forgotten.
    func begin(
        key: String, of caller: String, request: [UInt8], keptUntil: Timestamp, now: Timestamp
    ) async throws -> KeyedRequest

    /// Keeps the answer to a request that has begun; `nil` forgets the request, as if it had not been made.
    func end(key: String, of caller: String, answer: KeptAnswer?) async throws
}

/// What is known of a request that its caller has given a key.
package enum KeyedRequest: Sendable, Hashable {
    /// It has not been made before.
    case new
    /// It was begun, and nothing is known of its end: it is under way, or a crash has cut it off.
    case begun
    /// It was answered.
    case answered(KeptAnswer)
    /// The key was used for another request.
    case another
}

/// An answer as it went out the first time.
package struct KeptAnswer: Sendable, Hashable, Codable {
    package let status: Int
    /// Header fields that belong to the answer.
    package let fields: [Field]
    /// JSON text; empty for an answer without a body.
    package let body: String

    package struct Field: Sendable, Hashable, Codable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(status: Int, fields: [Field], body: String) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}
