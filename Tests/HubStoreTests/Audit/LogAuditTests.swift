import Crypto
import Foundation
import HubCore
import Testing

@testable import HubStore

@Suite struct `An audit of a log` {
    /// A hub that has lived long enough for two full tiles, and stands still.
    private func lived(_ seed: UInt64 = 4) async throws -> RandomHistory {
        let history = try await RandomHistory(seed: seed)
        try await history.go(60)
        let (store, now) = (history.store, history.now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<max(0, 620 - Int(try await store.journalHead().size)) {
                let act = OperatorActed(by: "trực", action: "note", subject: "\(number)", note: "")
                group.addTask { _ = try await store.note(.operatorActed(act), now: now) }
            }
            try await group.waitForAll()
        }
        try await store.close()
        return history
    }

    private func audit(
        _ rig: Rig, _ folder: String? = nil, kept: [KeptProof] = [], keys: [NoteKey]? = nil, isQuick: Bool = false
    ) async throws -> LogAudit.Outcome {
        try await LogAudit(
            AuditFolder(folder ?? rig.folder), keys: keys ?? [rig.configuration.signer.publicKey], kept: kept,
            isQuick: isQuick
        ).run()
    }

    private func found(_ sql: String, in history: RandomHistory, isQuick: Bool = true) async throws -> [AuditFlaw] {
        let whole = history.rig.database + "-whole"
        if !FileManager.default.fileExists(atPath: whole) {
            try FileManager.default.copyItem(atPath: history.rig.database, toPath: whole)
        }
        _ = try history.rig.sqlite3("PRAGMA ignore_check_constraints = ON; \(sql)")
        let flaws = try await audit(history.rig, isQuick: isQuick).flaws.named
        try FileManager.default.removeItem(atPath: history.rig.database)
        try FileManager.default.copyItem(atPath: whole, toPath: history.rig.database)
        return flaws
    }

    @Test func `of a hub that lives finds it whole, and counts what it looked at`() async throws {
        let history = try await RandomHistory(seed: 12)
        try await history.go(120)
        let size = try await history.store.journalHead().size
        let outcome = try await audit(history.rig)
        #expect(outcome.isWhole, "\(outcome.flaws.named)")
        #expect(outcome.entries == size && outcome.head?.size == size && outcome.heads == 2)
        #expect(outcome.payloads > 10 && outcome.receipts > 10 && outcome.rows ?? 0 > 100 && outcome.tiles >= 1)
        let backup = "\(history.rig.folder)/backup"
        _ = try await history.store.backUp(to: backup, now: history.now)
        let copy = try await audit(history.rig, backup)
        #expect(copy.isWhole && copy.entries == size, "\(copy.flaws.named)")
        try await history.store.close()
    }

    @Test func `names the entry, whatever was done to it`() async throws {
        let history = try await lived()
        for (sql, flaw) in [
            ("UPDATE journal SET entry = replace(entry, ':', ': ') WHERE idx = 300", AuditFlaw.Kind.entryAltered),
            ("UPDATE journal SET entry = replace(entry, ':', ': ') WHERE idx = 599", .entryAltered),
            ("DELETE FROM journal WHERE idx = 300", .entryMissing),
            ("UPDATE journal SET at = at + 1 WHERE idx = 300", .entryMisfiled),
            (
                "INSERT INTO journal SELECT idx + 9000, at, kind, document, entry FROM journal WHERE idx = 0",
                .entryBeyond
            ),
        ] {
            let flaws = try await found(sql, in: history)
            #expect(flaws.first { $0.kind == flaw } != nil, "\(sql): \(flaws)")
            let places = flaws.filter { $0.kind == flaw }.map(\.place)
            let index: Int64 = flaw == .entryBeyond ? 9000 : sql.contains("599") ? 599 : 300
            #expect(places.count == 1 && places.first?.entry == index, "\(sql): \(flaws)")
        }
    }

    @Test func `names the tile, and tells it from the entry that it is of`() async throws {
        let history = try await lived()
        let spoil = "hashes = CAST(substr(hashes, 1, 288) || x'00' || substr(hashes, 290) AS BLOB)"
        for (sql, flaw) in [
            (
                "UPDATE tile SET \(spoil) WHERE level = 0 AND number = 1",
                AuditFlaw(.tileAltered, at: .tile(Tile(level: 0, number: 1), hash: 265))
            ),
            (
                "UPDATE tile SET \(spoil) WHERE level = 0 AND number = 2",
                AuditFlaw(.tileAltered, at: .tile(Tile(level: 0, number: 2), hash: 521))
            ),
            (
                "UPDATE tile SET hashes = CAST(substr(hashes, 1, 32) || randomblob(32) AS BLOB) WHERE level = 1",
                AuditFlaw(.tileAltered, at: .tile(Tile(level: 1, number: 0), hash: 1))
            ),
            ("DELETE FROM tile WHERE level = 1", AuditFlaw(.tileMissing, at: .tile(Tile(level: 1, number: 0)))),
            (
                "UPDATE tile SET hashes = substr(hashes, 1, 64) WHERE number = 1",
                AuditFlaw(.tileMissing, at: .tile(Tile(level: 0, number: 1), hash: 258))
            ),
            (
                "INSERT INTO tile VALUES (2, 0, randomblob(32))",
                AuditFlaw(.tileBeyond, at: .tile(Tile(level: 2, number: 0), hash: 0))
            ),
        ] {
            #expect(try await found(sql, in: history) == [flaw], "\(sql)")
        }
    }

