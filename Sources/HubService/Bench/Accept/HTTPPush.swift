import NIOCore

/// Posts bodies to the hub over one connection, one at a time, and reads just enough of the answers.
final class HTTPPush: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let load: Load
    /// The head of every request, up to the length's value.
    private let head: String
    private var waiting: NIODeadline?
    private var answer = ByteBuffer()

    init(_ load: Load, path: String, token: Secret) {
        self.load = load
        head = """
            POST \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            Authorization: Bearer \(token.value)\r
            Content-Type: application/xml\r
            Content-Length:
            """
    }

    func channelActive(context: ChannelHandlerContext) { send(context) }

    func channelInactive(context: ChannelHandlerContext) {
        if waiting != nil { load.refuse(0, "the connection was closed") }
        waiting = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { load.fail(error) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        answer.writeBuffer(&piece)
        guard let sent = waiting, let (status, length) = answered() else { return }
        waiting = nil
        if status == 201 || status == 200 && load.repeats {
            load.confirm(sent)
        } else {
            load.refuse(status, String(String(buffer: answer).prefix(2_000)))
        }
        answer.moveReaderIndex(forwardBy: length)
        answer.discardReadBytes()
        send(context)
    }

    private func send(_ context: ChannelHandlerContext) {
        guard context.channel.isActive, let (body, at) = load.take() else { return }
        waiting = at
        var request = context.channel.allocator.buffer(capacity: head.utf8.count + body.count + 16)
        request.writeString("\(head) \(body.count)\r\n\r\n")
        request.writeBytes(body)
        context.writeAndFlush(wrapOutboundOut(request), promise: nil)
    }

    /// The status of the answer and its length in bytes, when it has come whole.
    private func answered() -> (status: Int, length: Int)? {
        let bytes = answer.readableBytesView
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop(while: \.isWhitespace)) }
        let whole = bytes.distance(from: bytes.startIndex, to: end.upperBound) + (length ?? 0)
        return bytes.count >= whole ? (status, whole) : nil
    }
}

@available(*, unavailable)
extension HTTPPush: Sendable {}
