import NIOCore

/// Publishes bodies to a durable queue of RabbitMQ as persistent messages, and waits for its confirms (AMQP 0-9-1 with
/// publisher confirms).
final class AMQPPush: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    static let queue = "bench"

    private let load: Load
    /// Messages under way on this connection.
    private let window: Int
    private var received = ByteBuffer()
    private var largestFrame = 131_072
    /// When the messages were given out that are not confirmed, by delivery tag.
    private var unconfirmed: [UInt64: NIODeadline] = [:]
    private var lastTag: UInt64 = 0
    private var oldestTag: UInt64 = 1

    init(_ load: Load, window: Int) {
        self.load = load
        self.window = window
    }

    /// Class and method, 16 bits each (AMQP 0-9-1, §1.4).
    private enum Method: UInt32 {
        case start = 0x000A_000A
        case startOk
        case tune = 0x000A_001E
        case tuneOk
        case open = 0x000A_0028
        case openOk
        case channelOpen = 0x0014_000A
        case channelOpenOk
        case declare = 0x0032_000A
        case declareOk
        case publish = 0x003C_0028
        case ack = 0x003C_0050
        case select = 0x0055_000A
        case selectOk
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Array("AMQP".utf8) + [0, 0, 9, 1])), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        load.fail(UnexpectedReply(what: "RabbitMQ closed the connection"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { load.fail(error) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while let (type, payload) = frame() {
            // A heartbeat says nothing.
            if type == 1 { heard(payload, context) }
        }
        received.discardReadBytes()
    }

    /// The next whole frame: its type and its payload.
    private func frame() -> (type: UInt8, payload: ByteBuffer)? {
        guard let size: UInt32 = received.getInteger(at: received.readerIndex + 3),
            received.readableBytes >= Int(size) + 8, let type: UInt8 = received.readInteger()
        else { return nil }
        received.moveReaderIndex(forwardBy: 6)
        guard let payload = received.readSlice(length: Int(size)) else { return nil }
        received.moveReaderIndex(forwardBy: 1)
        return (type, payload)
    }

    private func heard(_ payload: ByteBuffer, _ context: ChannelHandlerContext) {
        var payload = payload
        guard let number: UInt32 = payload.readInteger() else { return }
        switch Method(rawValue: number) {
        case .start:
            say(.startOk, on: 0, context) { arguments in
                arguments.writeInteger(UInt32(0))
                arguments.writeShort("PLAIN")
                arguments.writeLong("\0guest\0guest")
                arguments.writeShort("en_US")
            }
        case .tune: tune(&payload, context)
        case .openOk: say(.channelOpen, on: 1, context) { $0.writeShort("") }
        case .channelOpenOk: declare(context)
        case .declareOk: say(.select, on: 1, context) { $0.writeInteger(UInt8(0)) }
        case .selectOk: publish(context)
        case .ack: confirmed(&payload, context)
        default: load.fail(UnexpectedReply(what: "AMQP \(number >> 16).\(number & 0xFFFF): \(String(buffer: payload))"))
        }
    }

    private func tune(_ payload: inout ByteBuffer, _ context: ChannelHandlerContext) {
        guard let (channels, frame, _) = payload.readMultipleIntegers(as: (UInt16, UInt32, UInt16).self) else { return }
        largestFrame = Int(frame)
        say(.tuneOk, on: 0, context) { $0.writeMultipleIntegers(channels, frame, UInt16(0)) }
        say(.open, on: 0, context) { arguments in
            arguments.writeShort("/")
            arguments.writeShort("")
            arguments.writeInteger(UInt8(0))
        }
    }

    private func declare(_ context: ChannelHandlerContext) {
        say(.declare, on: 1, context) { arguments in
            arguments.writeInteger(UInt16(0))
            arguments.writeShort(Self.queue)
            // durable
            arguments.writeInteger(UInt8(0b10))
            arguments.writeInteger(UInt32(0))
        }
    }

    private func confirmed(_ payload: inout ByteBuffer, _ context: ChannelHandlerContext) {
        guard let (tag, multiple) = payload.readMultipleIntegers(as: (UInt64, UInt8).self) else { return }
        if multiple & 1 == 1 {
            while oldestTag <= tag {
                if let given = unconfirmed.removeValue(forKey: oldestTag) { load.confirm(given) }
                oldestTag += 1
            }
        } else if let given = unconfirmed.removeValue(forKey: tag) {
            load.confirm(given)
        }
        publish(context)
    }

    private func publish(_ context: ChannelHandlerContext) {
        while unconfirmed.count < window, let (body, at) = load.take() {
            lastTag += 1
            unconfirmed[lastTag] = at
            var frames = context.channel.allocator.buffer(capacity: body.count + 256)
            frames.writeFrame(1, on: 1) { method in
                method.writeMultipleIntegers(Method.publish.rawValue, UInt16(0))
                method.writeShort("")
                method.writeShort(Self.queue)
                method.writeInteger(UInt8(0))
            }
            frames.writeFrame(2, on: 1) { header in
                header.writeMultipleIntegers(UInt16(60), UInt16(0), UInt64(body.count))
                // One property, the delivery mode: persistent.
                header.writeMultipleIntegers(UInt16(0x1000), UInt8(2))
            }
            for start in stride(from: 0, to: body.count, by: largestFrame - 8) {
                let piece = body[start..<min(start + largestFrame - 8, body.count)]
                frames.writeFrame(3, on: 1) { $0.writeBytes(piece) }
            }
            context.write(wrapOutboundOut(frames), promise: nil)
        }
        context.flush()
    }

    private func say(
        _ method: Method, on channel: UInt16, _ context: ChannelHandlerContext,
        _ arguments: (inout ByteBuffer) -> Void
    ) {
        var bytes = ByteBuffer()
        bytes.writeFrame(1, on: channel) { payload in
            payload.writeInteger(method.rawValue)
            arguments(&payload)
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }
}

@available(*, unavailable)
extension AMQPPush: Sendable {}

extension ByteBuffer {
    /// A frame (AMQP 0-9-1, §2.3.5): type, channel, size, payload, 0xCE.
    fileprivate mutating func writeFrame(_ type: UInt8, on channel: UInt16, _ payload: (inout ByteBuffer) -> Void) {
        writeMultipleIntegers(type, channel)
        let place = writerIndex
        writeInteger(UInt32(0))
        payload(&self)
        setInteger(UInt32(writerIndex - place - 4), at: place)
        writeInteger(UInt8(0xCE))
    }

    fileprivate mutating func writeShort(_ text: String) {
        writeInteger(UInt8(text.utf8.count))
        writeString(text)
    }

    fileprivate mutating func writeLong(_ text: String) {
        writeInteger(UInt32(text.utf8.count))
        writeString(text)
    }
}
