import HubCore

/// What a ``LockID`` names: the items of a mailbox that one worker of a recipient has taken for a time.
package enum LockSubject {}
package typealias LockID = Identifier<LockSubject>

/// Sharing a mailbox among several workers of one recipient.
///
/// A lock keeps other *locks* away from an item, and words about it that do not name the lock. It ends when its time runs out
/// (so the crash of a worker frees what it held), when it is released, and item by item when an item is done or failed. It is
/// no fact: nobody but the recipient's own workers learns of it.
package protocol MailboxLockStore: Sendable {
    /// Takes open items that nobody holds, most urgent first, then oldest.
    /// - Parameter holder: who asks; only the same holder may prolong or release it.
    func lock(
        _ name: LockID, in owner: MailboxOwner, kind: MessageFacts.Kind?, limit: Int, holder: String,
        until: Timestamp, now: Timestamp
    ) async throws -> [MailboxItem]

    /// Prolongs, shortens or (with a time that is past) releases a lock that has not run out.
    /// - Returns: how many items it holds.
    func prolong(_ name: LockID, holder: String, until: Timestamp, now: Timestamp) async throws -> Int

    /// Until when these deliveries are locked; those that are free are left out.
    func locks(on deliveries: [DeliveryID], now: Timestamp) async throws -> [DeliveryID: Timestamp]

    /// As ``MailboxStore/acknowledge(_:_:description:by:now:)``, for one worker among others.
    /// - Parameter lock: the lock under which the item was taken; `nil` when it was not locked.
    func acknowledge(
        _ delivery: DeliveryID, _ word: Acknowledgement, description: String?, under lock: LockID?, by: String,
        now: Timestamp
    ) async throws -> LockedAcknowledgement
}

package enum LockedAcknowledgement: Sendable, Hashable {
    case said(AcknowledgeOutcome)
    /// Another worker holds the item until then.
    case heldByAnother(until: Timestamp)
    /// The lock that was named has run out, or never held the item.
    case lockLost
}
