import Foundation

/// The processor time that one process took so far.
struct ProcessorTime: Sendable {
    let seconds: Double

    /// - Throws: ``ResidentMemory/Unreadable``, also when the process has ended.
    init(of process: Int32) throws(ResidentMemory.Unreadable) {
        guard let line = ProcessLine(process) else { throw ResidentMemory.Unreadable(process: process) }
        seconds = line.seconds
    }
}

/// What Linux says of a process in one line (`/proc/<pid>/stat`, proc(5)).
struct ProcessLine: Sendable {
    let process: Int32
    let parent: Int32
    /// User and system time.
    let seconds: Double

    /// - Returns: `nil` when the process has ended.
    init?(_ process: Int32) {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        // The name, which may hold anything, ends with the last bracket; then the fields from the third on.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let parent = Int32(fields[1]), let user = Double(fields[11]),
            let system = Double(fields[12])
        else { return nil }
        self.process = process
        self.parent = parent
        seconds = (user + system) / Self.ticksPerSecond
    }

    /// What Linux counts such times in, for whoever asks, on every machine that Swift runs on.
    private static let ticksPerSecond = 100.0
}
