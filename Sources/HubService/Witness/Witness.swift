import HubCore
import Logging
import ServiceLifecycle
import UnixSignals

/// A witness of others' logs, put together from its configuration: for another agency than the one whose hub it watches.
package struct Witness: Sendable {
    private let configuration: WitnessConfiguration
    private let desk: WitnessDesk
    private let logger: Logger
    package let key: WitnessKey

    /// Opens what it remembers; makes its key at the first run.
    /// - Throws: ``StoreError``; ``KeyFile/Failure`` when the key cannot be used.
    package init(_ configuration: WitnessConfiguration, clock: HubClock = .system, logger: Logger) throws {
        let signer = try Self.signer(configuration)
        key = signer.publicKey
        self.configuration = configuration
        self.logger = logger
        desk = try WitnessDesk(configuration, signer: signer, clock: clock, logger: logger.named("witness"))
    }

    /// The key to give to those whose logs are to be witnessed; made when there is none.
    package static func key(of configuration: WitnessConfiguration) throws -> WitnessKey {
        try signer(configuration).publicKey
    }

    private static func signer(_ configuration: WitnessConfiguration) throws -> WitnessSigner {
        WitnessSigner(name: configuration.name, key: try KeyFile(configuration.key).signingKey())
    }

    /// Runs until SIGTERM, SIGINT or a graceful shutdown of the surrounding group; requests in flight are answered first.
    /// - Parameter onListening: told the bound port.
    package func run(onListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        let router = HubRouter.make()
        WitnessInterface(desk: desk).addRoutes(to: router)
        let service = try HTTPService(
            listen: configuration.listen, limits: configuration.limits, router: router, logger: logger.named("http"),
            onListening: onListening)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger.named("services")))
        func close() async { await desk.close() }
        try await ending(with: close) { try await group.run() }
    }
}

/// The process of `lienthong witness run`, until SIGTERM or SIGINT.
package enum WitnessProcess {
    /// - Throws: ``ProcessFailure`` when it cannot start, or has to stop.
    package static func run(configurationFile file: String) async throws(ProcessFailure) {
        do {
            let configuration = try WitnessConfiguration.load(file)
            let logger = Logger.ofProcess("witness", level: configuration.logLevel)
            let witness = try Witness(configuration, logger: logger)
            let (host, key) = (configuration.listen.host, witness.key.text)
            try await witness.run { port in
                logger.notice("listening", metadata: ["host": "\(host)", "port": "\(port)", "key": "\(key)"])
            }
            logger.notice("stopped")
        } catch {
            throw ProcessFailure(error)
        }
    }
}
