import AsyncHTTPClient
import Foundation
import Glibc
import NIOCore

/// The two processes of a rehearsal, the hub and the simulated axis, on loopback.
actor Stage {
    let folder: RehearsalFolder
    let hubPort: Int
    let axisPort: Int
    private let program: String
    private let http: HTTPClient
    private var axis: ChildProcess?
    private var hub: ChildProcess?
    /// A hub that does not listen yet.
    private var starting: ChildProcess?

    init(_ folder: RehearsalFolder, hubPort: Int, axisPort: Int, program: String, http: HTTPClient) {
        self.folder = folder
        self.hubPort = hubPort
        self.axisPort = axisPort
        self.program = program
        self.http = http
    }

    /// Starts both; returns when both listen.
    func open() async throws {
        let axis = try start("axis", ["axis", "--config", folder.axisConfiguration])
        self.axis = axis
        try await wait(for: axis, at: "http://127.0.0.1:\(axisPort)/axis/truth")
        try await startHub()
    }

    /// Kills the hub as a power cut would, and starts it again; returns when it listens.
    /// - Returns: false when it was just being killed already.
    func killHub() async throws -> Bool {
        guard let hub else { return false }
        self.hub = nil
        await hub.kill()
        try await startHub()
        return true
    }

    /// Kills the hub, starts it with something in its environment, and lets it run until it ends by itself, or is killed when
    /// its time is over; returns when it is gone. ``revive()`` is to follow.
    /// - Returns: whether it ended by itself.
    func runHub(_ environment: [String: String], for time: Duration) async throws -> Bool {
        await hub?.kill()
        hub = nil
        let started = try start("hub", ["serve", "--config", folder.hubConfiguration], environment)
        starting = started
        let deadline = ContinuousClock.now + time
        while started.status == nil, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
        let status = started.status
        await started.kill()
        starting = nil
        // By SIGKILL, or else it has failed.
        if let status, status != 128 + SIGKILL { throw failure(started, status) }
        return status != nil
    }

    /// Starts the hub that ``runHub(_:for:)`` has left dead; returns when it listens.
    func revive() async throws { try await startHub() }

    /// Ends both in order; returns when they are gone.
    func close() async {
        for process in [hub, starting, axis] { await process?.stop() }
        (hub, starting, axis) = (nil, nil, nil)
    }

    /// Returns when a process that should run does not.
    func fallen() async throws -> RehearsalFailure {
        while true {
            for process in [hub, axis] {
                if let process, let status = process.status { return failure(process, status) }
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private func startHub() async throws {
        let started = try start("hub", ["serve", "--config", folder.hubConfiguration])
        starting = started
        try await wait(for: started, at: "http://127.0.0.1:\(hubPort)/api/v1/mailbox")
        hub = started
        starting = nil
    }

    private func start(
        _ name: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> ChildProcess {
        try ChildProcess(
            name, program: program, arguments: arguments, environment: environment, folder: folder.path,
            log: folder.log(of: name))
    }

    /// Any answer will do.
    private func wait(for process: ChildProcess, at url: String) async throws {
        for _ in 0..<1000 {
            do {
                _ = try await http.execute(HTTPClientRequest(url: url), timeout: .seconds(5)).body.collect(
                    upTo: 1 << 24)
                return
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                if let status = process.status { throw failure(process, status) }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        throw RehearsalFailure(
            vi: "Tiến trình \(process.name) không lắng nghe; xem \(folder.log(of: process.name)).",
            en: "The process \(process.name) does not listen; see its log.")
    }

    private func failure(_ process: ChildProcess, _ status: Int32) -> RehearsalFailure {
        let log = folder.log(of: process.name)
        let text = FileManager.default.contents(atPath: log).map { String(decoding: $0.suffix(200_000), as: UTF8.self) }
        let lines = (text ?? "").split(separator: "\n").map { String($0.prefix(500)) }
        // A backtrace is long, and what stands before it says it all.
        let fatal = lines.filter { $0.contains("Fatal error") }.suffix(1)
        let last = (fatal.isEmpty ? lines.suffix(6) : fatal).joined(separator: "\n")
        return RehearsalFailure(
            vi: "Tiến trình \(process.name) đã dừng với mã \(status); xem \(log).",
            en: "The process \(process.name) ended with status \(status):\n\(last)")
    }
}
