/// One thing that a token of the hub's own interface may do. The names are stable: they stand in the journal.
package enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
    /// Send documents.
    case documentsSend = "documents:send"
    /// Find and read the documents that the agency sent or was sent, their deliveries, statuses and receipts.
    case documentsRead = "documents:read"
    /// Send statuses.
    case statusesSend = "statuses:send"
    /// Look into the mailbox, and fetch what lies there.
    case mailboxRead = "mailbox:read"
    /// Lock what lies in the mailbox, and say what became of it.
    case mailboxAcknowledge = "mailbox:acknowledge"
    /// Read the register of agencies.
    case registerRead = "register:read"
    /// Have documents checked before they are sent.
    case check
    /// Read the journal's entries, which tell of every agency: for auditors. No token has it unless it is given.
    case audit

    /// What an agency's own systems may be given without asking.
    package static let ordinary = allCases.filter { $0 != .audit }
}
