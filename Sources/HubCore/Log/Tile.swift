/// One tile of the journal's tree: 256 hashes of one level beside each other, or the first of them while it is not full
/// (C2SP *tlog-tiles*, tiles of height 8).
package struct Tile: Sendable, Hashable {
    /// How many levels of the tree a tile stands for.
    package static let height = 8
    /// Hashes of a full tile.
    package static let fullWidth = 256
    /// Bytes of a hash.
    package static let hashLength = 32

    /// 0 holds the leaves; what level 1 holds stands for 256 leaves each, and so on.
    package let level: Int
    /// From the left, beginning with 0.
    package let number: Int64

    package init(level: Int, number: Int64) {
        self.level = level
        self.number = number
    }

    /// How many hashes it has in a tree of so many leaves; 0 when it is not in it.
    package func width(inTreeOf size: Int64) -> Int {
        let hashes = size >> Int64(level * Tile.height)
        // Compared before it is multiplied: anybody may ask for a tile that no tree has.
        guard number <= hashes / Int64(Tile.fullWidth) else { return 0 }
        return Int(min(hashes - number * Int64(Tile.fullWidth), Int64(Tile.fullWidth)))
    }
}
