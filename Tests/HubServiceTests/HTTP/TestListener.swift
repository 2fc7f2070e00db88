import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle

@testable import HubService

/// A real listener on loopback with routes that read, ignore and delay.
enum TestListener {
    static func routes(_ turnstile: Turnstile = Turnstile()) -> Router<HubRequestContext> {
        let router = HubRouter.make()
        for path in ["/count", "/vxp/count"] {
            router.post(RouterPath(path)) { request, _ in
                var count = 0
                for try await piece in CappedBody(request, cap: 1_000_000) { count += piece.readableBytes }
                return "counted \(count)"
            }
        }
        router.post("/ignore") { _, _ in Response(status: .unauthorized, body: .init(byteBuffer: .init(string: "no"))) }
        router.get("/slow") { _, _ in
            await turnstile.pass()
            return "slow but sure"
        }
        router.get("/fault") { _, _ -> String in throw SomeFault() }
        router.get("/stream") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    for number in 1...3 { try await writer.write(ByteBuffer(string: "piece \(number);")) }
                    try await writer.finish(nil)
                })
        }
        return router
    }

    struct SomeFault: Error { let secret = "mật khẩu" }

    /// A small cap, and deadlines that a busy machine does not run into.
    static var calm: HTTPLimits {
        var limits = HTTPLimits()
        limits.maxDocumentBytes = 1_000_000
        limits.linger = .milliseconds(200)
        return limits
    }

    /// Deadlines that a test can wait for.
    static var impatient: HTTPLimits {
        var limits = calm
        limits.headerDeadline = .milliseconds(300)
        limits.idle = .milliseconds(600)
        return limits
    }

    /// Runs `body` with the port of a listener, and stops it gracefully afterwards.
    static func with(
        _ limits: HTTPLimits = calm, tls: ListenAddress.TLS? = nil, router: Router<HubRequestContext> = routes(),
        _ body: @Sendable @escaping (_ port: Int, _ group: ServiceGroup) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let service = try HTTPService(
            listen: ListenAddress(port: 0, tls: tls), limits: limits, router: router, logger: logger
        ) { bound in port.yield(bound) }
        let group = ServiceGroup(services: [service], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await bound in ports.prefix(1) { try await body(bound, group) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
