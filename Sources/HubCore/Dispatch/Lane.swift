/// The queue a delivery stands in at its destination: by urgency first, and within an urgency large packets apart from small
/// ones, so that neither can stand in the other's way.
///
/// *Hỏa tốc hẹn giờ* has the first lane: edXML states no hour for it (the hour stands on the paper), so its hour is at once.
package struct Lane: RawRepresentable, Sendable, Hashable, Comparable, CaseIterable {
    /// 0 (ordinary and large) … 9 (*hỏa tốc hẹn giờ* and small); a higher one goes first.
    package let rawValue: Int

    package init?(rawValue: Int) {
        guard (0..<Self.count).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// - Parameters:
    ///   - priority: 0 thường … 4 hỏa tốc hẹn giờ; what lies beyond counts as the nearest.
    ///   - size: of the packet, in bytes.
    package init(priority: Int, size: Int64) {
        rawValue = 2 * min(max(priority, 0), Self.urgencies - 1) + (size > Self.largestSmall ? 0 : 1)
    }

    /// 0 thường … 4 hỏa tốc hẹn giờ.
    package var priority: Int { rawValue / 2 }

    /// Whether its packets are larger than ``largestSmall``.
    package var isBulk: Bool { rawValue % 2 == 0 }

    /// Whether its packets are more urgent than ordinary ones.
    package var isUrgent: Bool { self >= Self.leastUrgent }

    package static let leastUrgent = Lane(priority: 1, size: .max)

    /// The largest packet that is not bulk, in bytes.
    package static let largestSmall: Int64 = 1 << 20

    private static let urgencies = 5
    private static let count = 2 * urgencies

    /// The first to go first.
    package static let allCases = (0..<count).reversed().compactMap(Lane.init(rawValue:))

    package static func < (one: Lane, other: Lane) -> Bool { one.rawValue < other.rawValue }
}
