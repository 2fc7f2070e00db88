/// How old what waits for one destination is.
package struct DestinationAges: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Hashable, Codable {
        /// The axis, with all that waits for its recipients.
        case axis
        /// One recipient beyond the axis.
        case recipient
        /// What a recipient of this hub has not fetched, or not said it keeps.
        case mailbox
        /// News for one webhook.
        case webhook
    }

    package let kind: Kind
    /// `axis`, an agency, or a webhook.
    package let destination: String
    /// In each band of ``bands``, and one more for what is older.
    package let counts: [Int]

    package init(kind: Kind, destination: String, counts: [Int]) {
        self.kind = kind
        self.destination = destination
        self.counts = counts
    }

    /// The ends of the bands, in milliseconds: a minute, ten, an hour, six, a day, five.
    package static let bands: [Int64] = [60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 432_000_000]
}
