import HTTPTypes
import Hummingbird
import NIOCore

/// A request's body, piece by piece as it arrives, and never more than `cap` bytes of it.
///
/// Iterate once. A declared length above the cap fails before the first piece is asked for; the end is reached only when
/// every declared byte has come.
package struct CappedBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer
    package typealias Failure = BodyFailure

    private let body: RequestBody
    private let declared: Int?
    private let cap: Int

    /// - Parameter cap: in bytes.
    package init(_ request: Request, cap: Int) {
        body = request.body
        declared = request.head.declaredLength
        self.cap = cap
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(pieces: body.makeAsyncIterator(), declared: declared, cap: cap)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private var pieces: RequestBody.AsyncIterator
        private let declared: Int?
        private let cap: Int
        private var count = 0

        fileprivate init(pieces: RequestBody.AsyncIterator, declared: Int?, cap: Int) {
            self.pieces = pieces
            self.declared = declared
            self.cap = cap
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(BodyFailure) -> ByteBuffer? {
            if (declared ?? 0) > cap { throw .tooLarge(cap: cap) }
            do {
                guard let piece = try await pieces.next(isolation: actor) else { return try end() }
                count += piece.readableBytes
                if count <= cap { return piece }
            } catch let failure as BodyFailure {
                throw failure
            } catch {
                throw .cutShort
            }
            throw .tooLarge(cap: cap)
        }

        package mutating func next() async throws(BodyFailure) -> ByteBuffer? {
            try await next(isolation: nil)
        }

        private func end() throws(BodyFailure) -> ByteBuffer? {
            if let declared, count < declared { throw .cutShort }
            return nil
        }
    }

    /// The whole body, for small ones.
    package func collected() async throws(BodyFailure) -> ByteBuffer {
        var whole = ByteBuffer()
        for try await var piece in self { whole.writeBuffer(&piece) }
        return whole
    }
}
