/// What can befall one call to an axis that misbehaves.
package enum Fault: String, Sendable, Hashable, Codable, CaseIterable {
    /// The answer is late.
    case delay
    /// The answer comes in small pieces, spread over a time.
    case trickle
    /// The connection breaks, and nothing has been done.
    case dropBefore = "drop-before"
    /// All is done, and the connection breaks instead of an answer.
    case dropAfter = "drop-after"
    /// The call arrives twice, and the second answer is the one that is given; in a list every row comes twice.
    case duplicate
    /// A list is shuffled; another call waits until a later one has passed it.
    case reorder
    /// 500, 502, 503 or 504, and nothing has been done.
    case serverError = "server-error"
    /// A gateway's page with the status 200, and nothing has been done.
    case html
    /// The answer ends in its middle: with the connection, or as if it were whole.
    case truncated
    /// A docId that names nothing.
    case wrongDocID = "wrong-doc-id"
    /// What is fetched is not what was stored; what is sent is said not to be what its hash says.
    case wrongHash = "wrong-hash"
    /// A list as it was some calls ago.
    case staleList = "stale-list"
    /// All is done, and a gateway answers that nobody did.
    case lostAcknowledgement = "lost-acknowledgement"
}

/// One call, as far as a fault may depend on it.
package struct Occasion: Sendable, Hashable {
    /// The operation's name.
    package let operation: String
    /// The caller's systemid, as it says itself.
    package let caller: String
    /// The agencies that the call names beside it: `from` and `to`.
    package let agencies: [String]
    /// Counts this caller's calls of this operation, from 1.
    package let number: Int

    package init(operation: String, caller: String, agencies: [String] = [], number: Int) {
        self.operation = operation
        self.caller = caller
        self.agencies = agencies
        self.number = number
    }
}
