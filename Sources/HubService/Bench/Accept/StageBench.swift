import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import SignedXML

/// Takes the way of a document apart: its inspection alone, and all of the intake without HTTP, in this process, over the
/// data folder of a hub that has been stopped.
struct StageBench {
    let hub: BenchHub
    /// Documents that the hub does not have yet.
    let bodies: [[UInt8]]

    /// - Parameter total: the hub's processor seconds for a document that came over HTTP.
    func run(total: Double) async throws -> AcceptBench.Stages {
        let configuration = try HubConfiguration.load(hub.file, environment: [:])
        let inspection = try await inspect(schemas: configuration.schemasFolder)
        var logger = Logger(label: "bench")
        logger.logLevel = .notice
        let inside = try Hub(configuration, logger: logger)
        let whole = try await ending(with: inside.store.close) {
            try await takeIn(through: inside.intake)
        }
        return AcceptBench.Stages(
            inspection: inspection, judgingAndCommit: max(0, whole - inspection), interface: max(0, total - whole))
    }

    /// Processor seconds for one document: the reader, the digests, the signature with the signer's key. As many threads
    /// do it at once as there are processors, since they hinder each other as the hub and its clients do.
    private func inspect(schemas: String) async throws -> Double {
        let inspector = try Inspector(schemaFolder: schemas)
        let lanes = ProcessInfo.processInfo.activeProcessorCount
        let bodies = bodies
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for _ in 0..<lanes { group.addTask { try Self.inspect(bodies, by: inspector) } }
            return try await group.reduce(0, +) / Double(lanes)
        }
    }

    private static func inspect(_ bodies: [[UInt8]], by inspector: Inspector) throws -> Double {
        let now = HubClock.system.now().milliseconds
        let start = ThreadClock.nanoseconds
        for body in bodies {
            let session = try inspector.begin(at: now)
            session.feed(body)
            let inspection = session.finish()
            guard case .present(let evidence) = inspection.signature, evidence.verify().isEmpty else {
                throw BenchFailure("văn bản đo không hợp lệ", "a document for measuring is not valid")
            }
        }
        return Double(ThreadClock.nanoseconds - start) / 1e9 / Double(max(1, bodies.count))
    }

    /// Seconds of all threads for one document through spool, inspection, judgement and commit, as many at once as
    /// there are clients.
    private func takeIn(through intake: Intake) async throws -> Double {
        let process = ProcessInfo.processInfo.processIdentifier
        let before = try ProcessorTime(of: process)
        let bodies = bodies
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<AcceptBench.window {
                group.addTask {
                    for index in stride(from: lane, to: bodies.count, by: AcceptBench.window) {
                        let arrival = try intake.begin(from: .centre(BenchHub.centre))
                        try await arrival.take(bodies[index])
                        guard case .accepted = try await arrival.finish() else {
                            throw BenchFailure(
                                "văn bản đo không được nhận", "a document for measuring was not accepted")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return (try ProcessorTime(of: process).seconds - before.seconds) / Double(max(1, bodies.count))
    }
}
