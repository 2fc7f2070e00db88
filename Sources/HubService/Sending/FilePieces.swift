import Foundation
import NIOCore

/// A file's bytes, 64 KiB at a time.
struct FilePieces: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let path: String

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(path: path) }

    final class AsyncIterator: AsyncIteratorProtocol {
        private let path: String
        private var file: FileHandle?

        init(path: String) { self.path = path }

        /// - Throws: the error of opening or reading the file.
        func next() async throws -> ByteBuffer? {
            let open = try file ?? FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            file = open
            guard let piece = try open.read(upToCount: 65_536), !piece.isEmpty else {
                try open.close()
                return nil
            }
            return ByteBuffer(bytes: piece)
        }
    }
}
