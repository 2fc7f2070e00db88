import Foundation

/// What proves, to whoever has the hub's key and nothing else of the hub, that it accepted a document or handed it over: the
/// journal's entries that say so, and the way from each to one signed head of the journal.
///
/// As JSON: `about` (`document`, and `delivery` of a hand-over), `checkpoint`, `entries` (each `entry`, `index`, `proof`),
/// `format`, `key`, `witnesses`.
package struct ProvenReceipt: Sendable, Hashable, Codable {
    package static let currentFormat = "lienthong-receipt/1"

    /// What it is about.
    package struct Subject: Sendable, Hashable, Codable {
        /// A document, or a packet that holds a status.
        package let document: DocumentID
        /// Its hand-over to one recipient; `nil` for its acceptance.
        package let delivery: DeliveryID?

        package init(document: DocumentID, delivery: DeliveryID? = nil) {
            self.document = document
            self.delivery = delivery
        }
    }

    package struct Entry: Sendable, Hashable, Codable {
        /// 0-based.
        package let index: Int64
        /// Canonical JSON: its UTF-8 bytes are what lies under the leaf.
        package let entry: String
        /// Hashes in standard base64, from the leaf up (RFC 6962 §2.1.1).
        package let proof: [String]

        package init(index: Int64, entry: String, path: [[UInt8]]) {
            self.index = index
            self.entry = entry
            proof = path.map { Data($0).base64EncodedString() }
        }

        /// The hashes of ``proof``; `nil` when one is none, or is written otherwise than it would be here.
        package var path: [[UInt8]]? {
            let hashes = proof.map { Data(strictBase64: $0).map(Array.init) ?? [] }
            return hashes.allSatisfy { $0.count == Tile.hashLength } ? hashes : nil
        }
    }

    package let format: String
    package let about: Subject
    /// In the journal's order.
    package let entries: [Entry]
    /// C2SP *checkpoint*: the head of the tree that the proofs lead to.
    package let checkpoint: String
    /// The hub's key (C2SP signed-note). A file cannot vouch for itself: whoever judges it brings the key.
    package let key: String
    /// The keys of the witnesses who stand behind the head (C2SP *tlog-cosignature*); empty: it is unwitnessed. What was said of
    /// the hub's key is true of theirs.
    package let witnesses: [String]

    package init(about: Subject, entries: [Entry], checkpoint: String, key: String, witnesses: [String] = []) {
        format = Self.currentFormat
        self.about = about
        self.entries = entries
        self.checkpoint = checkpoint
        self.key = key
        self.witnesses = witnesses
    }
}
