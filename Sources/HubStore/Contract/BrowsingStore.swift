import HubCore

/// Reading on through what concerns an owner's agencies, page by page. All of it by keyset: what comes in between two pages
/// neither repeats nor hides anything.
package protocol BrowsingStore: Sendable {
    /// Documents and status messages, newest first.
    func documents(_ query: DocumentQuery, before: Int64?, limit: Int) async throws -> Page<DocumentRecord>

    /// Statuses recorded on documents that the owner's agencies sent, in the order they were recorded.
    func statuses(of owner: MailboxOwner, after: Int64, limit: Int) async throws -> Page<StatusEntry>

    /// Parked statuses that the owner's agencies sent, or that name them as issuer; oldest first.
    func parkedStatuses(of owner: MailboxOwner, after: Int64, limit: Int) async throws -> Page<ParkedStatus>

    /// Agencies of which an identifier begins with `text`, or whose names have words that begin with all of its words, without
    /// regard to case and diacritics; by identifier.
    func agencies(matching text: String, after: String, limit: Int) async throws -> [Agency]

    /// One delivery; `nil` when there is none.
    func deliveryRecord(_ id: DeliveryID) async throws -> DeliveryRecord?
}

/// Some of a list.
package struct Page<Element: Sendable>: Sendable {
    package let elements: [Element]
    /// Where the next page begins; `nil` at the end.
    package let next: Int64?

    package init(_ elements: [Element], next: Int64?) {
        self.elements = elements
        self.next = next
    }
}

/// Which documents are wanted.
package struct DocumentQuery: Sendable, Hashable {
    package enum Role: String, Sendable, Hashable, CaseIterable { case sender, recipient }

    package var owner: MailboxOwner
    /// What the owner's agencies are to the document.
    package var role: Role
    package var kind: MessageFacts.Kind?
    package var accepted: AcceptanceWindow
    /// The full code, or the sender's DocumentId, in any case.
    package var name: String?
    /// All of these words stand in the subject, in any case.
    package var words: [String]

    package init(
        owner: MailboxOwner, role: Role = .sender, kind: MessageFacts.Kind? = nil,
        accepted: AcceptanceWindow = AcceptanceWindow(), name: String? = nil, words: [String] = []
    ) {
        self.owner = owner
        self.role = role
        self.kind = kind
        self.accepted = accepted
        self.name = name
        self.words = words
    }
}

/// A status where it was recorded.
package struct StatusEntry: Sendable, Hashable {
    package let journalIndex: Int64
    package let document: DocumentID
    package let delivery: DeliveryID
    package let recipient: String
    /// The status message.
    package let message: DocumentID
    package let status: RecordedStatus
}
