import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The faults that are in how an answer's body is written.
extension Response {
    /// The body in sixteen pieces (or as many as it has bytes), over a time.
    func trickling(over milliseconds: Int64) -> Response {
        let (body, pieces) = (self.body, 16)
        var reply = self
        reply.body = ResponseBody(contentLength: body.contentLength) { writer in
            let size = max(1, ((body.contentLength ?? 4096) + pieces - 1) / pieces)
            let pause = Duration.milliseconds(milliseconds / Int64(pieces))
            try await body.write(TricklingWriter(parent: writer, size: size, pause: pause))
        }
        return reply
    }

    /// Half of the body; what then happens cuts the connection.
    func cut(onceWritten close: @escaping @Sendable () -> Void) -> Response {
        let body = self.body
        var reply = self
        reply.body = ResponseBody(contentLength: body.contentLength) { writer in
            let half = max(1, (body.contentLength ?? 2) / 2)
            do {
                try await body.write(CuttingWriter(parent: writer, left: half))
            } catch let cut as BodyCut {
                close()
                throw cut
            }
        }
        return reply
    }
}

/// A body ends before its end.
private struct BodyCut: Error {}

private struct TricklingWriter: ResponseBodyWriter {
    var parent: any ResponseBodyWriter
    let size: Int
    let pause: Duration

    mutating func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        while let piece = rest.readSlice(length: min(size, rest.readableBytes)), piece.readableBytes > 0 {
            try await Task.sleep(for: pause)
            try await parent.write(piece)
        }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await parent.finish(trailingHeaders) }
}

private struct CuttingWriter: ResponseBodyWriter {
    var parent: any ResponseBodyWriter
    var left: Int

    mutating func write(_ buffer: ByteBuffer) async throws {
        var rest = buffer
        if let piece = rest.readSlice(length: min(left, rest.readableBytes)) {
            left -= piece.readableBytes
            try await parent.write(piece)
        }
        guard left > 0 else { throw BodyCut() }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { throw BodyCut() }
}

/// A body that was written into memory.
final class CollectedBody: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    var bytes: [UInt8] { gathered.withLock { $0 } }

    func append(_ buffer: ByteBuffer) { gathered.withLock { $0 += buffer.readableBytesView } }
}

struct CollectingWriter: ResponseBodyWriter {
    let body: CollectedBody

    mutating func write(_ buffer: ByteBuffer) async throws { body.append(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
