import Crypto

/// The right edge of the journal's Merkle tree (RFC 6962 §2.1): what is needed to append and to know the root, and no
/// more. One hash for each bit set in the size, largest subtree first.
package struct MerkleFrontier: Sendable, Hashable {
    package private(set) var size: Int64
    /// 32 bytes each.
    package private(set) var hashes: [[UInt8]]

    /// The empty tree.
    package init() {
        size = 0
        hashes = []
    }

    /// Takes up a kept edge; `nil` when the number or the length of the hashes does not fit the size.
    package init?(size: Int64, hashes: [[UInt8]]) {
        guard size >= 0, hashes.count == size.nonzeroBitCount, hashes.allSatisfy({ $0.count == 32 }) else { return nil }
        self.size = size
        self.hashes = hashes
    }

    /// Appends a leaf by its hash (``leafHash(of:)``).
    package mutating func append(_ leaf: [UInt8]) {
        var hash = leaf
        var complete = size
        while complete & 1 == 1, let left = hashes.popLast() {
            hash = MerkleFrontier.nodeHash(left, hash)
            complete >>= 1
        }
        hashes.append(hash)
        size += 1
    }

    /// The root; of the empty tree SHA-256 of nothing.
    package var root: [UInt8] {
        guard let last = hashes.last else { return Array(SHA256.hash(data: [UInt8]())) }
        return hashes.dropLast().reversed().reduce(last) { MerkleFrontier.nodeHash($1, $0) }
    }

    /// SHA-256(0x00, entry).
    package static func leafHash(of entry: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0x00])
        hasher.update(data: entry)
        return Array(hasher.finalize())
    }

    /// SHA-256(0x01, left, right).
    package static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: [0x01])
        hasher.update(data: left)
        hasher.update(data: right)
        return Array(hasher.finalize())
    }
}

extension MerkleFrontier {
    /// The hashes one after the other, as they are kept beside the size.
    package var bytes: [UInt8] { Array(hashes.joined()) }

    package init?(size: Int64, bytes: [UInt8]) {
        guard bytes.count % 32 == 0 else { return nil }
        self.init(
            size: size, hashes: stride(from: 0, to: bytes.count, by: 32).map { Array(bytes[$0..<($0 + 32)]) })
    }

    package var head: TreeHead { TreeHead(size: size, root: root) }
}

/// How long the journal is, and the one hash that stands for all of it.
package struct TreeHead: Sendable, Hashable {
    package let size: Int64
    /// 32 bytes.
    package let root: [UInt8]

    package init(size: Int64, root: [UInt8]) {
        self.size = size
        self.root = root
    }
}
