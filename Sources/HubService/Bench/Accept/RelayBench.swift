import AsyncHTTPClient
import Foundation
import HubCore

/// Measures how fast a hub carries up to the axis what comes in, while it comes in.
struct RelayBench: Sendable {
    let documents: Int
    let program: String
    let schemas: String

    private static let senders = (1...8).map { "H24.0\($0)" }
    private static let recipients = (10...25).map { "G\($0)" }

    func run(in folder: String, _ http: HTTPClient) async throws -> AcceptBench.Relay {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let axis = try await BenchAxis(
            in: folder, program: program, schemas: schemas, local: Self.senders, remote: Self.recipients, http: http)
        return try await ending(with: axis.close) { try await run(in: folder, axis) }
    }

    private func run(in folder: String, _ axis: BenchAxis) async throws -> AcceptBench.Relay {
        let hub = try await BenchHub(
            in: folder, program: program, schemas: schemas, largest: 16_777_216, agencies: Self.senders,
            remote: Self.recipients,
            sections: [AcceptBench.unboundedCalls, axis.section].joined(separator: "\n"))
        return try await ending(with: hub.process.stop) { try await measure(hub, axis) }
    }

    /// The axis' own times tell how many it had before the last document came in, so that both rates are of the same seconds.
    private func measure(_ hub: BenchHub, _ axis: BenchAxis) async throws -> AcceptBench.Relay {
        let maker = SignedBodies(pki: hub.pki, agencies: Self.senders, now: HubClock.system.now().milliseconds)
        let bodies = try await maker.documents(0..<documents, size: AcceptBench.comparedSize) { number in
            BenchDocument.Way(
                from: Self.senders[number % Self.senders.count],
                to: [Self.recipients[number % Self.recipients.count]])
        }
        let token = hub.token
        let load = try await Load.run(bodies, port: hub.port, connections: AcceptBench.window) { load in
            HTTPPush(load, path: "/api/v1/documents", token: token)
        }
        let end = HubClock.system.now().milliseconds
        let arrivals = try await axis.arrivals().values.filter { $0 <= end }
        return AcceptBench.Relay(accepted: load.perSecond, carried: Double(arrivals.count) / max(load.seconds, 1e-9))
    }
}
