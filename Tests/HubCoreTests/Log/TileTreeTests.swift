import HubCore
import SeededRandom
import Testing

struct TileTreeTests {
    private static let leaves = (0..<1300).map { MerkleFrontier.leafHash(of: Array("entry \($0)".utf8)) }

    private static func box(_ count: Int) throws -> TileBox {
        let box = TileBox()
        try box.append(leaves.prefix(count))
        return box
    }

    /// By size.
    private static let heads: [TreeHead] = {
        var frontier = MerkleFrontier()
        return [frontier.head]
            + leaves.map { leaf in
                frontier.append(leaf)
                return frontier.head
            }
    }()

    @Test func `the tiles give the edge of every tree that they hold`() throws {
        let box = try Self.box(Self.leaves.count)
        var frontier = MerkleFrontier()
        for size in 0...Self.leaves.count {
            if size > 0 { frontier.append(Self.leaves[size - 1]) }
            var tree = box.tree(Int64(size))
            #expect(try tree.frontier() == frontier)
        }
    }

    @Test func `however leaves are appended, the tiles are the same`() throws {
        let whole = try Self.box(Self.leaves.count)
        for step in [1, 3, 255, 256, 257, 700] {
            let box = TileBox()
            for start in stride(from: 0, to: Self.leaves.count, by: step) {
                try box.append(Self.leaves[start..<min(start + step, Self.leaves.count)])
            }
            #expect(box.tiles == whole.tiles)
        }
        #expect(whole.tiles.keys.filter { $0.level == 0 }.count == 6)
        #expect(whole.tiles[Tile(level: 1, number: 0)]?.count == 5 * 32)
    }

    @Test func `a tree that grows gives the same tiles and the same edge, hashing each node once`() throws {
        let whole = try Self.box(Self.leaves.count)
        for step in [1, 3, 255, 256, 257, 700] {
            let box = TileBox()
            var frontier = MerkleFrontier()
            for start in stride(from: 0, to: Self.leaves.count, by: step) {
                var growth = TreeGrowth(from: frontier)
                for leaf in Self.leaves[start..<min(start + step, Self.leaves.count)] { growth.append(leaf) }
                try box.take(growth)
                frontier = growth.frontier
                #expect(frontier.head == Self.heads[Int(frontier.size)])
            }
            #expect(box.tiles == whole.tiles && box.size == whole.size)
        }
    }

    @Test func `a tree that grows beyond 65,536 leaves has its third level of tiles`() throws {
        let (plain, grown) = (TileBox(), TileBox())
        let all = Array(repeating: Self.leaves, count: 51).joined().prefix(66_000)
        try plain.append(all)
        var frontier = MerkleFrontier()
        for (start, end) in [(0, 65_530), (65_530, 65_536), (65_536, 66_000)] {
            var growth = TreeGrowth(from: frontier)
            for leaf in all.dropFirst(start).prefix(end - start) { growth.append(leaf) }
            try grown.take(growth)
            frontier = growth.frontier
        }
        #expect(grown.tiles == plain.tiles && grown.tiles[Tile(level: 2, number: 0)]?.count == 32)
    }

    @Test func `inclusion proofs are the textbook's, for every leaf of every tree up to 100, and lead to its root`()
        throws
    {
        let box = try Self.box(100)
        for size in 1...100 {
            var tree = box.tree(Int64(size))
            for index in 0..<size {
                let path = try tree.inclusionProof(of: Int64(index))
                #expect(path == TextbookTree.path(index, Self.leaves.prefix(size)))
                #expect(TreeProof.shows(Self.leaves[index], at: Int64(index), in: Self.heads[size], path: path))
            }
        }
    }

    @Test func `consistency proofs are the textbook's, between all trees up to 100, and lead from root to root`() throws
    {
        let box = try Self.box(100)
        let heads = Self.heads
        for size in 1...100 {
            var tree = box.tree(Int64(size))
            for older in 1...size {
                let path = try tree.consistencyProof(from: Int64(older))
                #expect(path == TextbookTree.proof(older, Self.leaves.prefix(size)))
                #expect(TreeProof.continues(heads[older], in: heads[size], path: path))
            }
            #expect(TreeProof.continues(heads[0], in: heads[size], path: try tree.consistencyProof(from: 0)))
        }
    }