    @Test func `is not deceived by who alters an entry together with its hash`() async throws {
        let history = try await lived()
        let size = try #require(Int64(try history.rig.sqlite3("SELECT size FROM journal_head")))
        for index in [Int64(300), size - 1] {
            var text = try history.rig.sqlite3("SELECT entry FROM journal WHERE idx = \(index)")
            text = text.replacingOccurrences(of: "+07:00", with: "+07:01")
            let leaf = MerkleFrontier.leafHash(of: Array(text.utf8)).hexadecimal
            let before = 32 * (index % 256)
            let sql = """
                UPDATE journal SET entry = '\(text.replacingOccurrences(of: "'", with: "''"))' WHERE idx = \(index);
                UPDATE tile SET hashes = CAST(substr(hashes, 1, \(before)) || x'\(leaf)' || substr(hashes, \(before + 33))
                    AS BLOB) WHERE level = 0 AND number = \(index / 256)
                """
            let flaws = try await found(sql, in: history)
            let kinds = flaws.map(\.kind)
            #expect(kinds.contains(index == 300 ? .stretchRewritten : .headDifferent), "\(flaws)")
            #expect(flaws.contains { if case .entries(let range) = $0.place { range.contains(index) } else { false } })
        }
    }

    @Test func `finds payloads, receipts, tables and their make altered`() async throws {
        let history = try await lived()
        for (sql, flaw) in [
            ("UPDATE payload SET bytes = zeroblob(size) WHERE bytes IS NOT NULL", AuditFlaw.Kind.payloadAltered),
            ("UPDATE payload SET bytes = NULL", .payloadMissing),
            ("UPDATE document SET receipt = json_set(receipt, '$.signature', 'AAAA')", .receiptAltered),
            ("UPDATE delivery SET recipient = 'H99' WHERE position = 4", .rowChanged),
            ("DELETE FROM status", .rowMissing), ("INSERT INTO pause VALUES ('G77', 1, 'x', 'y')", .rowInvented),
            ("DROP INDEX document_sender", .schemaAltered),
            ("CREATE TRIGGER t AFTER INSERT ON pause BEGIN DELETE FROM pause; END", .schemaAltered),
            ("DELETE FROM grdb_migrations WHERE identifier LIKE '16%'", .schemaAltered),
        ] {
            let flaws = try await found(sql, in: history, isQuick: false)
            #expect(flaws.contains { $0.kind == flaw }, "\(sql): \(flaws.prefix(3))")
        }
    }

    @Test func `finds heads altered, lost, and put back`() async throws {
        let history = try await lived()
        let path = "\(history.rig.folder)/journal-head"
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var spoiled = whole
        spoiled[whole.count / 2 + 30] ^= 1
        let former = try Checkpoint.note(MerkleFrontier().head, by: history.rig.configuration.signer)
        let back = Data(former.utf8) + Data(repeating: 10, count: 1024 - former.utf8.count)
        for (bytes, kinds) in [
            (spoiled, [AuditFlaw.Kind.headUnsigned]), (Data(whole.prefix(512)), [.fileAltered]),
            (back, [.entriesUnsigned]), (Data(), [.fileAltered, .headUnsigned]),
        ] {
            try bytes.write(to: URL(fileURLWithPath: path))
            let flaws = try await audit(history.rig, isQuick: true).flaws.named.map(\.kind)
            #expect(kinds.allSatisfy(flaws.contains), "\(flaws)")
        }
        try whole.write(to: URL(fileURLWithPath: path))
        let other = NoteKey(name: "hub.test", key: Curve25519.Signing.PrivateKey().publicKey)
        #expect(
            try await audit(history.rig, keys: [other], isQuick: true).flaws.named.contains { $0.kind == .headUnsigned }
        )
    }

    @Test func `finds the whole journal written anew under the hub's own key by what the auditor kept`() async throws {
        let history = try await RandomHistory(seed: 8)
        try await history.go(60)
        let kept = KeptProof(name: "kept", checkpoint: try await history.store.checkpoint())
        try await history.go(30)
        try await history.store.close()
        #expect(try await audit(history.rig, kept: [kept], isQuick: true).continued == 1)
        let rewriting = try TamperedStore(folder: history.rig.folder)
        #expect(try rewriting.rewrite(entry: 3, by: history.rig.configuration.signer))
        let unseen = try await audit(history.rig, isQuick: true)
        #expect(unseen.isWhole, "\(unseen.flaws.named)")
        let seen = try await audit(history.rig, kept: [kept], isQuick: true)
        #expect(seen.flaws.named.map(\.kind) == [.keptDifferent] && seen.continued == 0)
        let stranger = KeptProof(name: "stranger", checkpoint: "a\n0\n\n")
        #expect(
            try await audit(history.rig, kept: [stranger], isQuick: true).flaws.named.map(\.kind) == [.keptUnsigned])
    }

    @Test func `ends when nobody waits any more`() async throws {
        let history = try await lived()
        let audit = LogAudit(try AuditFolder(history.rig.folder), keys: [history.rig.configuration.signer.publicKey])
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await audit.run()
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        #expect(throws: StoreError.self) { try AuditFolder(NSTemporaryDirectory() + "nowhere") }
    }
}

extension AuditPlace {
    fileprivate var entry: Int64? { if case .entry(let index, _) = self { index } else { nil } }
}
