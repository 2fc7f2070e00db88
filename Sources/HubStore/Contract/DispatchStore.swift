import HubCore

/// Sending on what was taken in.
package protocol DispatchStore: Sendable {
    /// Gives a value whenever there may be something new to claim; values that nobody took yet merge into one. Every
    /// call gives a stream of its own, which starts with a value.
    func wakeUps() -> AsyncStream<Void>

    /// Leases what is due, by lanes and senders as ``Turns`` gives them, and of one sender what was due first. One claim is one
    /// document with all of its due deliveries on the route, since one packet serves them all. A lease that has run out is
    /// due again. Nothing is claimed for a destination that is paused.
    ///
    /// The work grows with what is claimed, not with what waits.
    func claim(
        route: DeliveryRoute, places: DestinationHealth.Places, turns: Turns, owner: String, until: Timestamp,
        now: Timestamp
    ) async throws -> ClaimRound

    /// Prolongs a lease that is still held, for a packet that takes long.
    func extend(_ claim: Claim, until: Timestamp) async throws -> Settlement

    /// Records what came of a claim. A delivery whose lease was lost keeps the state it has, except that *delivered* is
    /// true whoever learned it.
    func settle(_ claim: Claim, _ outcome: DispatchOutcome, now: Timestamp) async throws -> Settlement

    /// When the next delivery of the route becomes due (a waiting one, or a lease that runs out); may be in the past;
    /// `nil` when none is open, or the route is paused.
    /// - Parameter places: what there is no place for does not count.
    func nextDue(route: DeliveryRoute, in places: DestinationHealth.Places) async throws -> Timestamp?

    /// Has an ended delivery (failed, refused, dead) tried again, or a waiting one at once.
    /// - Parameter reason: why, in the operator's words, where one was given.
    /// - Returns: whether there was something to try again.
    func sendAgain(_ delivery: DeliveryID, by: String, reason: String?, now: Timestamp) async throws -> Bool
}

extension DispatchStore {
    /// As the full claim, from the beginning of a round.
    package func claim(
        route: DeliveryRoute, limit: Int, owner: String, until: Timestamp, now: Timestamp
    ) async throws -> [Claim] {
        try await claim(
            route: route, places: .init(all: limit), turns: Turns(), owner: owner, until: until, now: now
        ).claims
    }

    package func nextDue(route: DeliveryRoute) async throws -> Timestamp? {
        try await nextDue(route: route, in: .init(all: 1))
    }
}

/// What one claim gave.
package struct ClaimRound: Sendable {
    package var claims: [Claim]
    /// For the next claim.
    package var turns: Turns
}

/// A document with the deliveries of it that one courier holds.
package struct Claim: Sendable {
    package struct Held: Sendable, Hashable {
        package let id: DeliveryID
        package let recipient: String
        /// Counts this claim.
        package let attempt: Int
        /// When it was accepted, or last sent again by somebody.
        package let openSince: Timestamp
    }

    package let document: DocumentID
    package let kind: MessageFacts.Kind
    package let sender: String
    package let deliveries: [Held]
    package let sha256: String
    package let size: Int64
    package let lane: Lane
    package let owner: String
    package let until: Timestamp

    /// The highest of its deliveries' attempts.
    package var attempt: Int { deliveries.map(\.attempt).max() ?? 0 }

    /// From when its age counts: the latest of its deliveries'.
    package var openSince: Timestamp { deliveries.map(\.openSince).max() ?? until }
}

/// What came of an attempt to deliver.
package enum DispatchOutcome: Sendable, Hashable {
    /// - Parameter reference: the receiver's name for the packet (the axis' `docId`).
    case delivered(reference: String?)
    case deferred(reason: String, notBefore: Timestamp)
    case refused(reason: String)
    /// Deferred once too often: too old.
    case abandoned(reason: String)
}

package enum Settlement: Sendable, Hashable {
    case settled
    /// Somebody else holds, or has settled, at least one of the deliveries.
    case leaseLost
}
