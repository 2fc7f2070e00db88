import Foundation

/// A tree head in the C2SP *tlog-checkpoint* form: origin, size and base64 root on a line each, signed as a note.
package struct Checkpoint: Sendable, Hashable {
    package let origin: String
    package let head: TreeHead

    package init(origin: String, head: TreeHead) {
        self.origin = origin
        self.head = head
    }

    /// The text that is signed; it ends in a line feed.
    package var text: String { "\(origin)\n\(head.size)\n\(Data(head.root).base64EncodedString())\n" }

    /// The head as a note signed by the hub.
    package static func note(_ head: TreeHead, by signer: HubSigner) throws -> String {
        try SignedNote.sign(Checkpoint(origin: signer.origin, head: head).text, by: signer)
    }

    /// The checkpoint in `note` when `key` signed it under its own name; `nil` otherwise. Extension lines are passed over.
    package static func verify(_ note: String, with key: NoteKey) -> Checkpoint? {
        guard let text = SignedNote.text(of: note, signedBy: key), let checkpoint = Checkpoint(text: text),
            checkpoint.origin == key.name
        else { return nil }
        return checkpoint
    }

    /// The same, by any of some keys.
    package static func verify(_ note: String, with keys: [NoteKey]) -> Checkpoint? {
        keys.lazy.compactMap { verify(note, with: $0) }.first
    }

    /// Reads ``text``, or a whole note; that somebody signed it is not looked at.
    package init?(text: String) {
        let lines = text.split(separator: "\n", maxSplits: 4, omittingEmptySubsequences: false)
        guard lines.count >= 4, let size = Int64(lines[1]), String(size) == lines[1], size >= 0,
            let root = Data(base64Encoded: String(lines[2])), root.count == 32
        else { return nil }
        self.init(origin: String(lines[0]), head: TreeHead(size: size, root: Array(root)))
    }
}
