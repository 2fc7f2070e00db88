import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The gate of one connection, between the HTTP codec and the application.
///
/// - answers `Expect: 100-continue` at once, unless the declared length is over the cap: then the body is never asked for;
/// - after a response that did not wait for the end of its request, closes in good order: the response with
///   `Connection: close`, half-close, what still comes is discarded for a moment, then the end. (A close with unread
///   bytes makes the kernel send a reset, and the peer may lose the response: RFC 9112 §9.6.);
/// - holds the deadlines of header, body and idleness, and the minimum rate of a body;
/// - refuses what two readers could read in two ways, and hands on nothing after a refusal;
/// - makes a body that ended too early an error: it never looks like a complete one.
final class RequestGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What of the newest request has come.
    private enum Reading {
        /// Nothing of it, since then.
        case nothing(since: NIODeadline)
        /// Some bytes of its header, since then.
        case header(since: NIODeadline)
        case body(BodyPace, declared: Int?)
        /// Its body failed then; the application has been told.
        case failed(since: NIODeadline)
    }

    /// How far the connection's end has come.
    private enum Closing {
        case open
        /// Nothing more is read; the connection ends with the response that is due.
        case afterResponse
        /// The write side is closed; what comes is discarded until then.
        case lingering(until: NIODeadline)
        case closed
    }

    /// A body whose rest is at most this long is received after an early response, to keep the connection.
    private static let worthReceiving = 64 * 1024

    private let limits: HTTPLimits
    private let ledger: ConnectionLedger

    private var context: ChannelHandlerContext?
    private var peer = ""
    private var isWithinLimits = true
    private var reading = Reading.nothing(since: .now())
    /// Of the newest request, as far as it can be made out; of the one before, while it cannot.
    private var dialect = Dialect.problem
    /// The first bytes of a request, until its header is read.
    private var requestLine: [UInt8] = []
    private static let longestRequestLine = 256
    private var closing = Closing.open
    /// Requests handed on whose response has not ended.
    private var unanswered = 0
    /// Requests handed on, ever.
    private var handedOn = 0
    /// Whether what comes is dropped.
    private var isDeaf = false
    private var continueIsDue = false
    private var continueWasDenied = false
    private var refusalIsDue: (Refusal, Dialect)?
    private var unwritableSince: NIODeadline?
    private var timer: NIOScheduledCallback?

    init(limits: HTTPLimits, ledger: ConnectionLedger) {
        self.limits = limits
        self.ledger = ledger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        peer = context.remoteAddress?.ipAddress ?? "local"
        isWithinLimits = ledger.enter(peer)
        reading = .nothing(since: .now())
        installSensor(context)
        scheduleCheck(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
        closing = .closed
        ledger.leave(peer)
    }

    private func installSensor(_ context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        let sensor = ArrivalSensor { [weak self] in self?.bytesArrived($0) }
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(sensor, position: .before(decoder))
        } catch {
            context.fireErrorCaught(error)
        }
    }

    private func bytesArrived(_ bytes: ByteBuffer) {
        guard case .open = closing else { return }
        switch reading {
        case .nothing:
            requestLine = []
            reading = .header(since: .now())
        case .header: break
        case .body, .failed: return
        }
        guard requestLine.count < Self.longestRequestLine else { return }
        requestLine += bytes.readableBytesView.prefix(Self.longestRequestLine - requestLine.count)
        dialect = Dialect(requestLine: requestLine) ?? dialect
    }
}

// MARK: - What comes in

