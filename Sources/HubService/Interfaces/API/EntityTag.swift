import Crypto
import HTTPTypes
import HubCore
import Hummingbird
import NIOCore

/// A strong entity tag: the SHA-256 of what is sent.
struct EntityTag: Sendable, Hashable {
    /// In its quotes.
    let text: String

    /// - Parameter sha256: lower-case hex.
    init(sha256: String) { text = "\"\(sha256)\"" }

    init(of bytes: ByteBuffer) {
        self.init(sha256: Array(SHA256.hash(data: Array(bytes.readableBytesView))).hexadecimal)
    }

    /// Whether the request's `If-None-Match` names it (weak comparison, or `*`).
    func isKnown(to request: Request) -> Bool {
        request.headers[values: .ifNoneMatch].joined(separator: ",").split(separator: ",").contains { stated in
            let tag = stated.drop(while: \.isWhitespace).trimmingPrefix("W/").prefix { !$0.isWhitespace }
            return tag == text || tag == "*"
        }
    }
}
