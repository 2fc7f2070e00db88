import Crypto
import Foundation

/// The key of a witness (C2SP *tlog-cosignature*, Ed25519): a name and a public key, under which it says what it has seen of
/// others' logs. Never the key that signs a log of the witness' own: the type in it is another.
package struct WitnessKey: Sendable, Hashable {
    /// Of a cosignature by Ed25519.
    private static let type: UInt8 = 0x04

    package let name: String
    private let key: Curve25519.Signing.PublicKey

    package init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
    }

    /// The first four bytes of SHA-256(name, line feed, 0x04, key).
    package var hash: [UInt8] { VerifierKeyText.hash(name: name, type: Self.type, key: key.rawRepresentation) }

    /// ``hash`` as eight lower-case hex digits.
    package var id: String { hash.hexadecimal }

    /// `name+hash+base64(0x04, key)`.
    package var text: String { VerifierKeyText.write(name: name, type: Self.type, key: key.rawRepresentation) }

    /// Reads ``text``; `nil` when it is malformed, or a key of another type.
    package init?(_ text: String) {
        guard let (name, bytes) = VerifierKeyText.read(text, type: Self.type),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.init(name: name, key: key)
    }

    func isValidSignature(_ signature: some DataProtocol, for bytes: some DataProtocol) -> Bool {
        key.isValidSignature(signature, for: bytes)
    }

    package static func == (one: WitnessKey, other: WitnessKey) -> Bool { one.text == other.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// The private key of a witness, with its name.
package struct WitnessSigner: Sendable {
    package let name: String
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter name: without spaces or `+`; by the specification an address without its scheme.
    package init(name: String, key: Curve25519.Signing.PrivateKey) {
        self.name = name
        self.key = key
    }

    package var publicKey: WitnessKey { WitnessKey(name: name, key: key.publicKey) }

    /// Says of a head that it is the largest the witness has seen of its log, and continues all it saw before.
    /// - Parameters:
    ///   - text: of the checkpoint, to its last line feed and without signatures.
    ///   - seconds: since 1970.
    package func cosign(_ text: String, at seconds: Int64) throws -> Cosignature {
        let signature = try key.signature(for: Data(Cosignature.message(text, at: seconds).utf8))
        return Cosignature(by: publicKey, at: seconds, signature: Array(signature))
    }
}
