import Foundation
import GRDB

/// Bytes on their way into the store: a small packet waits in memory for the one transaction that accepts it, a larger one is
/// spooled into the database in pieces, which nobody sees before that transaction.
struct PayloadSpool {
    /// Bytes of one piece.
    static let pieceSize = 256 << 10

    private let store: AxisStore
    private var id: Int64?
    private var pieces = 0
    private var rest: [UInt8] = []

    init(_ store: AxisStore) { self.store = store }

    mutating func append(_ bytes: [UInt8]) async throws {
        rest += bytes
        while rest.count > Self.pieceSize {
            let piece = Array(rest.prefix(Self.pieceSize))
            rest.removeFirst(Self.pieceSize)
            id = try await write(piece)
            pieces += 1
        }
    }

    /// What the accepting transaction has to finish.
    func finish() -> PendingPayload { PendingPayload(id: id, pieces: pieces, rest: rest) }

    /// Takes back what was spooled of a packet that is refused.
    func discard() async throws {
        let pending = finish()
        guard pending.id != nil else { return }
        try await store.pool.write { db in try pending.discard(in: db) }
    }

    private func write(_ piece: [UInt8]) async throws -> Int64 {
        let (id, ordinal) = (id, pieces)
        return try await store.pool.write { db in
            let payload = try id ?? PendingPayload.insert(in: db)
            try PendingPayload.insert(piece, ordinal: ordinal, of: payload, in: db)
            return payload
        }
    }
}

/// Bytes that have all arrived and belong to no packet yet.
struct PendingPayload: Sendable {
    let id: Int64?
    let pieces: Int
    let rest: [UInt8]

    init(id: Int64? = nil, pieces: Int = 0, rest: [UInt8]) {
        self.id = id
        self.pieces = pieces
        self.rest = rest
    }

    /// Makes the payload whole, in the transaction that accepts its packet.
    func complete(in db: Database) throws -> Int64 {
        let payload = try id ?? Self.insert(in: db)
        try Self.insert(rest, ordinal: pieces, of: payload, in: db)
        try db.execute(sql: "UPDATE payload SET isWhole = 1 WHERE id = ?", arguments: [payload])
        return payload
    }

    /// Takes back the pieces already spooled.
    func discard(in db: Database) throws {
        guard let id else { return }
        try db.execute(sql: "DELETE FROM payload WHERE id = ? AND isWhole = 0", arguments: [id])
    }

    static func insert(in db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT INTO payload DEFAULT VALUES")
        return db.lastInsertedRowID
    }

    static func insert(_ bytes: [UInt8], ordinal: Int, of payload: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO piece (payload, ordinal, bytes) VALUES (?, ?, ?)",
            arguments: [payload, ordinal, Data(bytes)])
    }
}
