import Crypto
import Foundation

/// A signed tree head in the C2SP *checkpoint* form (tlog-checkpoint): origin, size and base64 root on a line each, an
/// empty line, and a signature line of C2SP *signed-note*.
package struct Checkpoint: Sendable, Hashable {
    package let origin: String
    package let head: TreeHead

    package init(origin: String, head: TreeHead) {
        self.origin = origin
        self.head = head
    }

    /// The signed text, which ends in a line feed.
    package var text: String { "\(origin)\n\(head.size)\n\(Data(head.root).base64EncodedString())\n" }

    /// The text with the signer's line: `— name base64(key hash, signature)`.
    package static func note(_ head: TreeHead, by signer: HubSigner) throws -> String {
        let text = Checkpoint(origin: signer.origin, head: head).text
        let signature = try signer.sign(Data(text.utf8))
        let line = (Data(signer.publicKey.hash) + signature).base64EncodedString()
        return "\(text)\n— \(signer.origin) \(line)\n"
    }

    /// The checkpoint in `note` when `key` signed it; `nil` otherwise. Signatures by other keys are passed over.
    package static func verify(_ note: String, with key: NoteKey) -> Checkpoint? {
        guard let gap = note.range(of: "\n\n"), note.hasSuffix("\n") else { return nil }
        let text = note[..<note.index(after: gap.lowerBound)]
        let signatures = note[gap.upperBound...].split(separator: "\n")
        guard signatures.contains(where: { key.signed(text, line: $0) }) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 4, lines[0] == key.name, let size = Int64(lines[1]), String(size) == lines[1], size >= 0,
            let root = Data(base64Encoded: String(lines[2])), root.count == 32
        else { return nil }
        return Checkpoint(origin: String(lines[0]), head: TreeHead(size: size, root: Array(root)))
    }
}

extension NoteKey {
    fileprivate func signed(_ text: Substring, line: Substring) -> Bool {
        let prefix = "— \(name) "
        guard line.hasPrefix(prefix), let bytes = Data(base64Encoded: String(line.dropFirst(prefix.count))),
            bytes.count == 68, Array(bytes.prefix(4)) == hash
        else { return false }
        return key.isValidSignature(bytes.dropFirst(4), for: Data(text.utf8))
    }
}
