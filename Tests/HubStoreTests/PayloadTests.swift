import Crypto
import Foundation
import HubCore
import HubStore
import Testing

struct PayloadTests {
    private let rig = Rig()

    /// A body of `size` bytes, through the spool in uneven pieces.
    private func spooled(_ size: Int, in store: SQLiteStore) throws -> (payload: SpooledPayload, bytes: [UInt8]) {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        let spool = try store.spool()
        var rest = bytes[...]
        var length = 1
        while !rest.isEmpty {
            try spool.write(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
            length = length * 3 % 40_009
        }
        return (try spool.finish(), bytes)
    }

    private func accept(_ payload: SpooledPayload, in store: SQLiteStore) async throws {
        var message = rig.message("x", to: ["G22"]) {
            $0.sha256 = payload.sha256
            $0.size = payload.size
        }
        message.payload = payload
        try await store.take(message)
    }

    @Test(arguments: [0, 1, 65_536, 65_537, 1_000_003])
    func `what goes through the spool comes back byte for byte`(size: Int) async throws {
        let store = try await rig.openWithRegister()
        let (payload, bytes) = try spooled(size, in: store)
        #expect(payload.sha256 == SHA256.hash(data: bytes).hexadecimal && payload.size == Int64(size))
        try await accept(payload, in: store)
        let stored = try #require(try await store.payload(payload.sha256))
        var read: [UInt8] = []
        for try await piece in stored.pieces(of: 10_007) { read += piece }
        #expect(read == bytes)
        if case .file(let path) = stored.content {
            #expect(size > 65_536 && path.hasSuffix("/\(payload.sha256.prefix(2))/\(payload.sha256)"))
        } else {
            #expect(size <= 65_536)
        }
        #expect(try incoming().isEmpty)
    }

    @Test func `a damaged payload is never handed out whole`() async throws {
        let store = try await rig.openWithRegister()
        let (payload, bytes) = try spooled(200_000, in: store)
        try await accept(payload, in: store)
        let stored = try #require(try await store.payload(payload.sha256))
        guard case .file(let path) = stored.content else { throw Unexpected(what: "not a file") }
        var damaged = Data(bytes)
        damaged[100_000] ^= 1
        try damaged.write(to: URL(fileURLWithPath: path))
        var handedOut = 0
        let error = await #expect(throws: StoreError.self) {
            for try await piece in stored.pieces() { handedOut += piece.count }
        }
        #expect(error?.code == .payloadDamaged && handedOut < bytes.count)
        try FileManager.default.removeItem(atPath: path)
        #expect(try await !stored.isIntact())
    }

    @Test func `a spool that is dropped leaves nothing, and what a crash left is swept at the next start`() async throws
    {
        let store = try rig.open()
        for finishes in [false, true] {
            let spool = try store.spool()
            try spool.write([UInt8](repeating: 1, count: 100_000))
            #expect(try incoming().count == 1)
            if finishes { _ = try spool.finish() } else { spool.discard() }
        }
        #expect(try incoming().count == 1)
        try await store.close()
        try await rig.open().close()
        #expect(try incoming().isEmpty)
    }

    @Test func `the same large bytes accepted before are kept once`() async throws {
        let store = try await rig.openWithRegister()
        let (payload, _) = try spooled(100_000, in: store)
        try await accept(payload, in: store)
        let (again, _) = try spooled(100_000, in: store)
        let message = rig.message("x", to: ["G22"]) {
            $0.sha256 = again.sha256
            $0.size = again.size
        }
        guard case .duplicate = try await store.accept(message.document, payload: again, now: Rig.start) else {
            throw Unexpected(what: "not a duplicate")
        }
        #expect(try incoming().isEmpty)
    }

    @Test func `the same large bytes coming many times at once are taken once, and no copy fails`() async throws {
        let store = try await rig.openWithRegister()
        for size in 100_000..<100_003 {
            let outcomes = try await withThrowingTaskGroup(of: AcceptOutcome.self) { group in
                for _ in 0..<8 {
                    let (payload, _) = try spooled(size, in: store)
                    let message = rig.message("x", code: "\(size)/QĐ", to: ["G22"]) {
                        $0.sha256 = payload.sha256
                        $0.size = payload.size
                    }
                    group.addTask { try await store.accept(message.document, payload: payload, now: Rig.start) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let first = outcomes.filter { if case .accepted = $0 { true } else { false } }
            let repeats = outcomes.filter { if case .duplicate = $0 { true } else { false } }
            #expect(first.count == 1 && repeats.count == 7)
        }
        #expect(try incoming().isEmpty)
    }

    @Test func `a large one that is not kept goes a piece at a time, its name last`() async throws {
        let spool = try rig.open().spool()
        let piece = [UInt8](repeating: 1, count: 8 << 20)
        for _ in 0..<5 { try spool.write(piece) }
        let payload = try spool.finish()
        guard case .file(let path) = payload.content else { throw Unexpected(what: "not a file") }
        let inode = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        payload.discard()
        while try !incoming().isEmpty {
            #expect(try inode.seekToEnd() % UInt64(piece.count) == 0)
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(try inode.seekToEnd() == UInt64(piece.count), "the last piece goes with the name")
    }

    private func incoming() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(rig.folder)/payloads/incoming")
    }
}
