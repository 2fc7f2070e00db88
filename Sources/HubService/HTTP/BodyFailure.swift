/// Why a request's body could not be read to its end. Nothing of such a body may be kept as received.
package enum BodyFailure: Error, Sendable, Equatable {
    /// More than `cap` bytes were declared or have arrived.
    case tooLarge(cap: Int)
    /// Slower than the limits allow, or past the deadline.
    case tooSlow(HTTPLimits)
    /// The connection ended, or its framing broke, before the declared end. Over TLS also: closed without close_notify.
    case cutShort
}
