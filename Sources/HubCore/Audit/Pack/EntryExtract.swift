import Crypto
import Foundation

/// What a hub states of an entry that it does not show whole: the members that may be seen, a commitment in the place of each that is
/// withheld, and the leaf that it is about, signed with the key that signs the log.
///
/// The tree holds the hash of the whole entry, so that a part of one proves nothing by itself: that the visible members are those
/// under the leaf is the hub's signed word, which the openings of all that is withheld turn into a proof, or into evidence against it.
package struct EntryExtract: Sendable, Hashable, Codable {
    package let index: Int64
    /// Base64.
    package let leaf: String
    package let entry: JSONValue
    /// Ed25519, base64; see ``statement(_:hub:)``.
    package let signature: String

    /// - Throws: what the cryptography throws.
    package init(index: Int64, leaf: [UInt8], entry: JSONValue, by signer: HubSigner) throws {
        (self.index, self.entry) = (index, entry)
        self.leaf = Data(leaf).base64EncodedString()
        let unsigned = try Self.statement(index, self.leaf, entry, hub: signer.origin)
        signature = try signer.sign(unsigned).base64EncodedString()
    }

    /// Whether a hub's key has signed it, and it is about this leaf.
    package func isSigned(by key: NoteKey, of leaf: [UInt8]) -> Bool {
        guard self.leaf == Data(leaf).base64EncodedString(),
            let statement = try? Self.statement(index, self.leaf, entry, hub: key.name)
        else { return false }
        return key.signed(statement, base64: signature)
    }

    /// A line each: `lienthong-extract/1`, the hub's name, index, leaf, canonical JSON of the entry without what is withheld.
    private static func statement(_ index: Int64, _ leaf: String, _ entry: JSONValue, hub: String) throws -> Data {
        let text = String(decoding: try CanonicalJSON.encode(entry), as: UTF8.self)
        return Data("lienthong-extract/1\n\(hub)\n\(index)\n\(leaf)\n\(text)\n".utf8)
    }
}
