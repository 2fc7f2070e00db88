import Crypto
import Foundation

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
