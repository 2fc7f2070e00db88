import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The axis's listener, which can be closed for a while and opened again, with another certificate if that is wanted.
///
/// The port stays the one of the first time. Closing it lets the calls in flight be answered, and closes the connections.
final class AxisListener: Service {
    private struct State {
        var port: Int
        var hasListened = false
        var certificate = AxisTLS.Choice.valid
        /// The order to close that is still to be followed.
        var closedFor: Duration?
        /// What listens now; nil while it is closed.
        var running: ServiceGroup?
        /// The wait while it is closed.
        var pausing: Task<Void, any Error>?
    }

    private let host: String
    private let tls: AxisTLS?
    private let responder: RouterResponder<AxisRequestContext>
    private let logger: Logger
    private let onListening: @Sendable (Int) async -> Void
    private let state: Mutex<State>

    init(
        host: String, port: Int, tls: AxisTLS?, router: Router<AxisRequestContext>, logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void
    ) {
        self.host = host
        self.tls = tls
        responder = router.buildResponder()
        self.logger = logger
        self.onListening = onListening
        state = Mutex(State(port: port))
    }

    /// Listens until a graceful shutdown.
    func run() async throws {
        let stopped = Mutex(false)
        try await withGracefulShutdownHandler {
            while !stopped.withLock({ $0 }), !Task.isCancelled {
                if let pause = state.withLock({ $0.closedFor.take() }) {
                    await closed(for: pause)
                    continue
                }
                let group = try listening()
                state.withLock { $0.running = group }
                try await group.run()
                state.withLock { $0.running = nil }
            }
        } onGracefulShutdown: {
            stopped.withLock { $0 = true }
        }
    }

    /// Waits so long, or until another order comes, or until the axis stops.
    private func closed(for pause: Duration) async {
        let waiting = Task { try await Task.sleep(for: pause) }
        let isObsolete = state.withLock { state in
            state.pausing = waiting
            return state.closedFor != nil
        }
        if isObsolete { waiting.cancel() }
        await cancelWhenGracefulShutdown {
            await withTaskCancellationHandler {
                _ = await waiting.result
            } onCancel: {
                waiting.cancel()
            }
        }
        state.withLock { $0.pausing = nil }
    }

    /// Closes the listener, and opens it again after so long; `.zero` opens it at once, also where it is closed.
    func close(for pause: Duration) async {
        let (running, pausing) = state.withLock { state in
            state.closedFor = pause
            return (state.running, state.pausing)
        }
        pausing?.cancel()
        await running?.triggerGracefulShutdown()
    }

    /// Proves itself by another certificate from the next connection on, and ends those there are.
    /// - Returns: false when it does not serve TLS.
    func present(_ certificate: AxisTLS.Choice) async -> Bool {
        guard tls != nil else { return false }
        let isNew = state.withLock { state in
            defer { state.certificate = certificate }
            return state.certificate != certificate
        }
        if isNew { await close(for: .zero) }
        return true
    }

    var certificate: AxisTLS.Choice? { tls == nil ? nil : state.withLock { $0.certificate } }

    private func listening() throws -> ServiceGroup {
        let (port, choice) = state.withLock { ($0.port, $0.certificate) }
        let plain = HTTPServerBuilder.http1()
        let server = try tls.map { try HTTPServerBuilder.tls(plain, tlsConfiguration: $0.server(choice)) } ?? plain
        let application = Application(
            responder: responder, server: server,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "axis"),
            onServerRunning: { [self] channel in
                let bound = channel.localAddress?.port ?? port
                let isFirst = state.withLock { state in
                    defer { (state.port, state.hasListened) = (bound, true) }
                    return !state.hasListened
                }
                if isFirst { await onListening(bound) }
            },
            logger: logger)
        return ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: logger))
    }
}

/// By what the axis proves itself over TLS; all paths are of PEM files.
package struct AxisTLS: Sendable, Hashable {
    package enum Choice: String, Sendable, Hashable, Codable {
        case valid
        case expired
    }

    package struct Identity: Sendable, Hashable {
        package var certificate: String
        package var key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    package var valid: Identity
    /// One that nobody should believe any more.
    package var expired: Identity?

    package init(valid: Identity, expired: Identity? = nil) {
        self.valid = valid
        self.expired = expired
    }

    /// - Throws: `NIOSSLError` when a file cannot be read.
    func server(_ choice: Choice) throws -> TLSConfiguration {
        let identity = choice == .expired ? expired ?? valid : valid
        let chain = try NIOSSLCertificate.fromPEMFile(identity.certificate).map {
            NIOSSLCertificateSource.certificate($0)
        }
        let key = try NIOSSLPrivateKey(file: identity.key, format: .pem)
        var server = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key))
        server.minimumTLSVersion = .tlsv12
        return server
    }
}
