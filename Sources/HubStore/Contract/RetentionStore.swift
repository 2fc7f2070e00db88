import HubCore

/// Keeping no longer what need not be kept.
package protocol RetentionStore: Sendable {
    /// What may be retired: its deliveries have ended, nobody is asked about it, nothing about it is parked, and the last thing
    /// happened to it before `due.endedBefore`. Oldest first.
    /// - Parameter after: ``Retirable/journalIndex`` of the last one seen; -1 from the oldest.
    func retirable(_ due: RetentionPolicy.Due, after: Int64, limit: Int) async throws -> [Retirable]

    /// Retires what is retirable among `documents` at this moment, and journals it. The bytes are gone from the store when it
    /// returns; a crash before that leaves files that ``sweepPayloads(before:tentatively:)`` removes.
    /// - Returns: how much was retired.
    func retire(
        _ due: RetentionPolicy.Due, _ documents: [DocumentID], by: String, now: Timestamp
    ) async throws -> Reclaimed

    /// Removes the payload files last written before a time that no document needs: left by crashes, by refusals in the last
    /// moment, and by retiring.
    /// - Parameter tentatively: counts them only.
    func sweepPayloads(before: Timestamp, tentatively: Bool) async throws -> Reclaimed
}

/// What may be retired.
package struct Retirable: Sendable, Hashable {
    package let document: DocumentID
    package let journalIndex: Int64
    package let size: Int64
}

/// What was, or would be, freed.
package struct Reclaimed: Sendable, Hashable, Codable {
    /// Documents, or files.
    package var count: Int64 = 0
    package var bytes: Int64 = 0

    package init(count: Int64 = 0, bytes: Int64 = 0) {
        self.count = count
        self.bytes = bytes
    }

    package static func + (one: Reclaimed, other: Reclaimed) -> Reclaimed {
        Reclaimed(count: one.count + other.count, bytes: one.bytes + other.bytes)
    }
}
