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

/// A verification key of the C2SP *signed-note* format: a name and an Ed25519 public key.
package struct NoteKey: Sendable {
    package let name: String
    package let key: Curve25519.Signing.PublicKey

    package init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
    }

    /// The first four bytes of SHA-256(name, line feed, 0x01, key) (C2SP signed-note, "Signatures").
    package var hash: [UInt8] { VerifierKeyText.hash(name: name, type: Self.type, key: key.rawRepresentation) }

    /// Of a signature by Ed25519.
    private static let type: UInt8 = 0x01

    /// ``hash`` as eight lower-case hex digits.
    package var id: String { hash.hexadecimal }

    /// `name+hash+base64(0x01, key)`, the form in which keys are given to verifiers.
    package var text: String { VerifierKeyText.write(name: name, type: Self.type, key: key.rawRepresentation) }

    /// Reads ``text``; `nil` when it is malformed or its hash does not fit.
    package init?(_ text: String) {
        guard let (name, bytes) = VerifierKeyText.read(text, type: Self.type),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.init(name: name, key: key)
    }
}
