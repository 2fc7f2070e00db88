/// Who waits for the writer: the machine of group commit. While one batch is being committed, arrivals queue; the next batch
/// takes them all, up to a limit.
///
/// A value without a thread, so that the hub's committer and the simulation of it run the same one.
package struct CommitQueue<Job> {
    package private(set) var waiting: [Job] = []
    /// Whether somebody is at work; from ``add(_:)`` on, until ``next()`` finds nothing.
    package private(set) var isCommitting = false
    private let largestBatch: Int

    package init(largestBatch: Int = 256) { self.largestBatch = max(1, largestBatch) }

    /// - Returns: whether nobody was at work, and the caller has to begin.
    package mutating func add(_ job: Job) -> Bool {
        waiting.append(job)
        defer { isCommitting = true }
        return !isCommitting
    }

    /// What the next transaction takes, in the order it arrived; empty when nothing waits, and then nobody is at work any more.
    package mutating func next() -> [Job] {
        let batch = Array(waiting.prefix(largestBatch))
        waiting.removeFirst(batch.count)
        isCommitting = !batch.isEmpty
        return batch
    }
}

extension CommitQueue: Sendable where Job: Sendable {}
