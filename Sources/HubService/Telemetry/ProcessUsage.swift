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
        guard let stat = Self.text("/proc/self/stat"), let close = stat.lastIndex(of: ")"),
            let memory = try? ResidentMemory(of: ProcessInfo.processInfo.processIdentifier),
            let limits = Self.text("/proc/self/limits"),
            let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        else { return nil }
        // Behind the name, which may hold anything: state is the first field, utime the 12th, stime the 13th.
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        cpu = (user + system) / Self.ticksPerSecond
        resident = memory.now
        openFiles = open.count
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
        mostFiles = line?.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }

    /// What Linux counts such times in, on every machine that Swift runs on.
    private static let ticksPerSecond = 100.0

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
