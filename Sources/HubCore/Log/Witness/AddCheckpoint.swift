import Foundation

/// What a log asks of a witness (C2SP *tlog-witness*, `add-checkpoint`): to cosign a head, which continues the one of `old`
/// entries that the witness saw last.
package struct AddCheckpoint: Sendable, Hashable {
    /// Entries of the head that the witness is thought to have cosigned last; 0 for none.
    package let old: Int64
    /// From that to this one (RFC 6962 §2.1.2).
    package let proof: [[UInt8]]
    /// The head, with the log's signature and maybe others.
    package let note: String

    /// A proof of a tree whose size has 63 bits has no more.
    package static let longestProof = 63
    /// More bytes than a request ever has, with all the signatures that one would put under a head.
    package static let largestBody = 32 * 1024

    package init(old: Int64, proof: [[UInt8]], note: String) {
        self.old = old
        self.proof = proof
        self.note = note
    }

    /// The request's body.
    package var body: String {
        (["old \(old)"] + proof.map { Data($0).base64EncodedString() }).map { $0 + "\n" }.joined() + "\n" + note
    }

    /// Reads ``body``; `nil` for what is not exactly such a one.
    package init?(body: some Collection<UInt8>) {
        guard body.count <= Self.largestBody, let text = String(validating: body, as: UTF8.self),
            let gap = text.range(of: "\n\n")
        else { return nil }
        var lines = text[..<gap.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count <= 1 + Self.longestProof, lines[0].hasPrefix("old "), let old = Int64(lines[0].dropFirst(4)),
            old >= 0, lines.removeFirst() == "old \(old)"
        else { return nil }
        let proof = lines.compactMap { line -> [UInt8]? in
            guard let hash = Data(strictBase64: line), hash.count == Tile.hashLength else { return nil }
            return Array(hash)
        }
        guard proof.count == lines.count else { return nil }
        self.init(old: old, proof: proof, note: String(text[gap.upperBound...]))
    }
}
