import HubCore

/// The journal: every fact, in the order it became true here.
package protocol JournalStore: Sendable {
    /// - Parameter from: the first index wanted; the first entry is 0.
    func journal(from: Int64, limit: Int) async throws -> [JournalRecord]
    /// The entries about one document, oldest first.
    func journal(about document: DocumentID) async throws -> [JournalRecord]
    func journalHead() async throws -> TreeHead
    /// The signed head (C2SP *checkpoint*), as it stands on the disk.
    func checkpoint() async throws -> String
    /// Recomputes the newest entries (all of them with `.max`) and compares them with the promised head.
    /// - Throws: ``StoreError/Code/lost`` when they are not the ones promised.
    func verifyJournal(newest: Int64) async throws
    /// Notes something that happened to the hub itself: it started, or an operator did something.
    /// - Returns: the journal index of the entry.
    func note(_ fact: Fact, now: Timestamp) async throws -> Int64
}

/// An entry as it is stored.
package struct JournalRecord: Sendable, Hashable {
    package let index: Int64
    package let at: Timestamp
    package let kind: String
    /// Canonical JSON: the bytes under the leaf.
    package let entry: String
}
