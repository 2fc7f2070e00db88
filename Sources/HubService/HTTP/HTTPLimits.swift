/// What one peer may ask of a listener, and for how long.
package struct HTTPLimits: Sendable, Hashable {
    /// The largest document, in bytes. A multipart body may be a little larger than the document in it.
    package var maxDocumentBytes = 256 * 1024 * 1024
    /// Names and values of all header fields of a request, in bytes.
    package var maxHeaderBytes = 32 * 1024
    package var maxHeaderFields = 100
    /// From the first byte of a request (for the first one: from the connection, TLS included) to the end of its header.
    package var headerDeadline: Duration = .seconds(10)
    /// For all of a body. Counted only while the hub is waiting for the peer, never while the peer waits for the hub.
    package var bodyDeadline: Duration = .seconds(900)
    /// Bytes per second, over every ten seconds of waiting.
    package var minBodyRate = 1024
    /// How long a connection may lie idle between requests.
    package var idle: Duration = .seconds(75)
    /// How long a peer may leave a response unread.
    package var stall: Duration = .seconds(60)
    /// How long to go on discarding what a peer sends after a response it did not wait for.
    package var linger: Duration = .seconds(2)
    package var maxConnections = 2048
    package var maxConnectionsPerPeer = 512

    package init() {}

    /// What ``HTTPRule/tooSlow`` names.
    var arguments: [String: String] {
        ["headerDeadline": "\(headerDeadline.components.seconds) s", "rate": "\(minBodyRate)"]
    }
}
