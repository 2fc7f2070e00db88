/// Where the packet of one delivery is.
///
/// Every state is committed before anything outside learns of it, so a crash leaves exactly what the last comment says.
package enum TransportState: String, Sendable, Hashable, Codable, CaseIterable {
    /// To be sent up, not before a given time. A crash leaves it so, and the next run sends it.
    case waiting
    /// A courier holds it until a given time. A crash leaves the lease, which runs out; then it is sent again, and the
    /// receiver recognises the repeat.
    case leased
    /// In the mailbox of a local recipient. A crash leaves it there.
    case available
    /// The recipient has read it and not yet said whether it keeps it. It stays in the mailbox.
    case fetched
    /// The receiver holds it durably, by its own word. An end.
    case delivered
    /// The recipient fetched it and reported failure. An end, unless it is sent again.
    case failed
    /// The receiver, or the register, will not have it. Never retried by itself.
    case refused
    /// Too old to be tried again. Waits for a person.
    case dead
    /// An operator ended it before it was known to have arrived. An end, unless it is sent again.
    case cancelled
    /// Its sender has it back: it had not left, or the recipient gave it back. Nobody can fetch it. An end, unless the
    /// sender addresses the recipient again.
    case recalled

    /// Whether nothing more happens by itself.
    package var isEnd: Bool {
        switch self {
        case .delivered, .failed, .refused, .dead, .cancelled, .recalled: true
        case .waiting, .leased, .available, .fetched: false
        }
    }
}

/// Which way a delivery goes.
package enum DeliveryRoute: String, Sendable, Hashable, Codable, CaseIterable {
    /// To a recipient registered here, which fetches it.
    case mailbox
    /// Up to the national axis.
    case axis
}
