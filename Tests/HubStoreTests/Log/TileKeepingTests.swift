import Foundation
import GRDB
import HubCore
import Testing

@testable import HubStore

struct TileKeepingTests {
    private let rig = Rig()

    /// A store with so many entries, five of the register among them; closed.
    private func filled(_ entries: Int) async throws {
        let store = try await rig.openWithRegister()
        try await note(entries - 5, in: store)
        try await store.close()
    }

    private func note(_ count: Int, in store: SQLiteStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                let act = OperatorActed(by: "a", action: "test", subject: "\(number)", note: "")
                group.addTask { _ = try await store.note(.operatorActed(act), now: Rig.start) }
            }
            try await group.waitForAll()
        }
    }

    private func tamper(_ sql: String) async throws {
        let queue = try DatabaseQueue(path: rig.database)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func whatIsLost(checking entries: Int64 = 4096) -> String? {
        var configuration = rig.configuration
        configuration.checkedEntries = entries
        let error = #expect(throws: StoreError.self) { try SQLiteStore(configuration) }
        #expect(error?.code == .lost)
        return error?.message
    }

    private static let spoil = "hashes = CAST(substr(hashes, 1, 32 * 9) || x'00' || substr(hashes, 32 * 9 + 2) AS BLOB)"

    @Test func `the tiles hold every hash of the tree once, in the transaction of its entry`() async throws {
        let store = try await rig.openWithRegister()
        for step in [1, 250, 1, 300] {
            try await note(step, in: store)
            let size = try await store.journalHead().size
            let tiles = try rig.sqlite3(
                "SELECT group_concat(level || '/' || number || ':' || (length(hashes) / 32)) FROM tile")
            #expect(
                tiles
                    == [
                        "5": "", "6": "0/0:6", "256": "0/0:256,1/0:1", "257": "0/0:256,1/0:1,0/1:1",
                        "557": "0/0:256,1/0:2,0/1:256,0/2:45",
                    ]["\(size)"])
        }
        #expect(try rig.sqlite3("SELECT size FROM journal_head") == "557")
        try await store.verifyJournal(newest: .max)
    }

    @Test func `a tile that was altered, cut or lost stops the start and is named`() async throws {
        try await filled(600)
        let database = try Data(contentsOf: URL(fileURLWithPath: rig.database))
        for (sql, said) in [
            (
                "UPDATE tile SET \(Self.spoil) WHERE level = 0 AND number = 2",
                "tile 0/2 of the journal's tree was altered, from its hash 521 on"
            ),
            (
                "UPDATE tile SET \(Self.spoil) WHERE level = 0 AND number = 0",
                "tile 0/0 of the journal's tree was altered, from its hash 9 on"
            ),
            (
                "UPDATE tile SET hashes = zeroblob(64) WHERE level = 1",
                "tile 1/0 of the journal's tree was altered, from its hash 0 on"
            ),
            ("DELETE FROM tile WHERE level = 1", "the journal's tree is not whole: tile 1/0 is missing, or too short"),
            (
                "UPDATE tile SET hashes = substr(hashes, 1, 64) WHERE number = 2",
                "has 600 entries and its tree 514 leaves"
            ),
            ("DELETE FROM tile WHERE level = 0 AND number = 2", "has 600 entries and its tree 512 leaves"),
            (
                "UPDATE journal SET entry = replace(entry, 'test', 'tost') WHERE idx = 595",
                "journal entry 595 was altered"
            ),
            ("DELETE FROM journal WHERE idx = 599", "1 committed entries are missing"),
        ] {
            try await tamper(sql)
            let lost = try #require(whatIsLost(checking: .max))
            #expect(lost.contains(said), "\(lost)")
            try database.write(to: URL(fileURLWithPath: rig.database))
        }
        try await rig.open().close()
    }

    @Test func `what is checked at a start is the newest stretch; what lies before it is checked on demand`()
        async throws
    {
        try await filled(600)
        try await tamper("UPDATE tile SET \(Self.spoil) WHERE level = 0 AND number = 0")
        var configuration = rig.configuration
        configuration.checkedEntries = 10
        let store = try SQLiteStore(configuration)
        let error = await #expect(throws: StoreError.self) { try await store.verifyJournal(newest: .max) }
        #expect(error?.message == "tile 0/0 of the journal's tree was altered, from its hash 9 on")
        try await store.close()
    }

    @Test func `tiles and bundles are given as far as they reach, and remain what they were`() async throws {
        let store = try await rig.openWithRegister()
        try await note(295, in: store)
        let names = [TileName(.hashes(level: 0), number: 1, width: 44), TileName(.entries, number: 1, width: 44)]
        let before = try await [store.tile(names[0]), store.tile(names[1])]
        for beyond in [
            TileName(.hashes(level: 0), number: 1, width: 45), TileName(.hashes(level: 1), number: 0, width: 2),
            TileName(.entries, number: 1), TileName(.hashes(level: 63), number: .max), TileName(.entries, number: .max),
        ] {
            #expect(try await store.tile(beyond) == nil)
        }
        try await note(300, in: store)
        #expect(try await [store.tile(names[0]), store.tile(names[1])] == before)
        let bundle = try #require(before[1])
        let entries = try #require(EntryBundle.decode(bundle))
        let records = try await store.journal(from: 256, limit: 44)
        #expect(entries == records.map { Array($0.entry.utf8) })
        #expect(before[0] == Array(entries.map(MerkleFrontier.leafHash).joined()))
        #expect(try await store.tile(TileName(.hashes(level: 1), number: 0, width: 1))?.count == 32)
    }

    @Test func `evidence leads from each entry to the signed head, and each head continues the one before`()
        async throws
    {
        let store = try await rig.openWithRegister()
        let key = rig.configuration.signer.publicKey
        var former = try #require(Checkpoint.verify(try await store.checkpoint(), with: key)).head
        for step in [1, 255, 300] {
            try await note(step, in: store)
            let size = try await store.journalHead().size
            let evidence = try await store.evidence(of: [0, size / 2, size - 1])
            let head = try #require(Checkpoint.verify(evidence.checkpoint, with: key)).head
            for entry in evidence.entries {
                let leaf = MerkleFrontier.leafHash(of: Array(entry.entry.utf8))
                #expect(TreeProof.shows(leaf, at: entry.index, in: head, path: entry.path))
            }
            let path = try #require(try await store.consistencyProof(from: former.size, to: head.size))
            #expect(TreeProof.continues(former, in: head, path: path))
            former = head
        }
        #expect(try await store.consistencyProof(from: 0, to: former.size + 1) == nil)
        await #expect(throws: StoreError.self) { try await store.evidence(of: [former.size]) }
    }

    @Test func `a journal from before there were tiles gets them`() async throws {
        let path = rig.folder + "-former.sqlite"
        let database = try DatabaseQueue(path: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Schema.migrator.migrate(database, upTo: "14 duties")
        let former = try await database.write { db in
            var frontier = MerkleFrontier()
            for index in 0..<700 {
                let entry = "entry \(index)"
                let leaf = MerkleFrontier.leafHash(of: Array(entry.utf8))
                frontier.append(leaf)
                try db.run(
                    "INSERT INTO journal (idx, at, kind, entry, leaf) VALUES (?, 0, 'test', ?, ?)",
                    [index, entry, Data(leaf)])
            }
            try db.run("UPDATE journal_head SET size = 700, edge = ?", [Data(frontier.bytes)])
            return frontier
        }
        try Schema.migrator.migrate(database)
        try await database.read { db in
            #expect(try Integrity.frontier(in: db) == former)
            try Integrity.check(db, newest: .max, promised: former.head, headPath: "head", databasePath: path)
            #expect(try !db.columns(in: "journal").contains { $0.name == "leaf" })
        }
    }
}
