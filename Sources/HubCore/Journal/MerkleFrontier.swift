import Crypto

/// The right edge of the journal's Merkle tree (RFC 6962 §2.1): what is needed to append and to know the root, and no
/// more. One hash for each bit set in the size, largest subtree first.
package struct MerkleFrontier: Sendable, Hashable {
    package private(set) var size: Int64
    /// The hashes one after the other, as they are kept beside the size.
    package private(set) var bytes: [UInt8]

    private static let hashLength = 32

    /// The empty tree.
    package init() {
        size = 0
        bytes = []
    }

    /// Takes up a kept edge; `nil` when the number or the length of the hashes does not fit the size.
    package init?(size: Int64, bytes: [UInt8]) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * Self.hashLength else { return nil }
        self.size = size
        self.bytes = bytes
    }

    package init?(size: Int64, hashes: [[UInt8]]) {
        guard hashes.allSatisfy({ $0.count == Self.hashLength }) else { return nil }
        self.init(size: size, bytes: Array(hashes.joined()))
    }

    /// 32 bytes each.
    package var hashes: [[UInt8]] {
        stride(from: 0, to: bytes.count, by: Self.hashLength).map { Array(bytes[$0..<($0 + Self.hashLength)]) }
    }

    /// Appends a leaf by its hash (``leafHash(of:)``).
    package mutating func append(_ leaf: [UInt8]) { append(leaf) { _, _ in } }

    /// Appends a leaf by its hash.
    /// - Parameter completed: told the height and the root of every subtree that it completes, from the lowest up.
    package mutating func append(_ leaf: [UInt8], completed: (_ height: Int, _ root: ArraySlice<UInt8>) -> Void) {
        bytes += leaf
        for height in 0..<size.trailingOnes {
            let pair = bytes.count - 2 * Self.hashLength
            let hash = Self.nodeHash(bytes[pair...])
            bytes.removeLast(2 * Self.hashLength)
            bytes.append(contentsOf: hash)
            completed(height + 1, bytes[pair...])
        }
        size += 1
    }

    /// The root; of the empty tree SHA-256 of nothing.
    package var root: [UInt8] {
        let hashes = hashes
        guard let last = hashes.last else { return Array(SHA256.hash(data: [UInt8]())) }
        return hashes.dropLast().reversed().reduce(last) { MerkleFrontier.nodeHash($1, $0) }
    }

    private static let (leafMark, nodeMark): ([UInt8], [UInt8]) = ([0x00], [0x01])

    /// SHA-256(0x00, entry).
    package static func leafHash(of entry: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update(data: leafMark)
        hasher.update(data: entry)
        return Array(hasher.finalize())
    }

    /// SHA-256(0x01, left, right).
    package static func nodeHash(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        Array(nodeHash((left + right)[...]))
    }

    /// - Parameter pair: two hashes, one after the other.
    static func nodeHash(_ pair: ArraySlice<UInt8>) -> SHA256.Digest {
        var hasher = SHA256()
        hasher.update(data: nodeMark)
        hasher.update(data: pair)
        return hasher.finalize()
    }

    package var head: TreeHead { TreeHead(size: size, root: root) }
}

extension Int64 {
    fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
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
