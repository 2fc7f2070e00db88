import Crypto
import Foundation
import GRDB
import HubCore
import HubStore
import Testing

struct DurabilityTests {
    private let rig = Rig()

    private func open(adopting: Bool = false) throws -> SQLiteStore {
        var configuration = rig.configuration
        configuration.adoptsJournal = adopting
        return try SQLiteStore(configuration)
    }

    /// A store with `count` accepted documents, closed.
    private func filled(_ count: Int) async throws {
        let store = try await rig.openWithRegister()
        for number in 0..<count { try await store.take(rig.message("\(number)", code: "\(number)/A", to: ["G22"])) }
        try await store.close()
    }

    /// Changes the database behind the store's back.
    private func tamper(_ sql: String) async throws {
        let queue = try DatabaseQueue(path: rig.database)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    private func lost(_ open: () throws -> SQLiteStore) -> String? {
        let error = #expect(throws: StoreError.self) { try open() }
        #expect(error?.code == .lost)
        return error?.message
    }

    @Test func `what was acknowledged is there after the process's connection is dropped`() async throws {
        var store: SQLiteStore? = try await rig.openWithRegister()
        let message = rig.message("packet", to: ["G22", "H24.01"])
        let receipt = try await store?.take(message)
        // The files as a crash would leave them: nothing closed, nothing checkpointed.
        let copy = Rig()
        try FileManager.default.copyItem(atPath: rig.folder, toPath: copy.folder)
        store = nil
        var configuration = rig.configuration
        configuration.folder = copy.folder
        let reopened = try SQLiteStore(configuration)
        #expect(try await reopened.receipt(ofBytes: message.payload.sha256) == receipt)
        #expect(
            try await reopened.claim(
                route: .axis, limit: 1, owner: "b", until: Rig.start.minutes(9), now: Rig.start
            ).count == 1)
        #expect(try copy.sqlite3("PRAGMA journal_mode; PRAGMA integrity_check") == "wal\nok")
    }

    @Test func `a head that is ahead of the database stops the start, and names both`() async throws {
        try await filled(3)
        let before = try Data(contentsOf: URL(fileURLWithPath: rig.database))
        let store = try open()
        try await store.take(rig.message("last", code: "9/A", to: ["G22"]))
        try await store.close()
        try before.write(to: URL(fileURLWithPath: rig.database))
        let message = try #require(lost { try open() })
        #expect(message.contains("hub.sqlite has 8 journal entries") && message.contains("journal-head promises 9"))
        let adopted = try open(adopting: true)
        try await adopted.take(rig.message("other", code: "10/A", to: ["G22"]))
        try await adopted.close()
        try await open().close()
    }

    @Test func `an altered entry stops the start`() async throws {
        try await filled(2)
        try await tamper("UPDATE journal SET entry = replace(entry, '1/A', '7/A') WHERE idx = 6")
        #expect(lost { try open() } == "journal entry 6 was altered")
    }

    @Test func `a rewritten history stops the start, however consistent it is`() async throws {
        try await filled(1)
        try FileManager.default.moveItem(atPath: rig.database, toPath: rig.database + ".kept")
        try FileManager.default.moveItem(atPath: "\(rig.folder)/journal-head", toPath: "\(rig.folder)/head.kept")
        try await filled(1)
        let other = try open()
        try await other.take(rig.message("more", code: "5/A", to: ["G22"]))
        try await other.close()
        try FileManager.default.removeItem(atPath: "\(rig.folder)/journal-head")
        try FileManager.default.moveItem(atPath: "\(rig.folder)/head.kept", toPath: "\(rig.folder)/journal-head")
        #expect(lost { try open() }?.contains("are not those that its head file") == true)
    }

    @Test func `a missing entry or a missing head file stops the start`() async throws {
        try await filled(2)
        try FileManager.default.moveItem(atPath: "\(rig.folder)/journal-head", toPath: "\(rig.folder)/head.kept")
        #expect(lost { try open() }?.contains("journal-head is missing") == true)
        try FileManager.default.moveItem(atPath: "\(rig.folder)/head.kept", toPath: "\(rig.folder)/journal-head")
        try await tamper("DELETE FROM journal WHERE idx = 2")
        #expect(lost { try open() } == "journal entry 2 is missing")
    }

    @Test func `a torn write of the head leaves the head before it`() async throws {
        try await filled(4)
        let path = URL(fileURLWithPath: "\(rig.folder)/journal-head")
        let whole = try Data(contentsOf: path)
        for slot in [0, 512] {
            var torn = whole
            torn.replaceSubrange(slot..<(slot + 40), with: Data(repeating: 0, count: 40))
            try torn.write(to: path)
            try await open().close()
        }
        try Data(repeating: 0, count: 1024).write(to: path)
        #expect(lost { try open() }?.contains("holds no head signed by the key hub.test+") == true)
    }

    @Test func `the journal can be checked from any full tile on`() async throws {
        let store = try await rig.openWithRegister()
        for number in 0..<300 {
            _ = try await store.note(
                .operatorActed(OperatorActed(by: "a", action: "test", subject: "\(number)", note: "")), now: Rig.start)
        }
        for newest in [0, 1, 49, 256, 300, .max] as [Int64] { try await store.verifyJournal(newest: newest) }
        let note = try await store.checkpoint()
        let checkpoint = Checkpoint.verify(note, with: rig.configuration.signer.publicKey)
        #expect(try await checkpoint?.head == store.journalHead() && checkpoint?.head.size == 305)
    }

    @Test func `a data folder has one process`() async throws {
        let store = try open()
        let error = #expect(throws: StoreError.self) { try open() }
        #expect(error?.code == .busy)
        try await store.close()
        try await open().close()
    }

    @Test func `what failed leaves nothing, and does not disturb what was committed with it`() async throws {
        let store = try await rig.openWithRegister()
        let unknown = RegisteredCertificate(
            fingerprint: String(repeating: "a", count: 64), agency: "H99", der: "", subject: "", issuer: "", serial: "",
            notBefore: Rig.start, notAfter: Rig.start)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                let message = rig.message("\(number)", code: "\(number)/A", to: ["G22"])
                group.addTask { try await store.take(message) }
                group.addTask {
                    await #expect(throws: StoreError.self) {
                        try await store.put(certificate: unknown, by: "test", now: Rig.start)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.journalHead().size == 55)
        try await store.verifyJournal(newest: .max)
    }
}
