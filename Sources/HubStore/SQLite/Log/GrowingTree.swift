import Dispatch
import HubCore
import Synchronization

/// The journal's tree as one transaction makes it grow.
///
/// What makes many entries hashes them on a second thread while SQLite takes their rows on the writer's: hashing is a third of what
/// appending costs. Few are hashed at the end, where handing them over would cost more than it saves.
struct GrowingTree {
    private let start: MerkleFrontier
    /// Entries that nobody hashes yet.
    private var fresh: [[UInt8]] = []
    private var aside: Aside?
    private let mayGoAside: Bool
    /// Leaves, those before the transaction included.
    private(set) var size: Int64

    /// So many entries are handed over at once.
    private static let piece = 32

    /// - Parameter mayShrink: whether entries may be taken back (``shrink(to:)``). Then they are hashed at the end only.
    init(from start: MerkleFrontier, mayShrink: Bool) {
        self.start = start
        mayGoAside = !mayShrink
        size = start.size
    }

    /// Appends an entry.
    /// - Returns: its index.
    mutating func append(_ entry: [UInt8]) -> Int64 {
        fresh.append(entry)
        defer { size += 1 }
        if mayGoAside, fresh.count == Self.piece {
            let aside = self.aside ?? Aside(from: start)
            aside.append(fresh)
            self.aside = aside
            fresh.removeAll(keepingCapacity: true)
        }
        return size
    }

    /// Takes entries back that were appended last.
    mutating func shrink(to size: Int64) {
        fresh.removeLast(Int(self.size - size))
        self.size = size
    }

    /// Waits until everything is hashed.
    func grown() -> TreeGrowth {
        var growth = aside?.grown() ?? TreeGrowth(from: start)
        growth.append(entries: fresh)
        return growth
    }
}

/// A tree that grows on a thread of its own.
private final class Aside: Sendable {
    private let growth: Mutex<TreeGrowth>
    private let queue = DispatchQueue(label: "journal tree")

    init(from start: MerkleFrontier) { growth = Mutex(TreeGrowth(from: start)) }

    func append(_ entries: [[UInt8]]) {
        queue.async { [self] in growth.withLock { $0.append(entries: entries) } }
    }

    func grown() -> TreeGrowth { queue.sync { growth.withLock { $0 } } }
}

extension TreeGrowth {
    fileprivate mutating func append(entries: [[UInt8]]) {
        for entry in entries { append(MerkleFrontier.leafHash(of: entry)) }
    }
}
