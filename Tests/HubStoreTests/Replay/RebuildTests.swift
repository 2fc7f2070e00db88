import Foundation
import HubCore
import HubStore
import Testing

@testable import HubStore

@Suite struct `Tables made anew` {
    /// A hub that has lived and stands still.
    private func stopped(seed: UInt64) async throws -> (history: RandomHistory, dump: String) {
        let history = try await RandomHistory(seed: seed)
        try await history.go(150)
        try await history.store.close()
        return (history, try history.rig.sqlite3(Self.dump))
    }

    /// Every table whose rows must be the same; duties are reckoned anew by the hub.
    private static let dump =
        (ViewTable.all.map(\.name) + ViewTable.apart.filter { ![.plan, .index, .schema].contains($0.value) }.keys)
        .sorted()
        .map { "SELECT '\($0)'; SELECT * FROM \($0) ORDER BY 1, 2;" }.joined()

    private func rebuild(_ history: RandomHistory) async throws -> Rebuild.Outcome {
        try await Rebuild(dataFolder: history.rig.folder, signer: history.rig.configuration.signer)
            .run(now: history.now)
    }

    @Test(arguments: [31, 32] as [UInt64]) func `hold what the old ones held, contents and secrets included`(
        seed: UInt64
    ) async throws {
        let (history, dump) = try await stopped(seed: seed)
        let outcome = try await rebuild(history)
        #expect(outcome.differences.isEmpty && outcome.rows > 100)
        #expect(try history.rig.sqlite3(Self.dump) == dump)
        #expect(FileManager.default.fileExists(atPath: outcome.before))
        let store = try history.rig.open()
        try await store.verifyJournal(newest: .max)
        #expect(try await store.condition(whole: true).integrity == "ok")
        #expect(try await store.agencies(matching: "Sở Tài chính", limit: 3).contains { $0.id == "H24.02" })
        try await store.close()
    }

    @Test func `are right again where the old ones were altered, and the alterations are named`() async throws {
        let (history, dump) = try await stopped(seed: 33)
        _ = try history.rig.sqlite3(
            """
            UPDATE delivery SET recipient = 'H99' WHERE position = 2; DELETE FROM status;
            INSERT INTO pause VALUES ('G77', 1, 'ai đó', 'không rõ'); UPDATE document SET receipt = 'rác' WHERE rowid =
                (SELECT max(rowid) FROM document);
            """)
        let outcome = try await rebuild(history)
        let tables = Set(outcome.differences.map(\.table))
        #expect(tables.isSuperset(of: ["delivery", "status", "pause", "document"]))
        #expect(try history.rig.sqlite3(Self.dump) == dump)
        let replay = try await Replay(ReplaySource(dataFolder: history.rig.folder)).compare()
        #expect(replay.isEqual)
    }

    @Test func `are not made while a hub runs, or of a journal that is not the one promised`() async throws {
        let history = try await RandomHistory(seed: 34)
        try await history.go(40)
        let busy = await #expect(throws: StoreError.self) { try await rebuild(history) }
        #expect(busy?.code == .busy)
        try await history.store.close()
        _ = try history.rig.sqlite3("UPDATE journal SET entry = replace(entry, 'H24', 'H25') WHERE idx = 1")
        let lost = await #expect(throws: StoreError.self) { try await rebuild(history) }
        #expect(lost?.code == .lost)
        let names = try FileManager.default.contentsOfDirectory(atPath: history.rig.folder)
        #expect(!names.contains { $0.contains("before-rebuild") })
    }
}
