import Foundation
import Glibc
import Synchronization

/// A process that the rehearsal started, ended by its number and by nobody else's.
///
/// Its output goes to a log file. It is a process group of its own, so that Ctrl-C in the terminal reaches the rehearsal
/// alone, which then ends it in order.
final class ChildProcess: Sendable {
    let name: String
    let number: Int32
    private let ending: Ending

    /// Told by whatever thread sees the process end.
    private final class Ending: Sendable {
        let status = Mutex<Int32?>(nil)
    }

    /// Starts it. It inherits that the pool's threads have signals blocked, which a program that takes its signals through
    /// dispatch, as ours do, never notices.
    /// - Parameters:
    ///   - environment: added to this process's.
    ///   - log: appended to.
    /// - Throws: what Foundation throws when the program cannot be started.
    init(
        _ name: String, program: String, arguments: [String], environment: [String: String] = [:], folder: String,
        log: String
    ) throws {
        self.name = name
        if !FileManager.default.fileExists(atPath: log) { try Data().write(to: URL(filePath: log)) }
        let output = try FileHandle(forWritingTo: URL(filePath: log))
        defer { output.closeFile() }
        output.seekToEndOfFile()
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let ending = Ending()
        process.terminationHandler = { ended in
            let signal: Int32 = ended.terminationReason == .uncaughtSignal ? 128 : 0
            ending.status.withLock { $0 = signal + ended.terminationStatus }
        }
        try process.run()
        self.ending = ending
        number = process.processIdentifier
    }

    /// The exit status, or 128 and the signal's number; `nil` while it runs.
    var status: Int32? { ending.status.withLock { $0 } }

    /// SIGKILL; returns when it is gone.
    func kill() async {
        send(SIGKILL)
        await gone(within: .seconds(60))
    }

    /// SIGTERM; SIGKILL after ten seconds. Returns when it is gone.
    func stop() async {
        send(SIGTERM)
        await gone(within: .seconds(10))
        if status == nil { await kill() }
    }

    /// Never to a number that may already be another's.
    private func send(_ signal: Int32) {
        if status == nil { _ = Glibc.kill(number, signal) }
    }

    /// Goes on waiting when the task is cancelled: what was started is to be ended.
    private func gone(within patience: Duration) async {
        let deadline = ContinuousClock.now + patience
        while status == nil, ContinuousClock.now < deadline {
            await Task.detached { try? await Task.sleep(for: .milliseconds(5)) }.value
        }
    }
}
