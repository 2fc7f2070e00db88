import HubCore
import HubStore

/// What an operator can ask about what waits to be sent on.
package enum QueueAct: Codable, Sendable {
    case list(QueueQuery, after: QueuePlace?, limit: Int)
    /// A delivery by its identifier, or a document by anything that ``OperatorAct/track(_:)`` takes.
    case show(String)
    /// Some of those found at a time: the reply says where to go on. Tentatively, nothing is changed and all are counted.
    case retry(QueueQuery, after: QueuePlace?, tentatively: Bool, reason: String? = nil)
    case retryThese([DeliveryID], reason: String? = nil)
    case cancel([DeliveryID], reason: String)
    case pause(Destination, reason: String)
    case release(Destination, reason: String)
    case ages
}

/// What came of a ``QueueAct``.
package enum QueueReply: Codable, Sendable {
    case list(QueueList)
    /// - Parameter steps: of each delivery shown, what became of its packet, oldest first.
    case shown([TrackedDocument], steps: [String: [QueueStep]])
    case retried(Int, next: QueuePlace?)
    /// So many would be.
    case found(Int)
    case cancelled(Int)
    case paused(Destination)
    case released(Destination)
    case ages([DestinationAges])
}

/// Something that became of a packet, as the journal has it.
package struct QueueStep: Codable, Sendable {
    package let at: Timestamp
    /// ``Moved/Event``
    package let event: String
    package let attempt: Int
    package let reason: String?
    /// The courier, the recipient's system, or an operator.
    package let by: String?

    init(_ moved: Moved, at moment: Timestamp) {
        at = moment
        event = moved.event.rawValue
        attempt = moved.attempt
        reason = moved.reason
        by = moved.by
    }
}

/// Some of what has not arrived, and how it goes with where it should go.
package struct QueueList: Codable, Sendable {
    package struct Line: Codable, Sendable {
        package let delivery: String
        package let document: String
        package let code: String
        package let sender: String
        package let recipient: String
        package let state: String
        package let urgency: Int
        package let isBulk: Bool
        package let attempts: Int
        package let openSince: Timestamp
        package let nextAttempt: Timestamp?
        package let reason: String?
    }

    /// The axis; absent when nobody sends there.
    package let axis: DestinationExplained?
    package let pauses: [Pause]
    package let lines: [Line]
    /// Where the list goes on; absent at its end.
    package let next: QueuePlace?
}

extension QueueList.Line {
    init(_ delivery: QueuedDelivery) {
        self.init(
            delivery: delivery.id.text, document: delivery.document.text, code: delivery.code, sender: delivery.sender,
            recipient: delivery.recipient, state: delivery.transport.state.rawValue, urgency: delivery.lane.priority,
            isBulk: delivery.lane.isBulk, attempts: delivery.transport.attempt, openSince: delivery.openSince,
            nextAttempt: delivery.transport.notBefore, reason: delivery.transport.reason)
    }
}
