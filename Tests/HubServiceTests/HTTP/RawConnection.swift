import NIOCore
import NIOPosix

/// A TCP connection that sends exactly the bytes it is told, and reads what comes until the peer ends.
///
/// It lives on its event loop alone, so that a test of deadlines does not depend on when tasks are scheduled.
struct RawConnection: Sendable {
    let port: Int

    /// What the peer sent until it ended, and whether it ended within the patience.
    struct Answer: Sendable {
        var text = ""
        var seconds = 0.0
        var didEnd = false
    }

    /// Sends `pieces`, `pause` apart, and reads at the same time until the peer ends or `patience` is over.
    /// - Parameter thenEnds: whether the write side is closed after the last piece.
    func exchange(
        _ pieces: [String], pause: Duration = .zero, patience: Duration = .seconds(15), thenEnds: Bool = false
    ) async throws -> Answer {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answered = loop.makePromise(of: Answer.self)
        let connected = ClientBootstrap(group: loop)
            .channelOption(ChannelOptions.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let talk = Talk(
                        pieces: pieces, pause: TimeAmount(pause), patience: TimeAmount(patience), thenEnds: thenEnds,
                        answered: answered)
                    try channel.pipeline.syncOperations.addHandler(talk)
                }
            }
            .connect(host: "127.0.0.1", port: port)
        connected.whenFailure { answered.fail($0) }
        let answer = try await answered.futureResult.get()
        // Already closed when the peer has ended.
        connected.whenSuccess { $0.close(promise: nil) }
        return answer
    }
}

private final class Talk: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var pieces: ArraySlice<String>
    private let pause: TimeAmount
    private let patience: TimeAmount
    private let thenEnds: Bool
    private var answered: EventLoopPromise<RawConnection.Answer>?
    private var heard = ByteBuffer()
    private var start = NIODeadline.now()

    init(
        pieces: [String], pause: TimeAmount, patience: TimeAmount, thenEnds: Bool,
        answered: EventLoopPromise<RawConnection.Answer>
    ) {
        self.pieces = pieces[...]
        self.pause = pause
        self.patience = patience
        self.thenEnds = thenEnds
        self.answered = answered
    }

    func channelActive(context: ChannelHandlerContext) {
        start = .now()
        context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.finish(didEnd: false) }
        sendNext(context)
    }

    private func sendNext(_ context: ChannelHandlerContext) {
        guard answered != nil else { return }
        guard let piece = pieces.popFirst() else {
            if thenEnds { context.close(mode: .output, promise: nil) }
            return
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess {
            context.eventLoop.assumeIsolated().scheduleTask(in: self.pause) { self.sendNext(context) }
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: piece)), promise: sent)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        heard.writeBuffer(&piece)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent { finish(didEnd: true) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) { finish(didEnd: true) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func finish(didEnd: Bool) {
        let seconds = Double((NIODeadline.now() - start).nanoseconds) / 1e9
        answered?.succeed(.init(text: String(buffer: heard), seconds: seconds, didEnd: didEnd))
        answered = nil
    }
}
