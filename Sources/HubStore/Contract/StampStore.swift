import HubCore

/// When the journal's heads were there: the time-stamps that an authority gave.
package protocol StampStore: Sendable {
    /// All stamps, in their order.
    func stamps() async throws -> [Stamp]

    /// When the journal's head was stamped last.
    func lastStamp() async throws -> Timestamp?

    /// Appends a stamp that was verified.
    /// - Parameter position: how many there were when it was asked for: a renewal is over exactly those.
    /// - Throws: ``StoreError/Code/inconsistent`` when there are more by now.
    func append(_ stamp: Stamp, at position: Int) async throws
}
