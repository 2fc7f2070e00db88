import Crypto
import Foundation

/// The hub's signed word that a document is durably accepted: given once, and the same again for every repeat.
///
/// As JSON: `acceptedAt`, `documentId`, `hub`, `journalIndex`, `keyId`, `sha256`, `signature`.
package struct Receipt: Sendable, Hashable, Codable {
    package let documentID: DocumentID
    /// Of the bytes received, lower-case hex.
    package let sha256: String
    /// 0-based; the entry whose leaf in the journal's tree records the acceptance.
    package let journalIndex: Int64
    package let acceptedAt: Timestamp
    /// The hub's origin name, as in its checkpoints.
    package let hub: String
    /// Names the key: eight hex digits, see ``NoteKey``.
    package let keyID: String
    /// Ed25519 over the canonical JSON (RFC 8785) of the other members; standard base64.
    package let signature: String

    private enum CodingKeys: String, CodingKey {
        case documentID = "documentId"
        case sha256, journalIndex, acceptedAt, hub
        case keyID = "keyId"
        case signature
    }
}

extension Receipt {
    /// The signed part: the receipt without its signature.
    private var statement: [UInt8] {
        get throws {
            var writer = CanonicalWriter()
            try write(to: &writer, withSignature: false)
            return writer.bytes
        }
    }

    /// - Throws: what the cryptography throws.
    package static func signed(
        documentID: DocumentID, sha256: String, journalIndex: Int64, acceptedAt: Timestamp, by signer: HubSigner
    ) throws -> Receipt {
        func receipt(signature: String) -> Receipt {
            Receipt(
                documentID: documentID, sha256: sha256, journalIndex: journalIndex, acceptedAt: acceptedAt,
                hub: signer.origin, keyID: signer.publicKey.id, signature: signature)
        }
        let signature = try signer.sign(receipt(signature: "").statement)
        return receipt(signature: signature.base64EncodedString())
    }

    /// A receipt without a signature where nobody is there to sign: it names what a signed one would.
    /// - Throws: what the cryptography throws.
    package static func given(
        documentID: DocumentID, sha256: String, journalIndex: Int64, acceptedAt: Timestamp, by signer: HubSigner?
    ) throws -> Receipt {
        if let signer {
            return try signed(
                documentID: documentID, sha256: sha256, journalIndex: journalIndex, acceptedAt: acceptedAt, by: signer)
        }
        return Receipt(
            documentID: documentID, sha256: sha256, journalIndex: journalIndex, acceptedAt: acceptedAt, hub: "",
            keyID: "", signature: "")
    }

    /// Whether `key` signed exactly this receipt.
    package func verify(with key: NoteKey) -> Bool {
        guard hub == key.name, keyID == key.id, let statement = try? statement else { return false }
        return key.signed(statement, base64: signature)
    }
}

extension Receipt: CanonicallyWritten {
    package func write(to writer: inout CanonicalWriter) throws { try write(to: &writer, withSignature: true) }

    private func write(to writer: inout CanonicalWriter, withSignature: Bool) throws {
        try writer.object {
            $0.member("acceptedAt", acceptedAt)
            $0.member("documentId", documentID)
            $0.member("hub", hub)
            try $0.member("journalIndex", journalIndex)
            $0.member("keyId", keyID)
            $0.member("sha256", sha256)
            if withSignature { $0.member("signature", signature) }
        }
    }
}
