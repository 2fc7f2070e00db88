import Foundation

/// What this process uses, as Linux tells it (proc(5)).
struct ProcessUsage: Sendable {
    /// User and system time, in seconds.
    let cpu: Double
    /// Bytes.
    let resident: Int64
    let openFiles: Int
    let mostFiles: Int

    /// - Returns: `nil` where there is no `/proc`.
    init?() {
        let process = ProcessInfo.processInfo.processIdentifier
        guard let time = try? ProcessorTime(of: process), let memory = try? ResidentMemory(of: process),
            let limits = FileManager.default.contents(atPath: "/proc/self/limits"),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        cpu = time.seconds
        resident = memory.now
        openFiles = open.count
        let line = String(decoding: limits, as: UTF8.self).split(separator: "\n").first {
            $0.hasPrefix("Max open files")
        }
        mostFiles = line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}
