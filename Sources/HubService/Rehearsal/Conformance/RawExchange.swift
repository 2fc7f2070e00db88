import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A connection on which a request's head is sent and the first answer to it is waited for: what an ordinary client does not
/// show.
struct RawExchange: Sendable {
    let url: String
    let authorities: [String]

    /// The first line of what the peer answers before any body was sent, and how long it took; an empty one when it closed
    /// the connection; `nil` when nothing came in time.
    func firstAnswer(
        toHead headers: [(name: String, value: String)], path: String, within patience: Duration
    ) async throws -> (line: String, after: Duration)? {
        guard let address = URL(string: url + path), let host = address.host() else { return nil }
        let port = address.port ?? (address.scheme == "https" ? 443 : 80)
        let security = address.scheme == "https" ? try tls() : nil
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answered = loop.makePromise(of: String?.self)
        var head = "POST \(address.path()) HTTP/1.1\r\nHost: \(host):\(port)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let text = head + "\r\n"
        let start = ContinuousClock.now
        let connected = ClientBootstrap(group: loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                if let security {
                    let name = host.first?.isNumber == true ? nil : host
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: security, serverHostname: name))
                }
                try channel.pipeline.syncOperations.addHandler(
                    FirstLine(head: text, patience: TimeAmount(patience), answered: answered))
            }
        }.connect(host: host, port: port)
        connected.whenFailure { answered.fail($0) }
        let line = try await answered.futureResult.get()
        connected.whenSuccess { $0.close(promise: nil) }
        return line.map { ($0, ContinuousClock.now - start) }
    }

    private func tls() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if !authorities.isEmpty {
            configuration.trustRoots = .certificates(try authorities.flatMap { try NIOSSLCertificate.fromPEMFile($0) })
        }
        return try NIOSSLContext(configuration: configuration)
    }
}

/// Sends a head, and gives the first line that comes back.
private final class FirstLine: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let head: String
    private let patience: TimeAmount
    private var answered: EventLoopPromise<String?>?
    private var heard: [UInt8] = []

    init(head: String, patience: TimeAmount, answered: EventLoopPromise<String?>) {
        self.head = head
        self.patience = patience
        self.answered = answered
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
        let answered = answered
        context.eventLoop.scheduleTask(in: patience) { answered?.succeed(nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        heard += unwrapInboundIn(data).readableBytesView
        guard let end = heard.firstIndex(of: UInt8(ascii: "\r")) else { return }
        settle(String(decoding: heard[..<end], as: UTF8.self))
    }

    func channelInactive(context: ChannelHandlerContext) { settle("") }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        settle("")
        context.close(promise: nil)
    }

    private func settle(_ line: String) {
        answered?.succeed(line)
        answered = nil
    }
}
