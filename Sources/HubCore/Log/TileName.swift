/// The address of a tile below the log's own: `tile/0/x001/x234/067.p/12` (C2SP *tlog-tiles*, "Merkle Tree" and "Log Entries").
package struct TileName: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case hashes(level: Int)
        /// The entries whose leaves are in the tile of level 0 with the same number.
        case entries
    }

    package let content: Content
    package let number: Int64
    /// How many of the tile's 256; fewer ask for a tile as it stood before it was full.
    package let width: Int

    package init(_ content: Content, number: Int64, width: Int = Tile.fullWidth) {
        self.content = content
        self.number = number
        self.width = width
    }

    package var isFull: Bool { width == Tile.fullWidth }

    /// The tile of hashes it names, or beside which its entries lie.
    package var tile: Tile {
        switch content {
        case .hashes(let level): Tile(level: level, number: number)
        case .entries: Tile(level: 0, number: number)
        }
    }

    /// Begins with `tile/`.
    package var path: String {
        let place =
            switch content {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        return "tile/\(place)/\(TileName.spelling(number))" + (isFull ? "" : ".p/\(width)")
    }

    /// Reads ``path``; `nil` for anything that ``path`` never gives.
    package init?(path: some StringProtocol) {
        var parts = String(path).split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count >= 3, parts.count < 12, parts.removeFirst() == "tile" else { return nil }
        let place = parts.removeFirst()
        guard let content = place == "entries" ? .entries : Int(place).map({ Content.hashes(level: $0) }) else {
            return nil
        }
        var width = Tile.fullWidth
        if parts.count >= 2, let stated = parts.last, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = Int(stated) else { return nil }
            width = partial
            parts.removeLast()
            parts[parts.count - 1].removeLast(2)
        }
        guard let number = Int64(parts.joined().filter { $0 != "x" }) else { return nil }
        self.init(content, number: number, width: width)
        guard (1...Tile.fullWidth).contains(width), (0...TileName.highestLevel).contains(tile.level), number >= 0,
            self.path == path
        else { return nil }
    }

    /// The specification's: no tree of 64-bit size reaches it.
    private static let highestLevel = 63

    /// In groups of three digits, `x` before all but the last.
    private static func spelling(_ number: Int64) -> String {
        var groups = [padded(number % 1000)]
        var rest = number / 1000
        while rest > 0 {
            groups.append("x" + padded(rest % 1000))
            rest /= 1000
        }
        return groups.reversed().joined(separator: "/")
    }

    private static func padded(_ group: Int64) -> String {
        let digits = String(group)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
