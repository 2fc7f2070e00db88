import Synchronization

/// The lists given of late, so that one can be given again when it is stale.
final class EarlierLists: Sendable {
    private static let depth = 8
    private let lists = Mutex<[String: [[UInt8]]]>([:])

    /// Remembers a list; the oldest goes.
    func remember(_ list: [UInt8], of key: String) {
        lists.withLock { $0[key] = Array(($0[key, default: []] + [list]).suffix(Self.depth)) }
    }

    /// The oldest one remembered.
    func oldest(of key: String) -> [UInt8]? { lists.withLock { $0[key]?.first } }
}
