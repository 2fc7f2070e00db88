import Foundation

/// A received body at rest in the spool: complete, digested, and not yet durable.
package struct SpooledPayload: Sendable {
    /// Lower-case hex.
    package let sha256: String
    package let size: Int64
    package let content: Content

    package enum Content: Sendable {
        case bytes([UInt8])
        /// A temporary file.
        case file(path: String)
    }

    package init(sha256: String, size: Int64, content: Content) {
        self.sha256 = sha256
        self.size = size
        self.content = content
    }

    /// Drops a payload that is not going to be accepted. What cannot be removed now is swept at the next start.
    package func discard() {
        if case .file(let path) = content { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// The bytes of an accepted document.
package struct StoredPayload: Sendable {
    /// Lower-case hex.
    package let sha256: String
    package let size: Int64
    package let content: Content

    package enum Content: Sendable {
        case bytes([UInt8])
        case file(path: String)
    }
}
