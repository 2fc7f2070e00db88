import HubStore
import NIOCore

/// A stored payload as the body of a request or an answer: streamed, and its digest checked on the way. What is damaged here
/// never arrives whole there, because its last piece is not sent. Those that are not small are read by ``WorkThreads``.
package struct PayloadBody: AsyncSequence, Sendable {
    package typealias Element = ByteBuffer

    let payload: StoredPayload

    package init(payload: StoredPayload) { self.payload = payload }

    private static let piece = 131_072

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            pieces: payload.pieces(of: Self.piece).makeAsyncIterator(),
            threads: WorkThreads.forDocument(of: payload.size))
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pieces: PayloadPieces.Iterator
        fileprivate let threads: WorkThreads?

        /// - Throws: ``StoreError``.
        package mutating func next() async throws -> ByteBuffer? {
            guard let threads else { return try await pieces.next().map { ByteBuffer(bytes: $0) } }
            return try await withTaskExecutorPreference(threads) {
                try await pieces.next().map { ByteBuffer(bytes: $0) }
            }
        }
    }
}
