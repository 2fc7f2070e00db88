import Foundation
import Glibc

/// A process and those that it started, and those that these started (`/proc/<pid>/stat`, proc(5)).
struct ProcessFamily: Sendable {
    /// The first one is the eldest.
    let members: [Int32]
    /// The processor time that they took so far.
    let seconds: Double

    /// - Throws: ``ResidentMemory/Unreadable``, also when the process has ended.
    init(of process: Int32) throws(ResidentMemory.Unreadable) {
        guard let eldest = ProcessLine(process) else { throw ResidentMemory.Unreadable(process: process) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let lines = names.compactMap { Int32($0) }.compactMap { ProcessLine($0) }
        var family = [eldest]
        while let next = lines.first(where: { line in
            family.contains { $0.process == line.parent } && !family.contains { $0.process == line.process }
        }) {
            family.append(next)
        }
        members = family.map(\.process)
        seconds = family.reduce(0) { $0 + $1.seconds }
    }

    /// SIGKILL to all but the eldest: a shell that starts a server does not always end it.
    func endDescendants() {
        for member in members.dropFirst().reversed() { _ = kill(member, SIGKILL) }
    }
}

/// The processor time that one process took so far.
struct ProcessorTime: Sendable {
    let seconds: Double

    /// - Throws: ``ResidentMemory/Unreadable``, also when the process has ended.
    init(of process: Int32) throws(ResidentMemory.Unreadable) {
        guard let line = ProcessLine(process) else { throw ResidentMemory.Unreadable(process: process) }
        seconds = line.seconds
    }
}

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
