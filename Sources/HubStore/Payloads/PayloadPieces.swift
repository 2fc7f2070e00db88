import Crypto
import Foundation
import HubCore

extension StoredPayload {
    /// The bytes in order, in pieces. The last piece is handed out only when the digest of all of them is right: whoever
    /// has read to the end has read what was accepted.
    ///
    /// Iterating throws ``StoreError/Code/payloadDamaged`` when the bytes are missing or others.
    package func pieces(of length: Int = 65_536) -> PayloadPieces {
        PayloadPieces(payload: self, length: max(1, length))
    }

    /// Removes nothing and keeps nothing in memory: reads all bytes once and judges them.
    package func isIntact() async throws -> Bool {
        do {
            for try await _ in pieces() {}
            return true
        } catch let error as StoreError where error.code == .payloadDamaged {
            return false
        }
    }
}

/// The bytes of a stored payload, digest-checked.
package struct PayloadPieces: AsyncSequence, Sendable {
    let payload: StoredPayload
    let length: Int

    package func makeAsyncIterator() -> Iterator { Iterator(payload: payload, length: length) }

    package struct Iterator: AsyncIteratorProtocol {
        private let payload: StoredPayload
        private let length: Int
        private var file: FileHandle?
        private var offset = 0
        private var hasher = SHA256()
        private var held: [UInt8]?
        private var isAtEnd = false

        fileprivate init(payload: StoredPayload, length: Int) {
            self.payload = payload
            self.length = length
        }

        package mutating func next() async throws -> [UInt8]? {
            if isAtEnd { return nil }
            if held == nil { held = try piece() }
            let following = try piece()
            let current = held
            held = following
            if following == nil {
                isAtEnd = true
                try check()
            }
            return current
        }

        private mutating func piece() throws -> [UInt8]? {
            let piece = try read()
            guard !piece.isEmpty else { return nil }
            hasher.update(data: piece)
            offset += piece.count
            return piece
        }

        private mutating func read() throws -> [UInt8] {
            switch payload.content {
            case .bytes(let bytes): return Array(bytes.dropFirst(offset).prefix(length))
            case .file(let path):
                if file == nil { file = FileHandle(forReadingAtPath: path) }
                guard let file else { throw damaged("is missing") }
                do {
                    return Array(try file.read(upToCount: length) ?? Data())
                } catch {
                    throw StoreError(.payloadDamaged, "payload \(payload.sha256) cannot be read", cause: error)
                }
            }
        }

        private func check() throws {
            guard Int64(offset) == payload.size, hasher.finalize().hexadecimal == payload.sha256 else {
                throw damaged("is not what was accepted")
            }
        }

        private func damaged(_ what: String) -> StoreError {
            StoreError(.payloadDamaged, "payload \(payload.sha256) \(what)")
        }
    }
}
