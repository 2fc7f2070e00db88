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

    /// How much of it is in memory.
    var heldBytes: Int64 {
        switch content {
        case .bytes(let bytes): Int64(bytes.count)
        case .file: 0
        }
    }

    /// The bytes once more, before they are durable; see ``StoredPayload/pieces(of:)``.
    package func pieces(of length: Int = 65_536) -> PayloadPieces {
        let content: StoredPayload.Content =
            switch content {
            case .bytes(let bytes): .bytes(bytes)
            case .file(let path): .file(path: path)
            }
        return StoredPayload(sha256: sha256, size: size, content: content).pieces(of: length)
    }

    /// Drops a payload that is not going to be accepted. What cannot be removed now is swept at the next start.
    package func discard() {
        if case .file(let path) = content { try? FileRemoval.remove(path) }
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
