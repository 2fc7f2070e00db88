import HubCore

/// Is told what the store commits: for measuring, never for deciding. Called from the writer's side, so it must be quick.
package protocol StoreObserver: Sendable {
    /// A transaction begins, with so many pieces of work in it.
    /// - Returns: when. The next one may begin before this one has ended.
    func commitBegins(pieces: Int) -> ContinuousClock.Instant
    /// The transaction that began then is on the disk and promised, with these facts. Facts that are told were journalled, and
    /// in this order.
    func committed(_ facts: [JournalledFact], begun: ContinuousClock.Instant)
    /// A transaction is not on the disk, or nobody knows.
    func commitFailed(_ failure: StoreError)
}

/// A fact, and when it was journalled.
package struct JournalledFact: Sendable {
    package let fact: Fact
    package let at: Timestamp
    /// In which lane the packet is that it moves; `nil` when it moves none.
    package let lane: Lane?

    package init(fact: Fact, at: Timestamp, lane: Lane? = nil) {
        self.fact = fact
        self.at = at
        self.lane = lane
    }
}
