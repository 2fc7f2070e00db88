import HubCore

/// The journal as a log that others check: what is served of it, and what shows that an entry is in it. Nothing here is of a
/// size that is not on the disk.
package protocol LogStore: Sendable {
    /// The key that signs the heads.
    var publicKey: NoteKey { get }

    /// A tile's hashes, or the bundle of its entries (``EntryBundle``); `nil` while the journal does not have all that the name
    /// asks for. What was given once is given for ever.
    func tile(_ name: TileName) async throws -> [UInt8]?

    /// Entries with what shows that they are in the journal of one signed head: of the newest one behind which a quorum of
    /// witnesses stands, when that has all of them, and of the newest one otherwise.
    /// - Parameter indexes: of entries that were read from this store.
    func evidence(of indexes: [Int64]) async throws -> LogEvidence

    /// What shows that the journal of `newer` entries continues that of its first `older` (RFC 6962 §2.1.2); `nil` while it is
    /// not that long.
    func consistencyProof(from older: Int64, to newer: Int64) async throws -> [[UInt8]]?
}

package struct LogEvidence: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package let index: Int64
        /// Canonical JSON: the bytes under the leaf.
        package let entry: String
        /// From the leaf up (RFC 6962 §2.1.1).
        package let path: [[UInt8]]
    }

    /// The signed head (C2SP *checkpoint*) of the tree that the paths are of, with the cosignatures under it.
    package let checkpoint: String
    /// Who cosigned it; empty: nobody has witnessed it.
    package let witnesses: [WitnessKey]
    /// In the order asked for.
    package let entries: [Entry]
}
