import HubCore
import HubStore
import Testing

@Suite struct `A journal that is replayed` {
    @Test(arguments: UInt64(1)...8) func `makes the tables as they are, wherever it stops`(seed: UInt64) async throws {
        let history = try await RandomHistory(seed: seed)
        for _ in 0..<4 {
            try await history.go(60)
            let outcome = try await Replay(ReplaySource(dataFolder: history.rig.folder)).compare(limit: 3)
            #expect(outcome.isEqual, "\(outcome.differences)")
            let size = try await history.store.journalHead().size
            #expect(outcome.entries == size)
        }
        #expect(Set(try await history.store.kinds()).count > 12)
        try await history.store.close()
    }

    @Test func `makes the tables of a backup, and of a hub that stands still`() async throws {
        let history = try await RandomHistory(seed: 77)
        try await history.go(80)
        let folder = history.rig.folder
        _ = try await history.store.backUp(to: "\(folder)/backup", now: history.now)
        try await history.go(20)
        try await history.store.close()
        let backup = try await Replay(ReplaySource(backup: "\(folder)/backup")).compare()
        let stopped = try await Replay(ReplaySource(dataFolder: folder)).compare()
        #expect(backup.isEqual && stopped.isEqual && backup.entries < stopped.entries && backup.rows > 0)
    }

    @Test func `tells how far it has come, and ends when nobody waits any more`() async throws {
        let history = try await RandomHistory(seed: 5)
        try await history.go(60)
        let (told, tell) = AsyncStream.makeStream(of: Replay.Progress.self)
        let outcome = try await Replay(ReplaySource(dataFolder: history.rig.folder)).compare { tell.yield($0) }
        tell.finish()
        let steps = await told.reduce(into: []) { $0.append($1) }
        #expect(steps.contains(.folding(entries: outcome.entries, of: outcome.entries)))
        #expect(steps.contains { if case .comparing("delivery", let rows) = $0 { rows > 0 } else { false } })
        let source = try ReplaySource(dataFolder: history.rig.folder)
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Replay(source).compare()
        }
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        try await history.store.close()
    }
}
