import Foundation
import HubCore

/// Where the hub's time comes from: the one place in which a clock is read.
package struct HubClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// - Parameter read: gives the time; in tests, whatever the test says.
    package init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

    /// The machine's clock.
    package static let system = HubClock {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    package func now() -> Timestamp { read() }
}
