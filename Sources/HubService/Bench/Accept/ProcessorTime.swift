import Foundation

/// The processor time that a process took so far, and those that it started (`/proc/<pid>/stat`).
struct ProcessorTime: Sendable {
    let seconds: Double

    /// - Throws: ``ResidentMemory/Unreadable``, also when the process has ended.
    init(of process: Int32) throws(ResidentMemory.Unreadable) {
        guard let own = ProcessLine(process) else { throw ResidentMemory.Unreadable(process: process) }
        seconds = own.seconds
    }

    /// With its children's, and theirs.
    init(ofFamily process: Int32) throws(ResidentMemory.Unreadable) {
        guard ProcessLine(process) != nil else { throw ResidentMemory.Unreadable(process: process) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let lines = names.compactMap { Int32($0) }.compactMap { ProcessLine($0) }
        var family: Set<Int32> = [process]
        while let next = lines.first(where: { family.contains($0.parent) && !family.contains($0.process) }) {
            family.insert(next.process)
        }
        seconds = lines.filter { family.contains($0.process) }.reduce(0) { $0 + $1.seconds }
    }
}

/// What `/proc/<pid>/stat` says (proc(5)).
private struct ProcessLine {
    let process: Int32
    let parent: Int32
    let seconds: Double

    init?(_ process: Int32) {
        guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
        // The name, which may hold anything, ends with the last bracket; then the fields from the third on.
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let parent = Int32(fields[1]), let user = Double(fields[11]),
            let system = Double(fields[12])
        else { return nil }
        self.process = process
        self.parent = parent
        // In clock ticks, which Linux has 100 of in a second for whoever asks.
        seconds = (user + system) / 100
    }
}