extension RequestGate {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        switch unwrapInboundIn(data) {
        case .head(let request):
            headCame(request, context, data)
        case .body(let bytes):
            if case .body(var pace, let declared) = reading {
                pace.came(bytes.readableBytes, at: .now())
                reading = .body(pace, declared: declared)
            }
            context.fireChannelRead(data)
        case .end:
            reading = .nothing(since: .now())
            if case .afterResponse = closing { isDeaf = true }
            context.fireChannelRead(data)
        }
    }

    private func headCame(_ request: HTTPRequest, _ context: ChannelHandlerContext, _ data: NIOAny) {
        dialect = Dialect(path: request.path)
        if !isWithinLimits {
            return refuse(.busy, dialect, context)
        }
        if let refusal = request.wireRefusal() {
            return refuse(refusal, dialect, context)
        }
        var pace = BodyPace()
        pace.asked(at: .now())
        let declared = request.declaredLength
        reading = .body(pace, declared: declared)
        unanswered += 1
        handedOn += 1
        continueWasDenied = false
        if request.endsConnection { closing = .afterResponse }
        if request.expectsContinue {
            continueWasDenied = (declared ?? 0) > limits.maxDocumentBytes
            continueIsDue = !continueWasDenied
            if unanswered == 1 { sendContinue(context) }
        }
        context.fireChannelRead(data)
    }

    private func sendContinue(_ context: ChannelHandlerContext) {
        guard continueIsDue else { return }
        continueIsDue = false
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        // The application no longer reads, so the gate must: unread bytes would turn the close into a reset.
        if case .lingering = closing { context.read() }
    }

    func read(context: ChannelHandlerContext) {
        if case .body(var pace, let declared) = reading {
            pace.asked(at: .now())
            reading = .body(pace, declared: declared)
        }
        context.read()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch (reading, closing) {
        case (_, .lingering), (_, .closed):
            endNow(context)
        case (.body, _):
            failBody(.cutShort, context)
        case (.failed, _):
            break
        case (_, _) where error is HTTPParserError || error is HTTP1TypeConversionError:
            refuse(Refusal(error, limits), dialect, context)
        default:
            context.fireErrorCaught(error)
            endNow(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .body = reading { failBody(.cutShort, context) }
        closing = .closed
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            if case .lingering = closing { return endNow(context) }
            if case .body = reading { failBody(.cutShort, context) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Tells the application that the body it is reading will not be complete.
    private func failBody(_ failure: BodyFailure, _ context: ChannelHandlerContext) {
        reading = .failed(since: .now())
        isDeaf = true
        if case .open = closing { closing = .afterResponse }
        context.fireErrorCaught(failure)
        if unanswered == 0 { closeInOrder(context) }
    }
}

// MARK: - What goes out

extension RequestGate {
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var response) where response.status.kind != .informational:
            if endsWithThisResponse {
                closing = .afterResponse
                response.headerFields[.connection] = "close"
            }
            context.write(wrapOutboundOut(.head(response)), promise: promise)
        case .end:
            unanswered -= 1
            guard unanswered == 0 else { return context.write(data, promise: promise) }
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.responseLeft() }
            context.write(data, promise: written)
        default:
            context.write(data, promise: promise)
        }
    }

    /// Whether the response whose head is being written must be the connection's last.
    private var endsWithThisResponse: Bool {
        guard unanswered == 1 else { return false }
        if case .afterResponse = closing { return true }
        guard case .body(let pace, let declared) = reading else { return refusalIsDue != nil }
        guard let declared, !continueWasDenied else { return true }
        return declared - pace.received > Self.worthReceiving
    }

    private func responseLeft() {
        guard let context, unanswered == 0 else { return }
        if let (refusal, dialect) = refusalIsDue {
            refusalIsDue = nil
            refuse(refusal, dialect, context)
        } else if case .afterResponse = closing {
            closeInOrder(context)
        } else {
            sendContinue(context)
            if case .nothing = reading { reading = .nothing(since: .now()) }
        }
    }

    /// Answers in the application's place, as soon as the responses before it are out, and ends the connection.
    private func refuse(_ refusal: Refusal, _ dialect: Dialect, _ context: ChannelHandlerContext) {
        isDeaf = true
        reading = .nothing(since: .now())
        guard unanswered == 0 else {
            refusalIsDue = (refusal, dialect)
            return
        }
        closing = .afterResponse
        var (head, body) = dialect.render(refusal)
        head.headerFields[.connection] = "close"
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [weak self] _ in self?.responseLeft() }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        unwritableSince = context.channel.isWritable ? nil : .now()
        context.fireChannelWritabilityChanged()
    }
}

// MARK: - The end

extension RequestGate {
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch (mode, closing) {
        case (_, .lingering):
            // Already ending, and the gate decides when.
            context.channel.closeFuture.cascade(to: promise)
        case (.output, _):
            context.channel.closeFuture.cascade(to: promise)
            closeInOrder(context)
        case (.all, .afterResponse) where isStillComing:
            context.channel.closeFuture.cascade(to: promise)
        default:
            context.close(mode: mode, promise: promise)
        }
    }

    /// Whether the peer may still be sending a body.
    private var isStillComing: Bool {
        switch reading {
        case .body: true
        case .failed, .nothing, .header: false
        }
    }

    /// Closes the write side, ends the application's input, and discards what still comes until the peer ends too.
    private func closeInOrder(_ context: ChannelHandlerContext) {
        switch closing {
        case .lingering, .closed: return
        case .open, .afterResponse: break
        }
        closing = .lingering(until: .now() + TimeAmount(limits.linger))
        isDeaf = true
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        context.close(mode: .output, promise: nil)
        context.read()
    }

    private func endNow(_ context: ChannelHandlerContext) {
        if case .closed = closing { return }
        closing = .closed
        context.close(mode: .all, promise: nil)
    }
}

// MARK: - Deadlines

extension RequestGate: NIOScheduledCallbackHandler {
    func handleScheduledCallback(eventLoop: some EventLoop) {
        guard let context else { return }
        check(context, at: .now())
        scheduleCheck(context)
    }

    private func scheduleCheck(_ context: ChannelHandlerContext) {
        let often = min(TimeAmount.seconds(1), TimeAmount(limits.headerDeadline), TimeAmount(limits.linger))
        do {
            timer = try context.eventLoop.assumeIsolated().scheduleCallback(in: often, handler: self)
        } catch {
            endNow(context)
        }
    }

    private func check(_ context: ChannelHandlerContext, at now: NIODeadline) {
        if case .lingering(let until) = closing {
            return now >= until ? endNow(context) : ()
        }
        if let since = unwritableSince, now - since > TimeAmount(limits.stall) { return endNow(context) }
        switch reading {
        case .nothing(let since):
            let patience = handedOn == 0 ? limits.headerDeadline : limits.idle
            if unanswered == 0, now - since > TimeAmount(patience) { endNow(context) }
        case .header(let since):
            if now - since > TimeAmount(limits.headerDeadline) {
                refuse(Refusal(.tooSlow(limits)), dialect, context)
            }
        case .body(var pace, let declared):
            let isTooSlow = pace.isTooSlow(at: now, limits)
            reading = .body(pace, declared: declared)
            if isTooSlow { failBody(.tooSlow(limits), context) }
        case .failed(let since):
            if now - since > TimeAmount(limits.stall) { endNow(context) }
        }
    }
}

@available(*, unavailable)
extension RequestGate: Sendable {}
