import HubCore
import Testing

@testable import HubStore

@Suite struct `A tree that grows in a transaction` {
    private let entries = (0..<700).map { Array("entry \($0)".utf8) }

    /// As an auditor reckons it.
    private func plain(_ entries: some Sequence<[UInt8]>) -> TreeGrowth {
        var growth = TreeGrowth(from: MerkleFrontier())
        for entry in entries { growth.append(MerkleFrontier.leafHash(of: entry)) }
        return growth
    }

    @Test(arguments: [false, true]) func `is the same whoever hashes it, and however many entries it gets`(
        mayShrink: Bool
    ) {
        for count in [0, 1, 31, 32, 33, 255, 256, 700] {
            var tree = GrowingTree(from: MerkleFrontier(), mayShrink: mayShrink)
            for (index, entry) in entries.prefix(count).enumerated() { #expect(tree.append(entry) == Int64(index)) }
            let (grown, expected) = (tree.grown(), plain(entries.prefix(count)))
            #expect(grown.frontier == expected.frontier && grown.rows == expected.rows && tree.size == Int64(count))
        }
    }

    @Test func `forgets what is taken back`() {
        var tree = GrowingTree(from: MerkleFrontier(), mayShrink: true)
        for entry in entries.prefix(300) { _ = tree.append(entry) }
        tree.shrink(to: 100)
        #expect(tree.append(entries[500]) == 100)
        let expected = plain(entries.prefix(100) + [entries[500]])
        #expect(tree.grown().frontier == expected.frontier && tree.grown().rows == expected.rows)
    }

    @Test func `goes on from where it was`() {
        let start = plain(entries.prefix(130)).frontier
        var tree = GrowingTree(from: start, mayShrink: false)
        for entry in entries.dropFirst(130) { _ = tree.append(entry) }
        #expect(tree.grown().frontier == plain(entries).frontier && tree.size == 700)
    }
}
