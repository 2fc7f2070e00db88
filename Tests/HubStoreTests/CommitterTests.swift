import GRDB
import HubCore
import Testing

@testable import HubStore

struct CommitterTests {
    private let rig = Rig()

    private func acceptMany(_ count: Int, from first: Int = 0, in store: SQLiteStore) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in first..<(first + count) {
                let message = rig.message("\(number)", code: "\(number)/A", to: ["G22"])
                group.addTask { try await store.take(message) }
            }
            try await group.waitForAll()
        }
    }

    @Test func `what arrives while a commit runs shares the next one`() async throws {
        let store = try await rig.openWithRegister()
        let before = await store.committer.commits
        try await acceptMany(400, in: store)
        let commits = await store.committer.commits - before
        #expect(commits >= 2 && commits < 200)
        #expect(try await store.journalHead().size == 405)
    }

    @Test func `a full disk changes nothing, and writing goes on when there is room`() async throws {
        let store = try await rig.openWithRegister()
        let pages = try await store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            return pages
        }
        let large = rig.message(String(repeating: "x", count: 60_000), to: ["G22"])
        let error = await #expect(throws: StoreError.self) { try await store.take(large) }
        #expect(error?.code == .full)
        #expect(try await store.receipt(ofBytes: large.payload.sha256) == nil)
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 1000)") }
        try await store.take(large)
        try await store.verifyJournal(newest: .max)
    }

    @Test func `after a failure that cannot be trusted nothing more is written`() async throws {
        let store = try await rig.openWithRegister()
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        let message = rig.message("packet", to: ["G22"])
        let first = await #expect(throws: StoreError.self) { try await store.take(message) }
        #expect(first?.code == .broken)
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
        let second = await #expect(throws: StoreError.self) { try await store.take(message) }
        #expect(second?.code == .broken)
    }

    @Test func `whoever waits for work learns that the store has failed`() async throws {
        let store = try await rig.openWithRegister()
        var rings = store.wakeUps().makeAsyncIterator()
        _ = await rings.next()
        try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
        await #expect(throws: StoreError.self) { try await store.take(rig.message("packet", to: ["G22"])) }
        _ = await rings.next()
        let error = await #expect(throws: StoreError.self) {
            try await store.claim(route: .axis, limit: 1, owner: "a", until: Rig.start.minutes(1), now: Rig.start)
        }
        #expect(error?.code == .broken)
    }

    @Test func `the writer syncs in full, and every connection guards its pages and keys`() async throws {
        let store = try rig.open()
        @Sendable func pragmas(_ db: Database) throws -> [Int?] {
            try ["synchronous", "cell_size_check", "trusted_schema", "foreign_keys", "mmap_size"].map {
                try Int.fetchOne(db, sql: "PRAGMA \($0)")
            }
        }
        let writer = try await store.pool.writeWithoutTransaction(pragmas)
        #expect(writer.map { $0 ?? 0 } == [2, 1, 0, 1, 0])
        let reader = try await store.pool.read(pragmas)
        #expect(reader.dropFirst().map { $0 ?? 0 } == [1, 0, 1, 0])
        #expect(try rig.sqlite3("PRAGMA journal_mode") == "wal")
    }

    @Test func `after closing, the database file alone is a whole copy`() async throws {
        let store = try await rig.openWithRegister()
        try await acceptMany(3, in: store)
        try await store.close()
        #expect(try rig.sqlite3("PRAGMA journal_mode = DELETE; SELECT count(*) FROM journal") == "delete\n8")
        let error = await #expect(throws: StoreError.self) { try await acceptMany(1, from: 9, in: store) }
        #expect(error?.code == .broken)
    }

    @Test func `the tables are what the facts make of them`() async throws {
        let store = try await rig.openWithRegister()
        try await acceptMany(3, in: store)
        try await store.take(rig.status("03", by: "G22", document: "1/A"))
        try await store.take(rig.status("06", by: "G09", document: "77/A"))
        let claims = try await store.claim(
            route: .axis, limit: 9, owner: "a", until: Rig.start.minutes(1), now: Rig.start)
        for claim in claims { _ = try await store.settle(claim, .delivered(reference: "d"), now: Rig.start.minutes(2)) }
        let letter = try await store.take(rig.message("retired", code: "88/A", to: ["G22"]))
        _ = try await store.write { ledger in
            let retired = Retired(.words, of: [letter.documentID], endedBefore: Rig.start.minutes(9), by: "test")
            return try ledger.append(.retired(retired), at: Rig.start.minutes(9))
        }
        try await expectTables(
            of: store, toFollowFrom: ["document", "delivery", "status", "parked_status", "axis_item", "agency"])
    }

    @Test func `the tables of requests are what the facts make of them`() async throws {
        let store = try await rig.openWithRegister()
        let letter = rig.message("letter", to: ["H24.01", "H24.02", "G22"]) { $0.documentID = "the letter" }
        try await store.take(rig.status("03", by: "G22", at: Rig.start.minutes(1)))
        try await store.take(rig.recall(from: ["H24.02"]))
        try await store.take(letter)
        try await store.makeOut(letter.document.id)
        try await store.take(rig.recall(.status, from: ["G22", "H24.01"], at: Rig.start.minutes(2)))
        try await store.take(rig.status("06", by: "G22", at: Rig.start.minutes(3)))
        try await store.take(rig.status("15", by: "G22", at: Rig.start.minutes(4)))
        try await store.take(rig.update(to: ["H24.01"], adding: ["H24.02", "G09"], named: "the letter"))
        try await store.take(rig.status("15", by: "H24.01", at: Rig.start.minutes(5)))
        try await store.take(rig.replacement("13/A", of: "the letter", heldBy: ["H24.01"], to: ["G09"]))
        try await store.take(rig.replacement("14/A", of: "not here", heldBy: ["H24.01"], to: ["G09"]))
        _ = try await store.giveUpWaiting(askedBefore: Rig.start.minutes(9), limit: 1, now: Rig.start.minutes(9))
        try await expectTables(
            of: store,
            toFollowFrom: [
                "document", "delivery", "status", "parked_status", "negotiation", "relation", "parked_request",
            ])
        let states = try rig.sqlite3(
            "SELECT group_concat(DISTINCT state) FROM (SELECT state FROM negotiation ORDER BY state)")
        #expect(states == "agreed,asked,takenBack,unanswered")
        #expect(try rig.sqlite3("SELECT count(*), (SELECT count(*) FROM parked_status) FROM parked_request") == "1|1")
    }

    /// Applies the journal to a store of its own, and compares.
    private func expectTables(of store: SQLiteStore, toFollowFrom tables: [String]) async throws {
        let records = try await store.journal(from: 0, limit: 1000)
        var configuration = rig.configuration
        let copy = Rig()
        configuration.folder = copy.folder
        let replayed = try SQLiteStore(configuration)
        try await replayed.write { ledger in
            try ledger.db.execute(sql: "PRAGMA defer_foreign_keys = ON")
            for record in records {
                let entry = try JournalEntry(canonical: record.entry.utf8)
                try ledger.append(entry.fact, at: entry.at)
            }
        }
        #expect(try await replayed.journalHead() == store.journalHead())
        for table in tables {
            #expect(try copy.sqlite3("SELECT * FROM \(table)") == rig.sqlite3("SELECT * FROM \(table)"))
        }
    }
}
