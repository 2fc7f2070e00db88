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
