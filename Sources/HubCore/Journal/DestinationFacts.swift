/// An operator had nothing more sent to a destination; again with another reason, the last one holds.
package struct DestinationPaused: Sendable, Hashable, Codable {
    package let destination: Destination
    package let by: String
    package let reason: String

    package init(destination: Destination, by: String, reason: String) {
        self.destination = destination
        self.by = by.clipped(to: 200)
        self.reason = reason.clipped(to: 500)
    }
}

/// What waited for a destination is sent on.
package struct DestinationReleased: Sendable, Hashable, Codable {
    package let destination: Destination
    package let by: String
    package let reason: String

    package init(destination: Destination, by: String, reason: String = "") {
        self.destination = destination
        self.by = by.clipped(to: 200)
        self.reason = reason.clipped(to: 500)
    }
}
