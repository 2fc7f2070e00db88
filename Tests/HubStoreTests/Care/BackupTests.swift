import Foundation
import HubCore
import Testing

@testable import HubStore

@Suite struct `A backup` {
    private let rig = Rig()
    private var backup: String { rig.folder + "-backup" }
    private var target: String { rig.folder + "-restored" }

    /// A payload too large for the database, so that it is a file.
    private func large(_ store: SQLiteStore, _ number: Int) async throws -> Receipt {
        let spool = try store.spool()
        try spool.write(Array(repeating: UInt8(truncatingIfNeeded: number), count: 70_000 + number))
        let payload = try spool.finish()
        let message = rig.message("\(number)", code: "\(number)/CV", to: ["H24.01"]) {
            $0.sha256 = payload.sha256
            $0.size = payload.size
        }
        return try await store.take((message.document, payload))
    }

    private func clean() throws {
        for folder in [backup, target] where FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    private func reopened(_ folder: String) throws -> SQLiteStore {
        var configuration = rig.configuration
        configuration.folder = folder
        configuration.checkedEntries = .max
        return try SQLiteStore(configuration)
    }

    @Test func `taken while documents pour in holds all that was acknowledged before it began`() async throws {
        let store = try await rig.openWithRegister()
        var before: [Receipt] = []
        for number in 1...20 { before.append(try await large(store, number)) }
        async let pouring: Void = {
            for number in 21...120 {
                _ = try await store.take(rig.message("\(number)", code: "\(number)/CV", to: ["G22"]))
            }
        }()
        let manifest = try await store.backUp(to: backup, now: Rig.start)
        try await pouring
        #expect(manifest.documents >= 20 && manifest.documents <= 120 && manifest.payloadFiles == 20)
        let verification = try await BackupVerification.run(backup)
        #expect(verification.problems == [] && verification.entries == manifest.head?.size)
        let mark = try await BackupRestoration.run(backup, to: target, by: "test", now: Rig.start)
        #expect(mark.entries == manifest.head?.size)
        let restored = try reopened(target)
        for receipt in before {
            let found = try #require(try await restored.document(receipt.documentID))
            #expect(found.receipt == receipt)
            #expect(try await restored.payload(found.facts.sha256)?.isIntact() == true)
        }
        try await restored.verifyJournal(newest: .max)
        _ = try await restored.take(rig.message("new", code: "999/CV", to: ["G22"]))
        try await restored.close()
        try await store.close()
        try clean()
    }

    @Test func `into a folder that holds one copies new payloads alone, and takes its place`() async throws {
        let store = try await rig.openWithRegister()
        let first = try await large(store, 1)
        let old = try await store.backUp(to: backup, now: Rig.start)
        let file = backup + "/payloads/\(first.sha256.prefix(2))/\(first.sha256)"
        let inode = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
        _ = try await large(store, 2)
        let new = try await store.backUp(to: backup, now: Rig.start.minutes(1))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == inode)
        #expect(old.payloadFiles == 1 && new.payloadFiles == 2)
        #expect(try BackupManifest(ofBackup: backup) == new)
        let names = try FileManager.default.contentsOfDirectory(atPath: backup).sorted()
        #expect(names == [new.database, BackupManifest.fileName, "payloads"])
        #expect(try await BackupVerification.run(backup).isWhole)
        try await store.close()
        try clean()
    }

    @Test func `says what is wrong with it when anything is`() async throws {
        let store = try await rig.openWithRegister()
        let receipts = [try await large(store, 1), try await large(store, 2)]
        let manifest = try await store.backUp(to: backup, now: Rig.start)
        try await store.close()
        let files = receipts.map { backup + "/payloads/\($0.sha256.prefix(2))/\($0.sha256)" }
        try FileManager.default.removeItem(atPath: files[0])
        try Data("other".utf8).write(to: URL(filePath: files[1]))
        let problems = Set(try await BackupVerification.run(backup).problems)
        #expect(
            problems == [.payloadMissing(sha256: receipts[0].sha256), .payloadAltered(sha256: receipts[1].sha256)])
        let database = try FileHandle(forUpdating: URL(filePath: backup + "/" + manifest.database))
        try database.seek(toOffset: 5000)
        try database.write(contentsOf: Data([1, 2, 3]))
        try database.close()
        #expect(try await BackupVerification.run(backup).problems == [.databaseAltered])
        try FileManager.default.removeItem(atPath: backup + "/manifest.json")
        await #expect(throws: StoreError.self) { try await BackupVerification.run(backup) }
        try clean()
    }

    @Test func `is never restored over anything`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await store.backUp(to: backup, now: Rig.start)
        let error = await #expect(throws: StoreError.self) {
            try await BackupRestoration.run(backup, to: rig.folder, by: "test", now: Rig.start)
        }
        #expect(error?.code == .inconsistent)
        try await store.close()
        try clean()
    }

    @Test func `opens with the hub's own key and with no other`() async throws {
        let store = try await rig.openWithRegister()
        _ = try await store.backUp(to: backup, now: Rig.start)
        try await store.close()
        _ = try await BackupRestoration.run(backup, to: target, by: "test", now: Rig.start)
        var stranger = Rig().configuration
        stranger.folder = target
        let error = #expect(throws: StoreError.self) { try SQLiteStore(stranger) }
        #expect(error?.code == .lost)
        try await reopened(target).close()
        try clean()
    }
}
