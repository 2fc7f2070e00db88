import HubCore

/// What waits to be sent on, for whoever looks after it. Every change is a fact with its operator's name.
package protocol QueueStore: Sendable {
    /// Has nothing more sent to a destination, until it is released. What a courier carries at this moment is finished.
    /// - Throws: ``StoreError/Code/inconsistent`` when it is an agency that is unknown, or one of this hub.
    func pause(_ destination: Destination, by: String, reason: String, now: Timestamp) async throws

    /// - Returns: whether it was paused.
    func release(_ destination: Destination, by: String, reason: String, now: Timestamp) async throws -> Bool

    /// Those in force, the axis first.
    func pauses() async throws -> [Pause]

    /// Deliveries that have not arrived, by recipient, then by age.
    func queue(_ query: QueueQuery, after: QueuePlace?, limit: Int) async throws -> [QueuedDelivery]

    /// How many the query finds.
    func count(_ query: QueueQuery) async throws -> Int

    /// Has the next of those found tried again, at most `limit` in one transaction.
    /// - Parameter reason: why, in the operator's words, where one was given.
    /// - Returns: how many are tried again, and where to go on; `nil` at the end.
    func retry(
        _ query: QueueQuery, after: QueuePlace?, limit: Int, by: String, reason: String?, now: Timestamp
    ) async throws -> (retried: Int, next: QueuePlace?)

    /// Ends a delivery that waits or is carried. If it arrives all the same, it is delivered.
    /// - Returns: whether it was ended; what is at an end or in a mailbox is not.
    func cancel(_ delivery: DeliveryID, reason: String, by: String, now: Timestamp) async throws -> Bool

    /// How old what waits is, at each destination.
    func ages(now: Timestamp) async throws -> [DestinationAges]
}

/// A delivery that has not arrived.
package struct QueuedDelivery: Sendable, Hashable {
    package let id: DeliveryID
    package let document: DocumentID
    package let code: String
    package let sender: String
    package let recipient: String
    package let route: DeliveryRoute
    package let lane: Lane
    package let transport: Transport
    package let openSince: Timestamp
    package let place: QueuePlace
}
