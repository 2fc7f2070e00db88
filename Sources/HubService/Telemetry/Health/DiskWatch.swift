import Foundation
import Synchronization

/// How much room the store's file system has left, and how much it must have for new documents.
///
/// Looked at once a second at most: between two looks no more is written than a disk takes in a second.
package final class DiskWatch: Sendable {
    /// Bytes below which no new documents are taken; 0 for none.
    package let floor: Int64
    private let read: @Sendable () -> Int64?
    private let seen: Mutex<(at: ContinuousClock.Instant, free: Int64?)?> = Mutex(nil)

    /// - Parameter read: tells the bytes left; `nil` when that cannot be known.
    package init(floor: Int64, read: @escaping @Sendable () -> Int64?) {
        self.floor = floor
        self.read = read
    }

    package convenience init(folder: String, floor: Int64) {
        self.init(floor: floor) {
            let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
            return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
        }
    }

    /// Bytes left; `nil` when that cannot be known.
    package var free: Int64? {
        seen.withLock { seen in
            if let seen, ContinuousClock.now - seen.at < .seconds(1) { return seen.free }
            let free = read()
            seen = (at: ContinuousClock.now, free: free)
            return free
        }
    }

    /// Whether new documents may come. An unknown number says nothing against them: the disk will say so itself.
    package var hasRoom: Bool { floor == 0 || free.map { $0 >= floor } ?? true }
}
