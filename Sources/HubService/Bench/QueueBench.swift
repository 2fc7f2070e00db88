import Foundation
import HubCore
import HubStore
import Logging
import ServiceLifecycle
import Synchronization

/// Measures a hub with a backlog: how it starts with it, what a claim takes, and how soon an urgent document that comes into
/// it is tried for the first time.
package struct QueueBench: Sendable {
    /// A start may take so long, whatever waits.
    package static let secondsAllowed = 3.0
    /// So much more memory than with an empty queue a backlog may take, in bytes.
    package static let growthAllowed: Int64 = 32_000_000
    /// In half of the cases the first attempt begins within so many milliseconds.
    package static let attemptAllowed = 50.0

    private let deliveries: Int
    private let program: String
    private let schemas: String

    /// - Parameter program: the executable whose `serve` is measured.
    package init(deliveries: Int, program: String, schemas: String) {
        self.deliveries = deliveries
        self.program = program
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
    }

    /// What was found out.
    package enum Finding: Sendable {
        case filled(seconds: Double, deliveries: Int)
        /// - Parameter memory: the most that was resident, in bytes, until some seconds after the start.
        case started(seconds: Double, deliveries: Int, memory: Int64)
        /// Of claims of eight, in milliseconds.
        case claimed(Latencies)
        /// From the acceptance of an urgent document to its first attempt, in milliseconds, while the backlog goes out.
        case attempted(Latencies, packetsPerSecond: Double)
    }

    /// - Parameter report: told each finding as it is made.
    /// - Returns: whether all of it stayed within what is allowed.
    package func run(report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        try await inBenchFolder { try await run(in: $0, report) }
    }

    private func run(in folder: String, _ report: @escaping @Sendable (Finding) -> Void) async throws -> Bool {
        let file = "\(folder)/hub.yaml"
        try configuration(axisPort: try await freePorts(1)[0]).write(toFile: file, atomically: true, encoding: .utf8)
        try Data("bench-secret".utf8).write(to: URL(filePath: "\(folder)/secret"))
        let configuration = try HubConfiguration.load(file, environment: [:])
        let empty = try await start(file, in: folder)
        report(.started(seconds: empty.seconds, deliveries: 0, memory: empty.memory))
        try await fill(configuration, report)
        let full = try await start(file, in: folder)
        report(.started(seconds: full.seconds, deliveries: deliveries, memory: full.memory))
        let store = try HubStorage.open(configuration)
        let waits = try await ending(with: store.close) {
            report(.claimed(try await claims(of: store)))
            let (waits, rate) = try await attempts(of: store)
            report(.attempted(waits, packetsPerSecond: rate))
            return waits
        }
        return full.seconds < Self.secondsAllowed && full.memory - empty.memory < Self.growthAllowed
            && waits.p50 < Self.attemptAllowed
    }

    private func fill(_ configuration: HubConfiguration, _ report: @Sendable (Finding) -> Void) async throws {
        let store = try HubStorage.open(configuration)
        let start = ContinuousClock.now
        try await store.fill(
            QueueFilling(deliveries: deliveries, deferredEvery: 3, urgentEvery: 50), now: HubClock.system.now())
        try await store.close()
        report(.filled(seconds: milliseconds(since: start) / 1000, deliveries: deliveries))
    }

    /// A hub whose axis is away: it is watched until it has tried what it can.
    private func start(_ file: String, in folder: String) async throws -> (seconds: Double, memory: Int64) {
        let log = "\(folder)/hub-\(UUID().uuidString).log"
        let start = ContinuousClock.now
        let process = try ChildProcess(
            "hub", program: program, arguments: ["serve", "--config", file], folder: folder, log: log)
        return try await ending(with: process.stop) {
            _ = try await BenchHub.port(of: process, log: log)
            let seconds = milliseconds(since: start) / 1000
            try await Task.sleep(for: .seconds(3))
            return (seconds, try ResidentMemory(of: process.number).peak)
        }
    }

    private func claims(of store: SQLiteStore) async throws -> Latencies {
        var (samples, turns) = ([Double](), Turns())
        for _ in 0..<500 {
            let now = HubClock.system.now()
            let start = ContinuousClock.now
            let round = try await store.claim(
                route: .axis, places: .init(all: 8), turns: turns, owner: "bench",
                until: now.adding(milliseconds: 60_000),
                now: now)
            samples.append(milliseconds(since: start))
            turns = round.turns
        }
        return Latencies(milliseconds: samples)
    }

    private func configuration(axisPort: Int) -> String {
        """
        listen: {host: 127.0.0.1, port: 0}
        data: {folder: data}
        hub: {name: bench.example.vn}
        schemas: {folder: "\(schemas)"}
        axis:
          url: http://127.0.0.1:\(axisPort)/vxp
          systemid: \(BenchHub.centre)
          secretFile: secret
          synchronise: {mode: off}
        log: {level: notice}
        """
    }
}

