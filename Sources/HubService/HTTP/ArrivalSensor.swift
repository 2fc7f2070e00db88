import NIOCore

/// Tells of bytes that arrive before the HTTP decoder makes a header of them, so that a header can have a deadline, and one
/// that cannot be read an answer that its sender can.
final class ArrivalSensor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let arrived: (ByteBuffer) -> Void

    init(arrived: @escaping (ByteBuffer) -> Void) {
        self.arrived = arrived
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrived(unwrapInboundIn(data))
        context.fireChannelRead(data)
    }
}
