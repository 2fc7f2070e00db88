import Foundation
import HubStore

extension StoredPayload {
    /// The bytes in pieces of at most 64 KiB, read as they are asked for.
    var pieces: AsyncThrowingStream<[UInt8], any Error> {
        switch content {
        case .bytes(let bytes):
            AsyncThrowingStream { continuation in
                continuation.yield(bytes)
                continuation.finish()
            }
        case .file(let path):
            Self.stream(of: PayloadFile(path: path))
        }
    }

    private static func stream(of file: PayloadFile) -> AsyncThrowingStream<[UInt8], any Error> {
        AsyncThrowingStream { try await file.next() }
    }
}

/// A payload's file, read piece by piece; opened at the first piece, closed at the end or when dropped.
private actor PayloadFile {
    private let path: String
    private var handle: FileHandle?
    private var isAtEnd = false

    init(path: String) { self.path = path }

    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let open = try handle ?? FileHandle(forReadingFrom: URL(filePath: path))
        handle = open
        guard let piece = try open.read(upToCount: 65_536), !piece.isEmpty else {
            isAtEnd = true
            try open.close()
            return nil
        }
        return Array(piece)
    }
}
