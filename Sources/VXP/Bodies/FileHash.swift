import Crypto
import Foundation

/// The SHA-256 of a document, as the parameter `hash-file` carries it.
package struct FileHash: Sendable, Hashable {
    /// 32 bytes.
    package let bytes: [UInt8]

    package init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    /// The hash of a document held in memory.
    package init(of document: [UInt8]) { self.init(SHA256.hash(data: document)) }

    package func text(_ rendering: Hex.Rendering = .padded) -> String { Hex.text(bytes, rendering) }

    /// Whether a received `hash-file` means this hash, in either rendering and either case.
    ///
    /// An unpadded text cannot be read back into bytes without guessing, so the hash is written both ways and compared.
    package func matches(_ received: String) -> Bool {
        let received = received.lowercased()
        return Hex.Rendering.allCases.contains { text($0) == received }
    }
}
