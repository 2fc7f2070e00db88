import Crypto
import Foundation

/// What an auditor's pack says of itself: `pack.json`. Its digest stands in `pack.sig`, which the hub has signed, and the digests of
/// everything else stand in it.
package struct PackManifest: Sendable, Hashable, Codable {
    package static let fileName = "pack.json"
    package static let signatureName = "pack.sig"
    package static let currentFormat = "lienthong-audit-pack/1"

    package enum Documents: String, Sendable, Hashable, Codable {
        /// The digests that stand in the entries.
        case digests
        /// The packets, in `documents/`, as far as they are kept.
        case included
    }

    /// A member of the pack.
    package struct File: Sendable, Hashable, Codable {
        /// Lower-case hex.
        package let sha256: String
        package let size: Int64

        package init(sha256: String, size: Int64) { (self.sha256, self.size) = (sha256, size) }
    }

    /// Entries by their indexes: the first, and the first that is not of them.
    package struct Stretch: Sendable, Hashable, Codable {
        package let first: Int64
        package let end: Int64

        package init(_ range: Range<Int64>) { (first, end) = (range.lowerBound, range.upperBound) }

        /// `nil` when it is none.
        package var range: Range<Int64>? { 0 <= first && first <= end ? first..<end : nil }
    }

    package let format: String
    package let hub: String
    /// Whoever verifies brings his own.
    package let key: String
    package let exportedAt: Timestamp
    package let by: String
    /// The period asked for: from then on, and before then.
    package let from: Timestamp
    package let to: Timestamp
    /// Their identifiers in the register; empty: the entries of all.
    package let agencies: [String]
    package let redacted: [Redaction.Part]
    package let documents: Documents
    /// The entries of the period.
    package let period: Stretch
    /// Those whose hashes are in the pack: the period, and a neighbour on each side where there is one.
    package let range: Stretch
    /// How many are shown whole, how many as extracts, and how many by their hashes alone.
    package let whole: Int64
    package let extracts: Int64
    package let left: Int64
    /// Everything else in the pack, by name.
    package let files: [String: File]

    package init(
        signer: HubSigner, exportedAt: Timestamp, by: String, from: Timestamp, to: Timestamp, agencies: [String],
        redacted: Set<Redaction.Part>, documents: Documents, period: Range<Int64>, range: Range<Int64>, whole: Int64,
        extracts: Int64, files: [String: File]
    ) {
        format = Self.currentFormat
        (hub, key) = (signer.origin, signer.publicKey.text)
        (self.exportedAt, self.by, self.from, self.to) = (exportedAt, by, from, to)
        (self.agencies, self.documents) = (agencies.sorted(), documents)
        self.redacted = redacted.sorted { $0.rawValue < $1.rawValue }
        (self.period, self.range) = (Stretch(period), Stretch(range))
        (self.whole, self.extracts) = (whole, extracts)
        left = Int64(range.count) - whole - extracts
        self.files = files
    }

    /// `pack.sig`: a C2SP *signed-note* of two lines, the format and the base64 SHA-256 of `pack.json`.
    package static func signature(of bytes: [UInt8], by signer: HubSigner) throws -> String {
        try SignedNote.sign(signed(bytes), by: signer)
    }

    package static func isSigned(_ note: String, of bytes: [UInt8], by key: NoteKey) -> Bool {
        SignedNote.text(of: note, signedBy: key) == signed(bytes)
    }

    private static func signed(_ bytes: [UInt8]) -> String {
        "\(currentFormat)\n\(Data(SHA256.hash(data: bytes)).base64EncodedString())\n"
    }
}
