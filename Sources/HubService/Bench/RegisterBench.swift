import Foundation
import HubCore
import HubStore
import SignedXML

/// Measures how a hub follows the axis' list of agencies: all of it, all of it again, and a small part.
///
/// The hub is a process of its own; this one is the axis, and gives the list as a stream that it makes up on the way.
package struct RegisterBench: Sendable {
    /// What a whole list of 120,000 agencies may take.
    package static let secondsAllowed = 30.0
    /// The hub's resident memory, at most, in bytes.
    package static let memoryAllowed: Int64 = 200_000_000

    private let agencies: Int
    private let program: String
    private let schemas: String

    /// - Parameter program: the executable whose `serve` is measured.
    package init(agencies: Int, program: String, schemas: String) {
        self.agencies = agencies
        self.program = program
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
    }

    /// One synchronisation, and what the hub did for it.
    package struct Step: Sendable {
        package let name: String
        package let seconds: Double
        package let rows: Int
        package let changed: Int
        /// The most resident memory during it, in bytes.
        package let peak: Int64
        /// Journal entries written.
        package let entries: Int64
        /// How long a document's way through the committer took at worst meanwhile, in milliseconds.
        package let slowestWrite: Int64
    }

    /// - Parameter report: told each step when it has ended.
    /// - Returns: whether all of it stayed within what is allowed.
    package func run(report: @escaping @Sendable (Step) -> Void) async throws -> Bool {
        try await inBenchFolder { try await run(in: $0, report) }
    }

    private func run(in folder: String, _ report: @escaping @Sendable (Step) -> Void) async throws -> Bool {
        let list = BenchList(count: agencies)
        return try await list.serve { port in
            let hub = try await RegisterBenchHub(in: folder, program: program, schemas: schemas, axisPort: port)
            list.open()
            return try await ending(with: hub.process.stop) {
                var isWithin = true
                for (name, act) in [
                    ("toàn bộ · whole", SynchronisationAct.whole), ("lại toàn bộ · whole again", .whole),
                    ("phần đổi · changes", .now),
                ] {
                    try Task.checkCancellation()
                    if act == .now { list.change() }
                    let step = try await hub.measure(name, act)
                    report(step)
                    isWithin = isWithin && step.seconds < Self.secondsAllowed && step.peak < Self.memoryAllowed
                }
                return isWithin
            }
        }
    }
}

/// The hub that is measured.
private final class RegisterBenchHub: Sendable {
    let process: ChildProcess
    private let line: OperatorLine

    init(in folder: String, program: String, schemas: String, axisPort: Int) async throws {
        let port = try await freePorts(1)[0]
        let file = "\(folder)/hub.yaml"
        try """
        listen: {host: 127.0.0.1, port: \(port)}
        data: {folder: data}
        hub: {name: bench.example.vn}
        schemas: {folder: "\(schemas)"}
        axis:
          url: http://127.0.0.1:\(axisPort)/vxp
          systemid: \(BenchHub.centre)
          secretFile: secret
          pollInterval: 1h
          synchronise: {interval: 1d}
        log: {level: notice}
        """.write(toFile: file, atomically: true, encoding: .utf8)
        try Data("bench-secret".utf8).write(to: URL(filePath: "\(folder)/secret"))
        line = OperatorLine(try HubConfiguration.load(file, environment: [:]), name: "bench")
        let log = "\(folder)/hub.log"
        process = try ChildProcess(
            "hub", program: program, arguments: ["serve", "--config", file], folder: folder, log: log)
        do {
            // Not before it listens: until then the operator's line would take the data folder for itself.
            _ = try await BenchHub.port(of: process, log: log)
            // The hub follows the list as soon as it runs: the axis has none yet, and that run fails at once.
            while try await line.synchronisation(.status).lastCheck == nil {
                try await Task.sleep(for: .milliseconds(50))
            }
        } catch {
            await process.stop()
            throw error
        }
    }

    func measure(_ name: String, _ act: SynchronisationAct) async throws -> RegisterBench.Step {
        try ResidentMemory.forgetPeak(of: process.number)
        let before = try await journalSize()
        let start = ContinuousClock.now
        async let status = line.synchronisation(act)
        let slowest = try await slowestWrite(until: { try await self.line.synchronisation(.status).isRunning })
        let check = try await status.lastCheck
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        guard let result = check?.result, result.outcome == .completed else {
            throw BenchFailure(check?.result.says.vi ?? "–", check?.result.says.en ?? "–")
        }
        return RegisterBench.Step(
            name: name, seconds: Double(seconds) + Double(attoseconds) / 1e18, rows: result.rows,
            changed: result.added + result.changed + result.retired,
            peak: try ResidentMemory(of: process.number).peak, entries: try await journalSize() - before,
            slowestWrite: slowest)
    }

    private func journalSize() async throws -> Int64 {
        let lines = try await line.checkpoint().split(separator: "\n")
        return lines.count > 1 ? Int64(lines[1]) ?? 0 : 0
    }

    /// Puts small changes through the committer while the list is followed, as documents would go through it.
    private func slowestWrite(until isRunning: () async throws -> Bool) async throws -> Int64 {
        var (slowest, number) = (Int64(0), 0)
        repeat {
            number += 1
            let agency = Agency(
                id: "H99.\(number % 2)", name: "Đo \(number)", level: 2, centre: BenchHub.centre, isLocal: true)
            let start = ContinuousClock.now
            _ = try await line.put([agency], certificates: [])
            slowest = max(slowest, (ContinuousClock.now - start).milliseconds)
            try await Task.sleep(for: .milliseconds(20))
        } while try await isRunning()
        return slowest
    }
}
