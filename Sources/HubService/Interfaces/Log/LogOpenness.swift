/// How much of the log whoever asks may read, without a token. Each opens what those before it do.
package enum LogOpenness: String, Sendable, CaseIterable, Comparable {
    case nothing
    /// The signed head.
    case checkpoint
    /// The hashes of the tree: they tell how much happens at the hub, and nothing of what.
    case tiles
    /// What happened: who sent what to whom, and when; never contents.
    case entries

    package static func < (one: LogOpenness, other: LogOpenness) -> Bool { one.rank < other.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