extension QueueBench {
    private static let measuredDocuments = 200

    /// The hub's own dispatcher sends the backlog to somebody who takes every packet after two milliseconds; meanwhile urgent
    /// documents are accepted.
    private func attempts(of store: SQLiteStore) async throws -> (Latencies, packetsPerSecond: Double) {
        let courier = NotingCourier()
        let dispatcher = Dispatcher(
            DeliveryOutbox(store: store, courier: courier, route: .axis), watch: DestinationWatch(concurrency: 8),
            settings: DispatchSettings(), clock: .system, owner: "bench",
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let group = ServiceGroup(
            services: [dispatcher], logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let start = ContinuousClock.now
            var accepted: [(DocumentID, ContinuousClock.Instant)] = []
            for number in 0..<Self.measuredDocuments {
                accepted.append((try await accept(number, in: store), ContinuousClock.now))
                try await Task.sleep(for: .milliseconds(20))
            }
            let seen = try await courier.seen(accepted.map(\.0), within: .seconds(30))
            let rate = Double(courier.count) / (milliseconds(since: start) / 1000)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            // An attempt may begin before its acceptance has been told to whoever waits for it.
            let waits = accepted.compactMap { id, time in seen[id].map { max(0, ($0 - time) / .milliseconds(1)) } }
            return (Latencies(milliseconds: waits), rate)
        }
    }

    private func accept(_ number: Int, in store: SQLiteStore) async throws -> DocumentID {
        let now = HubClock.system.now()
        var random = SystemRandomNumberGenerator()
        let spool = try store.spool()
        try spool.write(Array("khẩn \(number)".utf8))
        let payload = try spool.finish()
        let facts = MessageFacts(
            kind: .document, from: .init(id: "H24.99"), to: [.init(id: "G22")], code: "K\(number)/VP",
            promulgationDate: "2026-11-02", priority: 3, sha256: payload.sha256, size: payload.size)
        let document = IncomingDocument(
            id: DocumentID(at: now, using: &random), origin: .hub(by: "bench"), sender: "H24.99", facts: facts,
            deliveries: [
                NewDelivery(
                    id: DeliveryID(at: now, using: &random), recipient: "G22", name: "G22", route: .axis,
                    state: .waiting)
            ])
        _ = try await store.accept(document, payload: payload, now: now)
        return document.id
    }
}

/// Takes every packet, and notes when it was first asked to.
private final class NotingCourier: Courier {
    private let first = Mutex<[DocumentID: ContinuousClock.Instant]>([:])

    var count: Int { first.withLock { $0.count } }

    func carry(_ claim: Claim, _ payload: StoredPayload) async -> Carriage {
        let now = ContinuousClock.now
        first.withLock { $0[claim.document] = $0[claim.document] ?? now }
        do { try await Task.sleep(for: .milliseconds(2)) } catch {
            return .deferred(reason: "cancelled", retryAfterMilliseconds: nil, asked: false)
        }
        return .delivered(reference: nil)
    }

    /// Waits until all of the documents have been seen.
    func seen(
        _ documents: [DocumentID], within patience: Duration
    ) async throws -> [DocumentID: ContinuousClock.Instant] {
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            let seen = first.withLock { $0 }
            if documents.allSatisfy({ seen[$0] != nil }) { return seen }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchFailure("văn bản khẩn không được gửi", "an urgent document was not sent")
    }
}

private func milliseconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .milliseconds(1)
}
