/// Checking proofs against the heads that they lead to (RFC 9162 §2.1.3.2, §2.1.4.2). Needs nothing but its arguments.
package enum TreeProof {
    /// Whether `leaf` (``MerkleFrontier/leafHash(of:)``) is the one at `index` in the tree of `head`.
    package static func shows(_ leaf: [UInt8], at index: Int64, in head: TreeHead, path: [[UInt8]]) -> Bool {
        guard index >= 0, index < head.size, isWellFormed(path) else { return false }
        var (node, last, hash) = (index, head.size - 1, leaf)
        for sibling in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleFrontier.nodeHash(sibling, hash)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = MerkleFrontier.nodeHash(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == head.root
    }

    /// Whether the tree of `newer` has that of `older` as its beginning. Every tree continues the empty one.
    package static func continues(_ older: TreeHead, in newer: TreeHead, path: [[UInt8]]) -> Bool {
        guard older.size >= 0, older.size <= newer.size, isWellFormed(path) else { return false }
        if older.size == newer.size { return path.isEmpty && older.root == newer.root }
        if older.size == 0 { return path.isEmpty && older == MerkleFrontier().head }
        // Where the older tree is one perfect subtree, its root is the first node.
        var steps = (older.size.nonzeroBitCount == 1 ? [older.root] : []) + path
        guard !steps.isEmpty else { return false }
        var (node, last) = (older.size - 1, newer.size - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        let first = steps.removeFirst()
        var (before, after) = (first, first)
        for sibling in steps {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                before = MerkleFrontier.nodeHash(sibling, before)
                after = MerkleFrontier.nodeHash(sibling, after)
                while node & 1 == 0, node > 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                after = MerkleFrontier.nodeHash(after, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && before == older.root && after == newer.root
    }

    private static func isWellFormed(_ path: [[UInt8]]) -> Bool {
        path.count <= 64 && path.allSatisfy { $0.count == Tile.hashLength }
    }
}
