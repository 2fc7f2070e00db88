import Crypto
import Foundation

/// The hub's Ed25519 key with the name it signs under.
package struct HubSigner: Sendable {
    /// The hub's origin: a name without spaces or `+`, such as `lienthong.haiphong.gov.vn`.
    package let origin: String
    private let key: Curve25519.Signing.PrivateKey

    package init(origin: String, key: Curve25519.Signing.PrivateKey) {
        self.origin = origin
        self.key = key
    }

    package var publicKey: NoteKey { NoteKey(name: origin, key: key.publicKey) }

    package func sign(_ bytes: some DataProtocol) throws -> Data { try key.signature(for: bytes) }
}
