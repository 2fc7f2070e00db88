import Crypto
import Foundation

/// Separates a document from the CRLF that the vendor's client appends to it and that `hash-file` does not cover.
///
/// Fed the body in pieces, hands on the document's bytes, and holds back at most two. Only the end, with
/// `hash-file` at hand, tells whether a last CRLF was the document's own or the tail; one running digest
/// serves for both, forked over the two bytes held back.
package struct DocumentTail {
    private var digest = SHA256()
    private var held: [UInt8] = []
    private var passed = 0

    /// What the end of the body told.
    package struct Ending: Sendable, Hashable {
        /// The bytes held back that belong to the document after all: none, or up to two.
        package let rest: [UInt8]
        package let hash: FileHash
        /// Bytes of the document.
        package let size: Int
        package let hadTail: Bool
    }

    /// The body is not what `hash-file` says, with or without its last CRLF.
    package struct HashMismatch: Error, Sendable, Hashable {
        package let claimed: String
        package let found: FileHash
    }

    package init() {}

    /// Takes the next piece of the body.
    /// - Returns: bytes that belong to the document for certain.
    package mutating func take(_ piece: [UInt8]) -> [UInt8] {
        var certain = held + piece
        held = Array(certain.suffix(2))
        certain.removeLast(held.count)
        digest.update(data: certain)
        passed += certain.count
        return certain
    }

    /// Ends the body.
    ///
    /// Without a hash nothing is known, and a last CRLF is taken for the tail: in a well-formed document
    /// it can only stand after the root, where it means nothing.
    package consuming func finish(hashFile: String?) throws(HashMismatch) -> Ending {
        let document = digest.finalize()
        digest.update(data: held)
        let body = FileHash(digest.finalize())
        let whole = Ending(rest: held, hash: body, size: passed + held.count, hadTail: false)
        let shorn = Ending(rest: [], hash: FileHash(document), size: passed, hadTail: true)
        let endsInCRLF = held == [0x0d, 0x0a]

        guard let hashFile, !hashFile.isEmpty else { return endsInCRLF ? shorn : whole }
        if whole.hash.matches(hashFile) { return whole }
        if endsInCRLF, shorn.hash.matches(hashFile) { return shorn }
        throw HashMismatch(claimed: hashFile, found: endsInCRLF ? shorn.hash : whole.hash)
    }
}
