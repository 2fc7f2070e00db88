/// Which deliveries are wanted.
package struct QueueQuery: Sendable, Hashable, Codable {
    /// `nil` or the axis: all of them.
    package var destination: Destination?
    /// Other states than ``allStates`` find nothing.
    package var states: [TransportState]
    /// Accepted, or last sent again, at this time or before.
    package var openSince: Timestamp?

    package init(
        destination: Destination? = nil, states: [TransportState] = QueueQuery.allStates, openSince: Timestamp? = nil
    ) {
        self.destination = destination
        self.states = states
        self.openSince = openSince
    }

    /// Of a delivery that has not arrived and lies in no mailbox.
    package static let allStates: [TransportState] = [.waiting, .leased, .failed, .refused, .dead, .cancelled]
}

/// Where a delivery stands in a list of the queue.
package struct QueuePlace: Sendable, Hashable, Codable {
    package let recipient: String
    package let openSince: Timestamp
    package let state: TransportState
    package let position: Int64

    package init(recipient: String, openSince: Timestamp, state: TransportState, position: Int64) {
        self.recipient = recipient
        self.openSince = openSince
        self.state = state
        self.position = position
    }
}
