import HubCore
import HubStore
import NIOHTTP1
import Testing

@testable import HubService

@Suite struct `The message log` {
    @Test func `serves a signed head, and the tiles and entries that lead to it`() async throws {
        let province = try await Province()
        try await province.note(300)
        let auditor = try await province.token("H24.01", [.audit]).secret
        let head = try #require(try await province.head())
        let rest = Int(head.size) - 256
        var tree = MerkleFrontier()
        for path in ["tile/entries/000", "tile/entries/001.p/\(rest)"] {
            let answer = try await province.log(path, as: auditor)
            let entries = try #require(EntryBundle.decode(answer.bytes))
            for entry in entries { tree.append(MerkleFrontier.leafHash(of: entry)) }
            let hashes = try await province.log(path.replacing("entries", with: "0"))
            #expect(hashes.bytes == entries.flatMap(MerkleFrontier.leafHash))
        }
        #expect(tree.head == head)
        let top = try await province.log("tile/1/000.p/1")
        #expect(top.bytes.count == 32 && top.header("Content-Type") == "application/octet-stream")
        await province.stop()
    }

    @Test func `is read with any token, its entries with the scope audit alone, and by nobody else`() async throws {
        let province = try await Province()
        try await province.note(1)
        let (agency, auditor) = (
            try await province.token("H24.01").secret, try await province.token("H24.02", [.audit]).secret
        )
        for (path, token, status) in [
            ("checkpoint", nil, 401), ("tile/0/000.p/1", nil, 401), ("tile/entries/000.p/1", nil, 401),
            ("checkpoint", Province.token, 200), ("tile/0/000.p/1", Province.token, 200),
            ("tile/entries/000.p/1", Province.token, 403), ("checkpoint", agency, 200), ("tile/0/000.p/1", agency, 200),
            ("tile/entries/000.p/1", agency, 403), ("tile/entries/000.p/1", auditor, 200), ("tile/0/999", nil, 401),
            ("tile/entries/999", agency, 403), ("checkpoint", "falsch", 401),
        ] as [(String, String?, Int)] {
            #expect(try await province.log(path, as: token).status == status, "\(path) \(token ?? "–")")
        }
        #expect(try await province.log("tile/entries/000.p/1", as: agency).codes == ["API-SCOPE"])
        await province.stop()
    }

    @Test(arguments: LogOpenness.allCases)
    func `is open to whoever asks as far as its operator says`(_ openness: LogOpenness) async throws {
        let province = try await Province { $0.logOpenness = openness }
        try await province.note(1)
        for (path, needed) in [
            ("checkpoint", .checkpoint), ("tile/0/000.p/1", .tiles), ("tile/entries/000.p/1", .entries),
        ] as [(String, LogOpenness)] {
            let answer = try await province.log(path, as: nil)
            #expect(answer.status == (needed <= openness ? 200 : 401), "\(path)")
            if needed <= openness { #expect(answer.header("Cache-Control")?.hasPrefix("public, ") == true) }
        }
        await province.stop()
    }

    @Test func `lets caches keep a tile for ever and the head for a second`() async throws {
        let province = try await Province()
        try await province.note(3)
        let tile = try await province.log("tile/0/000.p/2")
        #expect(tile.header("Cache-Control") == "private, max-age=31536000, immutable")
        #expect(try await province.log("checkpoint").header("Cache-Control") == "private, max-age=1")
        let tag = try #require(tile.header("ETag"))
        let known = try await province.log("tile/0/000.p/2", as: Province.token, .GET, [("If-None-Match", tag)])
        #expect(known.status == 304 && known.bytes.isEmpty && known.header("ETag") == tag)
        let head = try await province.log("tile/0/000.p/2", as: Province.token, .HEAD)
        #expect(head.status == 200 && head.bytes.isEmpty && head.header("Content-Length") == "64")
        try await province.note(1)
        #expect(try await province.log("tile/0/000.p/2").bytes == tile.bytes)
        let former = try #require(try await province.log("checkpoint").header("ETag"))
        try await province.note(1)
        #expect(try await province.log("checkpoint").header("ETag") != former)
        await province.stop()
    }

    @Test func `packs entries for whoever takes gzip, and hashes for nobody`() async throws {
        let province = try await Province { $0.logOpenness = .entries }
        try await province.note(50)
        let plain = try await province.log("tile/entries/000.p/50", as: nil, .GET, [("Accept-Encoding", "identity")])
        #expect(plain.header("Content-Encoding") == nil && plain.header("Vary") == "Accept-Encoding")
        for coding in ["gzip", "br;q=1, gzip;q=0.8", "*"] {
            let packed = try await province.log("tile/entries/000.p/50", as: nil, .GET, [("Accept-Encoding", coding)])
            #expect(packed.header("Content-Encoding") == "gzip" && packed.header("ETag") != plain.header("ETag"))
            // The client unpacks it, and leaves the fields as they came.
            let length = try #require(packed.header("Content-Length").flatMap { Int($0) })
            #expect(length < plain.bytes.count / 2 && packed.bytes == plain.bytes)
        }
        let refused = try await province.log("tile/entries/000.p/50", as: nil, .GET, [("Accept-Encoding", "gzip;q=0")])
        #expect(refused.bytes == plain.bytes)
        let hashes = try await province.log("tile/0/000.p/50", as: nil, .GET, [("Accept-Encoding", "gzip")])
        #expect(hashes.header("Content-Encoding") == nil && hashes.bytes.count == 1600)
        await province.stop()
    }

    @Test func `says of what it does not have that it has it not, and of other methods which there are`() async throws {
        let province = try await Province { $0.logOpenness = .entries }
        for path in [
            "tile/0/000", "tile/0/001.p/1", "tile/entries/000", "tile/7/000.p/1", "tile/0/0", "tile/x/000", "tile/0",
            "tile/0/000.p/257", "tile/0/x009/x223/x372/x036/x854/x775/807", "tile/0/%2e%2e/000", "tile/0/000.p/255/",
        ] {
            let answer = try await province.log(path, as: nil)
            #expect(answer.status == 404 && answer.codes == ["LOG-TILE-UNKNOWN"], "\(path)")
        }
        let posted = try await province.log("checkpoint", as: nil, .POST)
        #expect(posted.status == 405 && posted.header("Allow") == "GET, HEAD")
        #expect(try await province.log("tile/0/000.p/1", as: nil, .DELETE).status == 405)
        await province.stop()
    }

    @Test func `never shows a head of more than is on the disk, while entries pour in`() async throws {
        let province = try await Province { $0.logOpenness = .entries }
        let store = province.store
        async let pouring: Void = Province.note(600, in: store)
        var former = TreeHead(size: 0, root: MerkleFrontier().root)
        for _ in 0..<40 {
            let head = try #require(try await province.head())
            #expect(head.size >= former.size)
            if head.size > 0 {
                let (full, rest) = (head.size / 256, Int(head.size % 256))
                let name = TileName(
                    .hashes(level: 0), number: rest == 0 ? full - 1 : full, width: rest == 0 ? 256 : rest)
                #expect(try await province.log(name.path, as: nil).status == 200)
                let path = try #require(try await store.consistencyProof(from: former.size, to: head.size))
                #expect(TreeProof.continues(former, in: head, path: path))
            }
            former = head
        }
        try await pouring
        await province.stop()
    }
}
