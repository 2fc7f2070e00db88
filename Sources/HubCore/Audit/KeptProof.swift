/// What an auditor kept of a journal from before: a checkpoint, or a receipt. Whoever rewrites the journal and signs it anew, with
/// the hub's own key, is found out by these alone.
package struct KeptProof: Sendable, Hashable {
    /// As the auditor calls it: a file's name.
    package let name: String
    /// C2SP *checkpoint*.
    package let checkpoint: String
    /// The hashes of entries that it proves, by index.
    package let leaves: [Int64: [UInt8]]

    package init(name: String, checkpoint: String) {
        (self.name, self.checkpoint, leaves) = (name, checkpoint, [:])
    }

    /// A receipt; the entries that it proves count, where its own head bears them out.
    package init(name: String, receipt: ProvenReceipt) {
        (self.name, checkpoint) = (name, receipt.checkpoint)
        guard let head = Checkpoint(text: receipt.checkpoint)?.head else {
            leaves = [:]
            return
        }
        leaves = Dictionary(
            receipt.entries.compactMap { entry in
                let leaf = MerkleFrontier.leafHash(of: Array(entry.entry.utf8))
                guard let path = entry.path, TreeProof.shows(leaf, at: entry.index, in: head, path: path) else {
                    return nil
                }
                return (entry.index, leaf)
            }
        ) { first, _ in first }
    }

    /// Its head, when one of the keys has signed it.
    package func head(signedBy keys: [NoteKey]) -> TreeHead? {
        Checkpoint.verify(checkpoint, with: keys)?.head
    }
}
