import HubCore

extension Timestamp {
    /// `21/11/2026 17:20:31`, Vietnam's time.
    package var shown: String { "\(shownDay) \(shownClock)" }

    /// `21/11/2026`
    package var shownDay: String { localDay.split(separator: "-").reversed().joined(separator: "/") }

    /// `17:20:31`
    package var shownClock: String { String(rfc3339.drop { $0 != "T" }.dropFirst().prefix(8)) }
}
