import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle

/// One HTTP listener with its router, as a service.
///
/// It stops in good order: on a graceful shutdown it accepts no more connections, closes idle ones, and returns when the
/// requests in flight are answered.
package struct HTTPService: Service {
    private let application: Application<RouterResponder<HubRequestContext>>

    /// - Parameters:
    ///   - router: its routes; the refusal middleware must be its outermost (see ``HubRouter/make()``).
    ///   - onListening: told the bound port, once connections are accepted.
    /// - Throws: `NIOSSLError` when the TLS files cannot be read.
    package init(
        listen: ListenAddress, limits: HTTPLimits, router: Router<HubRequestContext>, logger: Logger,
        onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        let ledger = ConnectionLedger(limits: limits)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestGate(limits: limits, ledger: ledger)],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.maxHeaderBytes, maxHeaderListSize: limits.maxHeaderBytes,
                maxHeaderFieldCount: limits.maxHeaderFields))
        let plain = HTTPServerBuilder { responder in
            LoopBoundChannel(base: HTTP1Channel(responder: responder, configuration: channel))
        }
        let server = try listen.tls.map { try HTTPServerBuilder.tls(plain, tlsConfiguration: $0.server()) } ?? plain
        application = Application(
            router: router,
            server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(listen.host, port: listen.port),
                // Up to the limit connections are served, up to its double they are told 503, the rest are not accepted.
                availableConnectionsDelegate: .maximum(2 * limits.maxConnections, logger: logger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? listen.port) },
            logger: logger)
    }

    package func run() async throws {
        try await application.run()
    }
}

/// How every router of the hub begins.
package enum HubRouter {
    /// A router whose routes may throw: whatever they throw is answered as a refusal, in the caller's dialect.
    /// - Parameters:
    ///   - telemetry: where requests are counted.
    ///   - refusals: where those are summed up that are refused.
    package static func make(
        telemetry: Telemetry? = nil, refusals: RefusedCalls? = nil
    ) -> Router<HubRequestContext> {
        let router = Router(context: HubRequestContext.self)
        router.addMiddleware {
            CallMiddleware(telemetry: telemetry, refusals: refusals)
            RefusalMiddleware()
        }
        return router
    }
}
