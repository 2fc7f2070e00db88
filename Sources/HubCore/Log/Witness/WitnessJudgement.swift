import Foundation

/// A log that a witness watches.
package struct WatchedLog: Sendable, Hashable {
    /// The first line of its heads.
    package let origin: String
    /// Any of them may sign a head.
    package let keys: [NoteKey]

    package init(origin: String, keys: [NoteKey]) {
        self.origin = origin
        self.keys = keys
    }

    /// The head in a note, when it is of this log and one of its keys signed it.
    package func head(in note: String) -> TreeHead? {
        guard let parts = NoteParts(note), keys.contains(where: { SignedNote.text(of: note, signedBy: $0) != nil }),
            let checkpoint = Checkpoint(text: parts.text), checkpoint.origin.utf8.elementsEqual(origin.utf8),
            // One spelling for each head.
            parts.text.hasPrefix(checkpoint.text)
        else { return nil }
        return checkpoint.head
    }
}

/// What a witness says to a request (C2SP *tlog-witness*). Pure: what it remembers comes in.
package enum WitnessJudgement: Sendable, Hashable {
    /// The head continues the one that was cosigned last: it is to be remembered, and then cosigned.
    /// - Parameter text: what is cosigned.
    case cosign(TreeHead, text: String)
    /// The request is none.
    case malformed
    /// No key of the log signed the head.
    case unsigned
    /// The old size is beyond the head's.
    case backwards
    /// The head that was cosigned last has another size.
    /// - Parameter contradicts: and this one has that size, and is another: two trees of one size.
    case elsewhere(TreeHead, contradicts: Bool)
    /// The head has the size of the one that was cosigned last, and is another: the log shows two trees.
    case otherTree(TreeHead)
    /// It is not shown that the head continues the one that was cosigned last.
    case unproven(TreeHead)

    /// - Parameters:
    ///   - log: the one whose origin the head names.
    ///   - last: the head cosigned last; `nil` when there is none.
    package init(_ request: AddCheckpoint, of log: WatchedLog, last: TreeHead?) {
        guard let parts = NoteParts(request.note), Checkpoint(text: parts.text) != nil else {
            self = .malformed
            return
        }
        guard let head = log.head(in: request.note) else {
            self = .unsigned
            return
        }
        let known = last ?? MerkleFrontier().head
        let contradicts = head.size == known.size && head.root != known.root
        if request.old > head.size {
            self = .backwards
        } else if request.old != known.size {
            self = .elsewhere(known, contradicts: contradicts)
        } else if contradicts {
            self = .otherTree(known)
        } else if !TreeProof.continues(known, in: head, path: request.proof) {
            self = .unproven(known)
        } else {
            self = .cosign(head, text: parts.text)
        }
    }

    /// Whether the log's own signature is under a head that does not go with what was cosigned before.
    package var isEvidence: Bool {
        switch self {
        case .otherTree, .unproven: true
        case .elsewhere(_, let contradicts): contradicts
        case .cosign, .malformed, .unsigned, .backwards: false
        }
    }
}
