import Crypto
import Foundation
import HubCore
import Testing

@testable import HubStore

struct CosignatureKeepingTests {
    private let rig = Rig()
    private let signers = (1...2).map { WitnessSigner(name: "w\($0)", key: Curve25519.Signing.PrivateKey()) }

    private func open(needed: Int) throws -> SQLiteStore {
        var configuration = rig.configuration
        configuration.witnesses = WitnessQuorum(signers.map(\.publicKey), needed: needed)
        return try SQLiteStore(configuration)
    }

    private func note(_ store: SQLiteStore) async throws -> Int64 {
        try await store.note(
            .operatorActed(OperatorActed(by: "a", action: "test", subject: "", note: "")), now: Rig.start)
    }

    /// Has some of the witnesses cosign the newest head.
    private func cosign(_ store: SQLiteStore, by numbers: [Int], at seconds: Int64 = 1_795_256_431) async throws {
        let note = try await store.checkpoint()
        let parts = try #require(NoteParts(note))
        let size = try #require(Checkpoint(text: note)).head.size
        for number in numbers {
            let cosignature = try signers[number].cosign(parts.text, at: seconds)
            try await store.keep(CosignedHead(size: size, note: note, cosignature: cosignature))
        }
    }

    private func rows() throws -> String { try rig.sqlite3("SELECT count(*) FROM cosignature") }

    @Test func `a head is witnessed when enough have cosigned it, and stays so through a restart`() async throws {
        var store = try open(needed: 2)
        _ = try await note(store)
        try await cosign(store, by: [0])
        #expect(try await store.witnessedHead() == nil)
        try await cosign(store, by: [1])
        _ = try await note(store)
        try await cosign(store, by: [0])
        try await store.close()
        store = try open(needed: 2)
        let witnessed = try #require(try await store.witnessedHead())
        #expect(witnessed.size == 1 && witnessed.cosignatures.map(\.witness) == signers.map(\.publicKey))
        #expect(Checkpoint.verify(witnessed.text, with: store.publicKey)?.head.size == 1)
        #expect(store.witnesses.cosignatures(under: witnessed.text) == witnessed.cosignatures)
        #expect(try await store.cosignedHeads().map(\.size) == [2, 1])
        try await store.close()
        let alone = try open(needed: 1)
        #expect(try await alone.witnessedHead()?.size == 2)
        try await alone.close()
    }

    @Test func `what nobody needs any more is not kept`() async throws {
        let store = try open(needed: 2)
        for _ in 0..<40 {
            _ = try await note(store)
            try await cosign(store, by: [0])
        }
        #expect(try rows() == "16", "while one alone cosigns")
        try await cosign(store, by: [1])
        #expect(try rows() == "2")
        _ = try await note(store)
        try await cosign(store, by: [1])
        #expect(try await store.witnessedHead()?.size == 40)
        #expect(try rows() == "3")
        try await store.close()
    }

    @Test func `the newest word of a witness about a head counts, and no older one`() async throws {
        let store = try open(needed: 1)
        _ = try await note(store)
        for seconds in [100, 300, 200] as [Int64] { try await cosign(store, by: [0], at: seconds) }
        #expect(try await store.cosignedHeads().map(\.cosignature.seconds) == [300])
        try await store.close()
    }

    @Test func `a row that was spoilt is given to nobody`() async throws {
        let store = try open(needed: 1)
        _ = try await note(store)
        try await cosign(store, by: [0])
        #expect(try await store.witnessedHead() != nil)
        _ = try rig.sqlite3("UPDATE cosignature SET note = replace(note, 'hub.test', 'hub.test.')")
        #expect(try await store.witnessedHead() == nil)
        #expect(try await store.cosignedHeads().isEmpty)
        try await store.close()
    }

    @Test
    func `evidence leads to the witnessed head when that has it all, and says that nobody stands for it otherwise`()
        async throws
    {
        let store = try open(needed: 2)
        let first = try await note(store)
        try await cosign(store, by: [0, 1])
        let second = try await note(store)
        for (indexes, size, witnesses) in [([first], 1, 2), ([second], 2, 0), ([first, second], 2, 0)] {
            let evidence = try await store.evidence(of: indexes)
            let head = try #require(Checkpoint.verify(evidence.checkpoint, with: store.publicKey)?.head)
            #expect(head.size == size && evidence.witnesses.count == witnesses)
            for entry in evidence.entries {
                let leaf = MerkleFrontier.leafHash(of: Array(entry.entry.utf8))
                #expect(TreeProof.shows(leaf, at: entry.index, in: head, path: entry.path))
            }
        }
        try await store.close()
    }

    @Test func `tables made anew from the journal keep them, and so does a backup`() async throws {
        let store = try open(needed: 2)
        _ = try await note(store)
        try await cosign(store, by: [0, 1])
        let copy = rig.folder + "-backup"
        let manifest = try await store.backUp(to: copy, now: Rig.start)
        try await store.close()
        _ = try await Rebuild(dataFolder: rig.folder, signer: rig.configuration.signer).run(now: Rig.start)
        let rebuilt = try open(needed: 2)
        #expect(try await rebuilt.witnessedHead()?.size == 1)
        try await rebuilt.close()
        let kept = "ATTACH '\(copy)/\(manifest.database)' AS b; SELECT count(*) FROM b.cosignature"
        #expect(try rig.sqlite3(kept) == "2")
        try FileManager.default.removeItem(atPath: copy)
    }
}
