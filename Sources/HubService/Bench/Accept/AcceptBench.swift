import AsyncHTTPClient
import Foundation
import HubCore
import SignedXML

/// Measures how fast a hub accepts signed packets over HTTP, everything on: inspection, signature, register, journal, fsync,
/// receipt. In the same minutes it measures brokers that check nothing.
package struct AcceptBench: Sendable {
    /// Clients at once; each waits for its answer.
    package static let window = 64
    /// Bytes of the signed documents that are compared with the brokers' messages.
    package static let comparedSize = 8_000
    /// The hub's processor time for an accepted document, at most, as a multiple of its inspection alone.
    package static let processorTimesInspection = 4.0
    /// So many documents as come in must at least go on to the axis in the same time.
    package static let relayShare = 0.5
    /// With a long journal, so much of the speed with an empty one.
    package static let speedWithPast = 0.9

    private let documents: Int
    private let program: String
    private let schemas: String
    private let comparesBrokers: Bool
    private let past: Int

    /// - Parameters:
    ///   - documents: of 8 kB; as many statuses are sent, and a twentieth as many documents of 200 kB.
    ///   - program: the executable whose `serve` is measured.
    ///   - past: entries of the journal with which it is measured once more; 0 for none.
    package init(documents: Int, program: String, schemas: String, comparesBrokers: Bool = true, past: Int = 0) {
        self.past = past
        self.documents = documents
        self.program = program
        self.schemas = URL(filePath: schemas).standardizedFileURL.path
        self.comparesBrokers = comparesBrokers
    }

    /// What was pushed through what.
    package struct Row: Sendable {
        package let name: String
        /// Mean bytes of a body.
        package let size: Int
        package let load: LoadResult
        /// Processor seconds of the hub, or the broker, for each body.
        package let processorSeconds: Double
        /// Transactions of the hub; `nil` of others. Each has two fsyncs: the log's and the journal's head.
        package var commits: Double?

        /// Of the hub's commits, in a second.
        package var fsyncsPerSecond: Double? { commits.map { 2 * $0 / max(load.seconds, 1e-9) } }
    }

    /// Documents that came in, and in the same time went on to the axis.
    package struct Relay: Sendable {
        /// A second.
        package let accepted: Double
        package let carried: Double
        package var share: Double { carried / max(accepted, 1e-9) }
    }

    /// The speed of a hub with an empty journal and of one with a long one, in documents a second.
    package struct Ageing: Sendable {
        package let entries: Int
        package let empty: Double
        package let full: Double
        package var share: Double { full / max(empty, 1e-9) }
    }

    /// Where the hub's processor time for a document of the compared size goes, in seconds each.
    package struct Stages: Sendable {
        /// Reading, digesting, the public-key operation.
        package let inspection: Double
        /// Register, decision, journal, tables, fsync: the rest of what an intake without HTTP takes.
        package let judgingAndCommit: Double
        /// What is left: connections, HTTP, tokens, answers.
        package let interface: Double
        package var total: Double { inspection + judgingAndCommit + interface }
    }

    package struct Outcome: Sendable {
        package let accepted: Row
        package let stages: Stages
        package let brokers: [Broker: Row]
        package let relay: Relay
        package let ageing: Ageing?

        package enum Broker: Sendable, Hashable { case rabbitMQ, jetStream }
    }

    package enum Progress: Sendable {
        case signing(Int)
        case measured(Row)
        case filling(entries: Int)
        /// A broker that is not installed.
        case missing(String)
    }

    /// - Parameter report: told each row when it has been measured.
    package func run(report: @escaping @Sendable (Progress) -> Void) async throws -> Outcome {
        try await inBenchFolder { folder in
            try await HTTPClient.withLines { http in try await run(in: folder, http, report) }
        }
    }

    private static let agencies = (1...16).map { "H24.\($0 < 10 ? "0" : "")\($0)" }
    /// Of the brokers and of the hub the same, so that the first ones find nothing warm.
    private static let warmUp = 500

    private func run(
        in folder: String, _ http: HTTPClient, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> Outcome {
        let hub = try await hub(in: "\(folder)/hub")
        let accepted = try await ending(with: hub.process.stop) {
            try await pushAll(to: hub, http, report)
        }
        let brokers = comparesBrokers ? try await brokers(accepted.bodies, in: folder, report) : [:]
        let bodies = SignedBodies(pki: hub.pki, agencies: Self.agencies, now: HubClock.system.now().milliseconds)
        let fresh = try await bodies.documents(
            accepted.next..<(accepted.next + min(documents, 5_000)), size: Self.comparedSize)
        let stages = try await StageBench(hub: hub, bodies: fresh).run(total: accepted.row.processorSeconds)
        let relay = try await RelayBench(documents: min(documents, 8_000), program: program, schemas: schemas)
            .run(in: "\(folder)/relay", http)
        let ageing = past > 0 ? try await age(in: folder, http, report) : nil
        return Outcome(accepted: accepted.row, stages: stages, brokers: brokers, relay: relay, ageing: ageing)
    }

    private func hub(in folder: String, past: Int = 0) async throws -> BenchHub {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return try await BenchHub(
            in: folder, program: program, schemas: schemas, largest: 16_777_216, agencies: Self.agencies,
            sections: Self.unboundedCalls, past: past)
    }

    static let unboundedCalls = "api: {burst: 100000, perMinute: 1000000}"

    /// The two hubs by turns, so that what else the machine does meets both.
    private func age(
        in folder: String, _ http: HTTPClient, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> Ageing {
        report(.filling(entries: past))
        let full = try await hub(in: "\(folder)/full", past: past)
        return try await ending(with: full.process.stop) {
            let empty = try await hub(in: "\(folder)/empty")
            return try await ending(with: empty.process.stop) { try await age(empty, full, http, report) }
        }
    }

    private func age(
        _ empty: BenchHub, _ full: BenchHub, _ http: HTTPClient, _ report: @Sendable (Progress) -> Void
    ) async throws -> Ageing {
        var speeds: (empty: [Double], full: [Double]) = ([], [])
        for round in 0..<3 {
            for (hub, name) in [(empty, "0"), (full, "\(past)")] {
                let bodies = SignedBodies(
                    pki: hub.pki, agencies: Self.agencies, now: HubClock.system.now().milliseconds)
                let first = 20_000_000 + round * documents
                let row = try await push(
                    try await bodies.documents(first..<first + documents, size: Self.comparedSize),
                    "nhật ký · journal \(name)", to: hub, http)
                report(.measured(row))
                if hub === empty {
                    speeds.empty.append(row.load.perSecond)
                } else {
                    speeds.full.append(row.load.perSecond)
                }
            }
        }
        return Ageing(entries: past, empty: speeds.empty.max() ?? 0, full: speeds.full.max() ?? 0)
    }

    private func pushAll(
        to hub: BenchHub, _ http: HTTPClient, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> (row: Row, bodies: [[UInt8]], next: Int) {
        let maker = SignedBodies(pki: hub.pki, agencies: Self.agencies, now: HubClock.system.now().milliseconds)
        report(.signing(2 * documents + documents / 20))
        var next = 0
        func numbers(_ count: Int) -> Range<Int> {
            defer { next += count }
            return next..<(next + count)
        }
        _ = try await push(try await maker.documents(numbers(Self.warmUp), size: Self.comparedSize), "–", to: hub, http)
        let compared = numbers(documents)
        let bodies = try await maker.documents(compared, size: Self.comparedSize)
        let row = try await push(bodies, "văn bản · documents", to: hub, http)
        report(.measured(row))
        report(
            .measured(try await push(try await maker.statuses(about: compared), "trạng thái · statuses", to: hub, http))
        )
        let large = try await maker.documents(numbers(max(1, documents / 20)), size: 200_000)
        report(.measured(try await push(large, "văn bản · documents", to: hub, http)))
        return (row, bodies, next)
    }

    private func push(_ bodies: [[UInt8]], _ name: String, to hub: BenchHub, _ http: HTTPClient) async throws -> Row {
        try Task.checkCancellation()
        let commits = try await hub.measure("lienthong_commit_seconds_count", http)
        let before = try ProcessorTime(of: hub.process.number)
        let token = hub.token
        let load = try await Load.run(bodies, port: hub.port, connections: Self.window) { load in
            HTTPPush(load, path: "/api/v1/documents", token: token)
        }
        let seconds = try ProcessorTime(of: hub.process.number).seconds - before.seconds
        return Row(
            name: name, size: meanSize(bodies), load: load,
            processorSeconds: seconds / Double(max(1, bodies.count)),
            commits: try await hub.measure("lienthong_commit_seconds_count", http) - commits)
    }

    private func meanSize(_ bodies: [[UInt8]]) -> Int { bodies.reduce(0) { $0 + $1.count } / max(1, bodies.count) }

    /// Of a broker that is driven in several ways, the fastest counts.
    private func brokers(
        _ bodies: [[UInt8]], in folder: String, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> [Outcome.Broker: Row] {
        var rows: [Outcome.Broker: Row] = [:]
        for broker in Broker.allCases {
            guard broker.program != nil else {
                report(.missing(broker.rawValue))
                continue
            }
            for (connections, window) in broker.shapes {
                try Task.checkCancellation()
                let (load, cpu) = try await broker.measure(bodies, connections: connections, window: window, in: folder)
                let row = Row(
                    name: "\(broker.rawValue) \(connections) × \(window)", size: meanSize(bodies), load: load,
                    processorSeconds: cpu)
                report(.measured(row))
                let kind: Outcome.Broker = broker == .rabbitMQ ? .rabbitMQ : .jetStream
                if row.load.perSecond > rows[kind]?.load.perSecond ?? 0 { rows[kind] = row }
            }
        }
        return rows
    }
}
