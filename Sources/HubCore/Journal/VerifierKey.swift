import Crypto
import Foundation

/// What a verifier key is for: the type in it tells, so that no key is taken for one of another use.
package protocol VerifierKeyUse: Sendable {
    static var type: UInt8 { get }
}

/// Signs notes (C2SP *signed-note*): the heads of a log.
package enum NoteSigning: VerifierKeyUse { package static let type: UInt8 = 0x01 }

/// Says what was seen of others' logs (C2SP *tlog-cosignature*). Never with the key that signs a log of its own.
package enum Cosigning: VerifierKeyUse { package static let type: UInt8 = 0x04 }

/// The key of a hub.
package typealias NoteKey = VerifierKey<NoteSigning>
/// The key of a witness.
package typealias WitnessKey = VerifierKey<Cosigning>

/// A name and an Ed25519 public key, in the form in which keys of notes are given to verifiers (C2SP *signed-note*, "Verifier
/// keys").
package struct VerifierKey<Use: VerifierKeyUse>: Sendable, Hashable {
    package let name: String
    package let key: Curve25519.Signing.PublicKey

    package init(name: String, key: Curve25519.Signing.PublicKey) {
        self.name = name
        self.key = key
    }

    /// The first four bytes of SHA-256(name, line feed, type, key).
    package var hash: [UInt8] {
        Array(SHA256.hash(data: Array(name.utf8) + [0x0A, Use.type] + Array(key.rawRepresentation)).prefix(4))
    }

    /// ``hash`` as eight lower-case hex digits.
    package var id: String { hash.hexadecimal }

    /// `name+hash+base64(type, key)`
    package var text: String {
        "\(name)+\(id)+\(Data([Use.type] + Array(key.rawRepresentation)).base64EncodedString())"
    }

    /// Reads ``text``; `nil` when it is malformed, of another type, or its hash does not fit.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, !parts[0].isEmpty, !parts[0].contains(where: \.isWhitespace),
            let bytes = Data(base64Encoded: parts[2]), bytes.first == Use.type,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { return nil }
        self.init(name: parts[0], key: key)
        guard parts[1] == id else { return nil }
    }

    /// Whether it made the signature over some bytes, which is in base64 in its one spelling.
    package func signed(_ bytes: some DataProtocol, base64 signature: String) -> Bool {
        Data(strictBase64: signature).map { key.isValidSignature($0, for: bytes) } ?? false
    }

    package static func == (one: Self, other: Self) -> Bool { one.text == other.text }
    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
