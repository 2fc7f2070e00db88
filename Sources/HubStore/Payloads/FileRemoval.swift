import Dispatch
import Foundation

/// Takes large files away without holding anybody up.
///
/// To remove a file of two hundred megabytes takes a file system the better part of a tenth of a second, in which whoever asked
/// for it stands still, and so does every fsync that has to wait for the file system's journal.
enum FileRemoval {
    /// Up to so many bytes are removed at once.
    static let atOnce: Int64 = 8 << 20
    /// Removing takes this part of the time; the rest is for others.
    private static let share = 4

    private static let queue = DispatchQueue(label: "payloads going", qos: .utility)

    /// Removes a file that nobody reads and that has no other name: a large one by nobody's thread, shortened a piece at a time,
    /// and its name last. A crash leaves at most a shorter one under the same name, so that has to be one that is swept at the
    /// next start.
    /// - Throws: when it is not there, or cannot be removed.
    static func remove(_ path: String) throws {
        guard let size = DurableFile.size(of: path), size > atOnce else {
            return try FileManager.default.removeItem(atPath: path)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        queue.async { shorten(file, path, from: size) }
    }

    private static func shorten(_ file: FileHandle, _ path: String, from size: Int64) {
        let begun = DispatchTime.now().uptimeNanoseconds
        do {
            guard size > atOnce else {
                try file.close()
                return try FileManager.default.removeItem(atPath: path)
            }
            try file.truncate(atOffset: UInt64(size - atOnce))
        } catch {
            // What cannot be removed now is swept at the next start.
            return
        }
        let pause = Int(DispatchTime.now().uptimeNanoseconds - begun) * (share - 1)
        queue.asyncAfter(deadline: .now() + .nanoseconds(pause)) { shorten(file, path, from: size - atOnce) }
    }

    /// Removes a file that somebody may still be reading, or that a backup has under another name: those keep all of it.
    /// Returns when others have had their part of the time.
    static func removeWhole(_ path: String) async throws {
        let begun = ContinuousClock.now
        try FileManager.default.removeItem(atPath: path)
        try await Task.sleep(for: (ContinuousClock.now - begun) * (share - 1))
    }
}
