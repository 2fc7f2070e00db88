import NIOCore

/// Publishes bodies to a stream of NATS JetStream on files, and waits for its acknowledgements (the NATS client protocol).
final class JetStreamPush: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let load: Load
    private let window: Int
    private var received = ByteBuffer()
    private var isReady = false
    private var unconfirmed: [Int: NIODeadline] = [:]
    private var lastNumber = 0

    init(_ load: Load, window: Int) {
        self.load = load
        self.window = window
    }

    func channelInactive(context: ChannelHandlerContext) {
        load.fail(UnexpectedReply(what: "NATS closed the connection"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { load.fail(error) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        received.writeBuffer(&piece)
        while let (words, content) = message() { heard(words, content, context) }
        received.discardReadBytes()
    }

    /// The next whole line, by words, with the content that follows it.
    private func message() -> (words: [String], content: String)? {
        let bytes = received.readableBytesView
        guard let end = bytes.firstRange(of: Array("\r\n".utf8)) else { return nil }
        let words = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: " ").map(String.init)
        var length = bytes.distance(from: bytes.startIndex, to: end.upperBound)
        var content = ""
        if words.first == "MSG", let size = words.last.flatMap({ Int($0) }) {
            guard bytes.count >= length + size + 2 else { return nil }
            content = received.getString(at: received.readerIndex + length, length: size) ?? ""
            length += size + 2
        }
        received.moveReaderIndex(forwardBy: length)
        return (words, content)
    }

    private func heard(_ words: [String], _ content: String, _ context: ChannelHandlerContext) {
        switch words.first {
        case "INFO": greet(context)
        case "PING": say("PONG\r\n", context)
        case "MSG" where content.contains("\"error\"") || !isReady && !content.contains("\"config\""):
            load.fail(UnexpectedReply(what: "NATS: \(content.prefix(500))"))
        case "MSG" where !isReady:
            isReady = true
            publish(context)
        case "MSG": confirmed(words, context)
        case "-ERR": load.fail(UnexpectedReply(what: "NATS: \(words.joined(separator: " "))"))
        default: break
        }
    }

    private func greet(_ context: ChannelHandlerContext) {
        let stream = #"{"name":"bench","subjects":["bench"],"storage":"file","retention":"limits","num_replicas":1}"#
        say(
            """
            CONNECT {"verbose":false,"pedantic":false}\r
            SUB _INBOX.bench.* 1\r
            PUB $JS.API.STREAM.CREATE.bench _INBOX.bench.stream \(stream.utf8.count)\r
            \(stream)\r

            """, context)
    }

    private func confirmed(_ words: [String], _ context: ChannelHandlerContext) {
        // MSG _INBOX.bench.17 1 30
        guard words.count > 1, let number = words[1].split(separator: ".").last.flatMap({ Int($0) }),
            let given = unconfirmed.removeValue(forKey: number)
        else { return }
        load.confirm(given)
        publish(context)
    }

    private func publish(_ context: ChannelHandlerContext) {
        while unconfirmed.count < window, let (body, at) = load.take() {
            lastNumber += 1
            unconfirmed[lastNumber] = at
            var bytes = context.channel.allocator.buffer(capacity: body.count + 64)
            bytes.writeString("PUB bench _INBOX.bench.\(lastNumber) \(body.count)\r\n")
            bytes.writeBytes(body)
            bytes.writeString("\r\n")
            context.write(wrapOutboundOut(bytes), promise: nil)
        }
        context.flush()
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}

@available(*, unavailable)
extension JetStreamPush: Sendable {}
