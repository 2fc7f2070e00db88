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
/// across a restart; unless it is told to misbehave (``FaultPlan``, ``ControlRoutes``). `GET /axis/truth` tells everything it
/// knows, and `/axis/history` what ever happened here, to anybody who can reach the port: it is for rehearsals.
package struct Axis: Service {
    private let configuration: AxisConfiguration
    private let routes: AxisRoutes
    private let remoteAgencies: RemoteAgencies
    private let listener: AxisListener
    private let control: ControlRoutes?
    private let onControlListening: @Sendable (Int) async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - now: milliseconds since 1970.
    ///   - newIdentifier: a docId that was never given before.
    ///   - onListening: told the port once connections are accepted.
    ///   - onControlListening: the same of the control's port.
    /// - Throws: when the schema or the database cannot be opened, or anybody could reach the control.
    package init(
        configuration: AxisConfiguration, logger: Logger,
        now: @escaping @Sendable () -> Int64 = Axis.wallClock,
        newIdentifier: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        onListening: @escaping @Sendable (Int) async -> Void = { _ in },
        onControlListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        let secrets = Dictionary(configuration.systems.map { ($0.systemID, $0.secret) }) { first, _ in first }
        let store = try AxisStore(path: configuration.databasePath, systems: Set(secrets.keys))
        let inspector = try Inspector(schemaFolder: configuration.schemaFolder)
        guard configuration.control?.isGuarded ?? true else {
            throw ControlRefusal("beyond the loopback interface the control needs a token")
        }
        let desk = FaultDesk(configuration.faults)
        self.configuration = configuration
        self.onControlListening = onControlListening
        self.logger = logger
        routes = AxisRoutes(
            configuration: configuration, secrets: secrets, store: store, inspector: inspector,
            replays: AxisRoutes.Replays(toleranceMilliseconds: configuration.clockToleranceMilliseconds),
            now: { now() + desk.clockSkewMilliseconds }, newIdentifier: newIdentifier, logger: logger)
        // The agencies beyond the axis have clocks of their own.
        remoteAgencies = RemoteAgencies(
            store: store, inspector: inspector, documentsDown: configuration.documentsDown,
            script: configuration.answers, maxDocumentBytes: configuration.maxDocumentBytes, now: now,
            newIdentifier: newIdentifier, logger: logger)
        let faults = FaultMiddleware(
            desk: desk, basePath: configuration.basePath, newIdentifier: newIdentifier, logger: logger)
        let listener = AxisListener(
            host: configuration.host, port: configuration.port, tls: configuration.tls,
            router: routes.router(behind: faults), logger: logger, onListening: onListening)
        self.listener = listener
        control = configuration.control.map { control in
            ControlRoutes(configuration: control, desk: desk, listener: listener, store: store, logger: logger)
        }
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
        var services: [any Service] = [remoteAgencies, listener]
        if let control { services.append(listening(control)) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                logger: logger))
        try await group.run()
        try routes.store.close()
    }

    private func listening(_ control: ControlRoutes) -> some Service {
        let address = control.configuration
        return Application(
            router: control.router(),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port), serverName: "axis-control"),
            onServerRunning: { [onControlListening] channel in
                await onControlListening(channel.localAddress?.port ?? address.port)
            },
            logger: logger)
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
