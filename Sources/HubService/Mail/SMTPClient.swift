import Foundation
import HubCore
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Hands one mail to a mail server (RFC 5321), encrypted (RFC 3207, RFC 8314) and known by name (RFC 4954) as configured.
package struct SMTPClient: Sendable {
    let settings: MailSettings

    package init(_ settings: MailSettings) { self.settings = settings }

    /// Never throws: whatever is not known to have been taken, or to have been refused, is deferred. Refused is what the server
    /// refuses of this mail for good, not that it does not let us in.
    func send(_ message: MailMessage) async -> Carriage {
        // What the server has said of the mail holds, however the connection ends.
        let said = Mutex<Carriage?>(nil)
        do {
            return try await session { session in
                let carriage = try await session.send(message)
                said.withLock { $0 = carriage }
                return carriage
            }
        } catch {
            return said.withLock { $0 } ?? .deferred(reason: plain(error), retryAfterMilliseconds: nil)
        }
    }

    /// Everything but a mail.
    package func probe() async throws {
        try await session { _ in }
    }

    /// Connects, is let in, and says good-bye, all within the time.
    private func session<Value: Sendable>(
        _ body: @escaping @Sendable (inout SMTPSession) async throws -> Value
    ) async throws -> Value {
        let password = try settings.password?.load()
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask {
                let tally = ByteTally()
                let channel = try await connect(tally)
                return try await channel.executeThenClose { inbound, outbound in
                    var session = SMTPSession(
                        settings, channel: channel.channel, tally: tally, inbound.makeAsyncIterator(), outbound)
                    try await session.enter(password)
                    let value = try await body(&session)
                    // The mail is taken; whether the server heard the good-bye changes nothing.
                    try? await session.say("QUIT")
                    return value
                }
            }
            group.addTask {
                try await Task.sleep(for: settings.timeout)
                throw SMTPFailure.slow
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private func connect(_ tally: ByteTally) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let settings = settings
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(settings.timeout))
            .connect(host: settings.host, port: settings.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if settings.security == .tls {
                        try channel.pipeline.syncOperations.addHandler(settings.encryption())
                    }
                    try channel.pipeline.syncOperations.addHandler(tally)
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }
}

extension MailSettings {
    /// Whose certificate must bear the server's name.
    func encryption() throws -> NIOSSLClientHandler {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.additionalTrustRoots = authorities.map { .file($0) }
        let name = InternetAddress(host) == nil ? host : nil
        return try NIOSSLClientHandler(context: try NIOSSLContext(configuration: tls), serverHostname: name)
    }
}

/// Counts what comes, so that what came in the clear behind a STARTTLS can be told.
final class ByteTally: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    private let bytes = Atomic<Int>(0)

    var count: Int { bytes.load(ordering: .relaxed) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.add(unwrapInboundIn(data).readableBytes, ordering: .relaxed)
        context.fireChannelRead(data)
    }
}
