import HubCore

/// Looking after the store itself: how much is in it, whether it can be written, and what may be taken out of it.
package protocol CareStore: Sendable {
    /// What waits to be written, and how much may.
    var writeQueue: WriteQueue { get }

    /// Writes something that changes nothing, and returns when it is on the disk: whoever gets an answer knows that a
    /// document could be taken.
    /// - Throws: ``StoreError``.
    func tryWriting() async throws

    /// Copies the whole store into a folder while it goes on taking documents; see ``SQLiteStore``'s.
    func backUp(to folder: String, now: Timestamp) async throws -> BackupManifest

    /// How many packets wait, and since when, from the indexes of what is open; what has ended costs nothing.
    func queues() async throws -> [QueueDepth]

    /// How the database stands.
    /// - Parameter whole: checks every index against its table, too, which takes its time.
    func condition(whole: Bool) async throws -> StoreCondition

    /// Some payloads of the store, by digest, spread over all of it.
    func somePayloads(limit: Int) async throws -> [String]

    /// The trace (W3C `traceparent`) that the call named by which a document came; `nil` when it named none.
    func trace(of document: DocumentID) async throws -> String?

    /// How much the store holds, from the file system and from small tables.
    func size() async throws -> StoreSize
}

/// How the database stands.
package struct StoreCondition: Sendable, Hashable {
    /// Of SQLite.
    package let version: String
    package let journalMode: String
    /// 2 is FULL.
    package let synchronous: Int64
    /// `ok`, or what SQLite found wrong.
    package let integrity: String
    /// Rows that name what is not there.
    package let danglingRows: Int64
}

/// How many packets wait for one destination at one urgency.
package struct QueueDepth: Sendable, Hashable {
    package enum Destination: String, Sendable, Hashable, CaseIterable {
        /// Waiting to be sent up, or on their way.
        case axis
        /// In the mailboxes of our agencies, and not yet acknowledged.
        case mailboxes
        /// News for webhooks.
        case webhooks
    }

    package let destination: Destination
    /// ``EdXML/Priority``'s number; 0 where there is none.
    package let urgency: Int
    package let count: Int64
    /// Since when the oldest of them is open.
    package let oldest: Timestamp
}

/// How much the store holds, in bytes, and how much room is left.
package struct StoreSize: Sendable, Hashable {
    package let database: Int64
    package let log: Int64
    /// Payloads that are files of their own.
    package let payloads: Int64
    package let payloadFiles: Int64
    /// Entries.
    package let journal: Int64
}
