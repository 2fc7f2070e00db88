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

    private let documents: Int
    private let program: String
    private let schemas: String
    private let comparesBrokers: Bool

    /// - Parameters:
    ///   - documents: of 8 kB; as many statuses are sent, and a twentieth as many documents of 200 kB.
    ///   - program: the executable whose `serve` is measured.
    package init(documents: Int, program: String, schemas: String, comparesBrokers: Bool = true) {
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

        package enum Broker: Sendable, Hashable { case rabbitMQ, jetStream }
    }

    package enum Progress: Sendable {
        case signing(Int)
        case measured(Row)
        /// A broker that is not installed.
        case missing(String)
    }

    /// - Parameter report: told each row when it has been measured.
    package func run(report: @escaping @Sendable (Progress) -> Void) async throws -> Outcome {
        try await inBenchFolder { try await run(in: $0, report) }
    }

    private static let agencies = (1...16).map { "H24.\($0 < 10 ? "0" : "")\($0)" }
    /// Of the brokers and of the hub the same, so that the first ones find nothing warm.
    private static let warmUp = 500

    private func run(in folder: String, _ report: @escaping @Sendable (Progress) -> Void) async throws -> Outcome {
        let hub = try await BenchHub(
            in: folder, program: program, schemas: schemas, largest: 16_777_216, agencies: Self.agencies,
            sections: "api: {burst: 100000, perMinute: 1000000}")
        let accepted: (row: Row, bodies: [[UInt8]], next: Int)
        do {
            accepted = try await pushAll(to: hub, report)
            await hub.process.stop()
        } catch {
            await hub.process.stop()
            throw error
        }
        let brokers = comparesBrokers ? try await brokers(accepted.bodies, in: folder, report) : [:]
        let bodies = SignedBodies(pki: hub.pki, agencies: Self.agencies, now: HubClock.system.now().milliseconds)
        let fresh = try await bodies.documents(
            accepted.next..<(accepted.next + min(documents, 5_000)), size: Self.comparedSize)
        let stages = try await StageBench(hub: hub, bodies: fresh).run(total: accepted.row.processorSeconds)
        return Outcome(accepted: accepted.row, stages: stages, brokers: brokers)
    }

    private func pushAll(
        to hub: BenchHub, _ report: @escaping @Sendable (Progress) -> Void
    ) async throws -> (row: Row, bodies: [[UInt8]], next: Int) {
        let maker = SignedBodies(pki: hub.pki, agencies: Self.agencies, now: HubClock.system.now().milliseconds)
        report(.signing(2 * documents + documents / 20))
        var next = 0
        func numbers(_ count: Int) -> Range<Int> {
            defer { next += count }
            return next..<(next + count)
        }
        _ = try await push(try await maker.documents(numbers(Self.warmUp), size: Self.comparedSize), "–", to: hub)
        let compared = numbers(documents)
        let bodies = try await maker.documents(compared, size: Self.comparedSize)
        let row = try await push(bodies, "văn bản · documents", to: hub)
        report(.measured(row))
        report(.measured(try await push(try await maker.statuses(about: compared), "trạng thái · statuses", to: hub)))
        let large = try await maker.documents(numbers(max(1, documents / 20)), size: 200_000)
        report(.measured(try await push(large, "văn bản · documents", to: hub)))
        return (row, bodies, next)
    }

    private func push(_ bodies: [[UInt8]], _ name: String, to hub: BenchHub) async throws -> Row {
        try Task.checkCancellation()
        let before = try ProcessorTime(of: hub.process.number)
        let token = hub.token
        let load = try await Load.run(bodies, port: hub.port, connections: Self.window) { load in
            HTTPPush(load, path: "/api/v1/documents", token: token)
        }
        let seconds = try ProcessorTime(of: hub.process.number).seconds - before.seconds
        return Row(
            name: name, size: meanSize(bodies), load: load,
            processorSeconds: seconds / Double(max(1, bodies.count)))
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
