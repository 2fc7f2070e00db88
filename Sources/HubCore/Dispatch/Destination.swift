/// Where deliveries go that an operator can pause and release: the axis as a whole, or one agency beyond it.
///
/// In JSON and on the command line it is `axis`, or the agency's identifier in the register.
package enum Destination: Sendable, Hashable {
    case axis
    case agency(String)

    package init(_ text: String) {
        self = text.lowercased() == Self.axisText ? .axis : .agency(text.canonicalIdentifier)
    }

    package var text: String {
        switch self {
        case .axis: Self.axisText
        case .agency(let id): id
        }
    }

    private static let axisText = "axis"
}

extension Destination: Codable {
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Nothing is sent to a destination until somebody releases it. What waits goes on waiting.
package struct Pause: Sendable, Hashable, Codable {
    package let destination: Destination
    package let since: Timestamp
    package let by: String
    package let reason: String

    package init(_ destination: Destination, since: Timestamp, by: String, reason: String) {
        self.destination = destination
        self.since = since
        self.by = by
        self.reason = reason
    }
}
