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
    package var hash: [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, 0x01] + Array(key.rawRepresentation)).prefix(4))
    }

    /// ``hash`` as eight lower-case hex digits.
    package var id: String { hash.hexadecimal }

    /// `name+hash+base64(0x01, key)`, the form in which keys are given to verifiers.
    package var text: String {
        "\(name)+\(id)+\(Data([0x01] + Array(key.rawRepresentation)).base64EncodedString())"
    }

    /// Reads ``text``; `nil` when it is malformed or its hash does not fit.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts[0].isEmpty, let bytes = Data(base64Encoded: parts[2]), bytes.first == 0x01,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { return nil }
        self.init(name: parts[0], key: key)
        guard parts[1] == id else { return nil }
    }
}
