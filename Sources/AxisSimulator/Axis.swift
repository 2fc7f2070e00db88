import EdXML
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import VXP

/// A stand-in for the national axis: its interface over HTTP, its memory in SQLite, and the agencies beyond it played.
///
/// It keeps the bytes it is given untouched, hands every packet over until it is acknowledged, and remembers all of it
/// across a restart. `GET /axis/truth` tells everything it knows to anybody who can reach the port: it is for rehearsals.
package struct Axis: Service {
    private let configuration: AxisConfiguration
    private let routes: AxisRoutes
    private let remoteAgencies: RemoteAgencies
    private let onListening: @Sendable (Int) async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - newIdentifier: a docId that was never given before.
    ///   - onListening: told the port once connections are accepted.
    /// - Throws: when the schema or the database cannot be opened.
    package init(
        configuration: AxisConfiguration, logger: Logger,
        now: @escaping @Sendable () -> Int64 = Axis.wallClock,
        newIdentifier: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let secrets = Dictionary(configuration.systems.map { ($0.systemID, $0.secret) }) { first, _ in first }
        let store = try AxisStore(path: configuration.databasePath, systems: Set(secrets.keys))
        let inspector = try Inspector(schemaFolder: configuration.schemaFolder)
        self.configuration = configuration
        self.onListening = onListening
        self.logger = logger
        routes = AxisRoutes(
            configuration: configuration, secrets: secrets, store: store, inspector: inspector,
            replays: AxisRoutes.Replays(toleranceMilliseconds: configuration.clockToleranceMilliseconds), now: now,
            newIdentifier: newIdentifier, logger: logger)
        remoteAgencies = RemoteAgencies(
            store: store, inspector: inspector, documentsDown: configuration.documentsDown,
            maxDocumentBytes: configuration.maxDocumentBytes, now: now, newIdentifier: newIdentifier, logger: logger)
    }

    /// Serves until it is cancelled or asked to stop; requests in flight are finished first.
    package func run() async throws {
        let local = configuration.systems.flatMap { system in
            system.agencies.map { agency in
                var agency = agency
                agency.centre = system.systemID
                return agency
            }
        }
        try await routes.store.register(local + configuration.remoteAgencies, atMilliseconds: routes.now())
        let application = Application(
            router: routes.router(),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: "axis"),
            services: [remoteAgencies],
            onServerRunning: { [onListening] channel in await onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
        try await application.run()
        try routes.store.close()
    }

    /// Runs an axis as a process does: until SIGTERM or SIGINT.
    package static func run(_ configuration: AxisConfiguration, logger: Logger) async throws {
        let axis = try Axis(
            configuration: configuration, logger: logger,
            onListening: { port in
                logger.notice("listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
            })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [axis], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// The machine's clock, milliseconds since 1970.
    package static let wallClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
}