    @Test func `proofs across tiles are the textbook's, at random places of random trees`() throws {
        var random = SplitMix(6962)
        let box = try Self.box(Self.leaves.count)
        for _ in 0..<60 {
            let size = Int.random(in: 257...Self.leaves.count, using: &random)
            let (index, older) = (Int.random(in: 0..<size, using: &random), Int.random(in: 1...size, using: &random))
            var tree = box.tree(Int64(size))
            let path = try tree.inclusionProof(of: Int64(index))
            #expect(path == TextbookTree.path(index, Self.leaves.prefix(size)))
            #expect(TreeProof.shows(Self.leaves[index], at: Int64(index), in: Self.heads[size], path: path))
            let proof = try tree.consistencyProof(from: Int64(older))
            #expect(proof == TextbookTree.proof(older, Self.leaves.prefix(size)))
            #expect(TreeProof.continues(Self.heads[older], in: Self.heads[size], path: proof))
        }
    }

    @Test func `a proof in a tree of seventy thousand leaves reads at most six tiles`() throws {
        let box = TileBox()
        let leaf = MerkleFrontier.leafHash(of: [])
        try box.append((0..<70_001).map { $0 == 300 ? Self.leaves[7] : leaf })
        let before = box.reads
        var tree = box.tree()
        let path = try tree.inclusionProof(of: 300)
        let head = try tree.frontier().head
        #expect(TreeProof.shows(Self.leaves[7], at: 300, in: head, path: path))
        #expect(box.reads - before <= 6 && path.count == 17)
    }

    @Test func `a tile that is missing or too short is named`() throws {
        let box = try Self.box(600)
        box.cut(Tile(level: 0, number: 2), to: 87)
        var tree = box.tree(600)
        let error = #expect(throws: TileTree.Incomplete.self) { try tree.inclusionProof(of: 3) }
        #expect(error?.tile == Tile(level: 0, number: 2))
        var shorter = box.tree(599)
        let proof = try shorter.inclusionProof(of: 3)
        #expect(TreeProof.shows(Self.leaves[3], at: 3, in: Self.heads[599], path: proof))
    }
}

struct TreeProofTests {
    private static let leaves = (0..<300).map { MerkleFrontier.leafHash(of: Array("\($0)".utf8)) }
    private static func head(_ size: Int) -> TreeHead {
        TreeHead(size: Int64(size), root: TextbookTree.root(leaves.prefix(size)))
    }

    @Test func `a proof holds for nothing but its own leaf, place and head`() {
        for size in [1, 2, 3, 7, 8, 9, 64, 100, 300] {
            let (index, head) = (size / 2, Self.head(size))
            let path = TextbookTree.path(index, Self.leaves.prefix(size))
            let leaf = Self.leaves[index]
            #expect(TreeProof.shows(leaf, at: Int64(index), in: head, path: path))
            for other in 0..<size where other != index {
                #expect(!TreeProof.shows(leaf, at: Int64(other), in: head, path: path))
                #expect(!TreeProof.shows(Self.leaves[other], at: Int64(index), in: head, path: path))
            }
            for at in [-1, Int64(size), .max] { #expect(!TreeProof.shows(leaf, at: at, in: head, path: path)) }
            #expect(
                !TreeProof.shows(leaf, at: Int64(index), in: Self.head(size + 1 > 300 ? 299 : size + 1), path: path))
            #expect(!TreeProof.shows(leaf, at: Int64(index), in: head, path: path + [leaf]))
            for position in path.indices {
                var spoilt = path
                spoilt[position][31] ^= 1
                #expect(!TreeProof.shows(leaf, at: Int64(index), in: head, path: spoilt))
                spoilt.remove(at: position)
                #expect(!TreeProof.shows(leaf, at: Int64(index), in: head, path: spoilt))
            }
        }
    }

    @Test func `a tree continues no tree but its own beginnings`() {
        for (older, newer) in [(1, 2), (3, 7), (4, 7), (8, 9), (64, 100), (100, 300), (256, 300)] {
            let path = TextbookTree.proof(older, Self.leaves.prefix(newer))
            let (before, after) = (Self.head(older), Self.head(newer))
            #expect(TreeProof.continues(before, in: after, path: path))
            #expect(!TreeProof.continues(after, in: before, path: path))
            #expect(!TreeProof.continues(before, in: after, path: path + [before.root]))
            #expect(!TreeProof.continues(TreeHead(size: before.size, root: after.root), in: after, path: path))
            #expect(!TreeProof.continues(before, in: TreeHead(size: after.size, root: before.root), path: path))
            for position in path.indices {
                var spoilt = path
                spoilt[position][0] ^= 0x80
                #expect(!TreeProof.continues(before, in: after, path: spoilt))
                spoilt.remove(at: position)
                #expect(!TreeProof.continues(before, in: after, path: spoilt))
            }
        }
        #expect(TreeProof.continues(Self.head(9), in: Self.head(9), path: []))
        #expect(!TreeProof.continues(Self.head(9), in: Self.head(9), path: [Self.head(9).root]))
        #expect(!TreeProof.continues(TreeHead(size: 0, root: Self.leaves[0]), in: Self.head(9), path: []))
    }
}
