import HubStore
import NIOCore

/// A stored payload as a request's body: streamed, and its digest checked on the way. What is damaged here never arrives
/// whole there, because its last piece is not sent.
struct PayloadUpload: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let payload: StoredPayload

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pieces: payload.pieces().makeAsyncIterator()) }

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pieces: PayloadPieces.Iterator

        /// - Throws: ``StoreError``.
        mutating func next() async throws -> ByteBuffer? {
            try await pieces.next().map { ByteBuffer(bytes: $0) }
        }
    }
}
