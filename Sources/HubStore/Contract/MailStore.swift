import HubCore

/// Mails on their way. What they tell of was put there by the fact that told it, in its own transaction; the lines for one agency
/// go into one mail.
package protocol MailStore: Sendable {
    /// Makes mails of lines that have gathered long enough, and leases those that are due.
    /// - Parameter gatherFor: milliseconds since an agency's first line.
    func claimMail(
        limit: Int, gatherFor: Int64, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [ClaimedMail]

    func extend(_ mail: ClaimedMail, until: Timestamp) async throws -> Settlement

    /// Records what came of an attempt. Sent, refused and abandoned are facts, and end the mail.
    func settle(_ mail: ClaimedMail, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement

    /// When a mail is next to be made or sent; `nil` when none is.
    func nextMailDue(gatherFor: Int64) async throws -> Timestamp?
}

/// One thing of which a mail tells.
package struct MailLine: Sendable, Hashable, Codable {
    package let code: String
    package let subject: String
    package let sender: String
    package let recipient: String
    package let priority: Int
    package let duty: Duty
    package let dueAt: Timestamp
    package let step: String
}

/// A mail that a courier holds.
package struct ClaimedMail: Sendable, Hashable {
    /// The same through all attempts; its recipient knows a repeat by it.
    package let id: String
    /// `nil` for the operators.
    package let agency: Agency?
    package let lines: [MailLine]
    package let madeAt: Timestamp
    package let attempt: Int
    package let owner: String
}
