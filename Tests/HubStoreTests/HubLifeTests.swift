import Crypto
import HubCore
import HubStore
import Testing

@Suite struct `The hub's own life` {
    private let rig = Rig()

    private func facts(_ store: SQLiteStore) async throws -> [Fact] {
        try await store.journal(from: 0, limit: 100).map { try JournalEntry(canonical: $0.entry.utf8).fact }
    }

    private func start(_ store: SQLiteStore) async throws {
        let started = HubStarted(version: "1", hub: "hub.test", key: store.publicKey)
        _ = try await store.note(start: started, now: Rig.start)
    }

    @Test func `names the key of every start, and the one before where it was changed`() async throws {
        let first = try rig.open()
        try await start(first)
        try await start(first)
        try await first.close()
        var configuration = rig.configuration
        configuration.signer = HubSigner(origin: "hub.test", key: Curve25519.Signing.PrivateKey())
        configuration.adoptsJournal = true
        let second = try SQLiteStore(configuration)
        try await start(second)
        try await start(second)
        let starts = try await facts(second).compactMap { if case .hubStarted(let start) = $0 { start } else { nil } }
        let (old, new) = (rig.configuration.signer.publicKey.text, configuration.signer.publicKey.text)
        #expect(starts.map(\.key) == [old, old, new, new] && starts.map(\.formerKey) == [nil, nil, old, nil])
        try await second.close()
    }

    @Test func `has an entry of the settings whenever they are others, and the table that it makes`() async throws {
        let store = try rig.open()
        let first = ["a": "1", "b": "2"]
        #expect(try await store.settings().isEmpty)
        #expect(try await store.note(settings: first, now: Rig.start)?.changed == [])
        #expect(try await store.note(settings: first, now: Rig.start.minutes(1)) == nil)
        let second = ["a": "1", "b": "3", "c": String(repeating: "x", count: 5000)]
        #expect(try await store.note(settings: second, now: Rig.start.minutes(2))?.changed == ["b", "c"])
        #expect(try await store.note(settings: second, now: Rig.start.minutes(3)) == nil)
        #expect(try await store.note(settings: ["a": "1"], now: Rig.start.minutes(4))?.changed == ["b", "c"])
        #expect(try await store.settings() == ["a": "1"])
        #expect(try await store.kinds() == ["configured", "configured", "configured"])
        #expect(try rig.sqlite3("SELECT changed_at FROM setting") == "\(Rig.start.milliseconds)")
        try await store.close()
        #expect(try await Replay(ReplaySource(dataFolder: rig.folder)).compare().isEqual)
    }

    @Test func `goes on in tables made before they told of it`() async throws {
        let store = try rig.open()
        try await start(store)
        try await store.close()
        _ = try rig.sqlite3(
            "DROP TABLE setting; DROP TABLE hub_run; DELETE FROM grdb_migrations WHERE identifier = '18 settings'")
        let again = try rig.open()
        #expect(try rig.sqlite3("SELECT key FROM hub_run") == again.publicKey.text)
        try await again.close()
        #expect(try await Replay(ReplaySource(dataFolder: rig.folder)).compare().isEqual)
    }
}
