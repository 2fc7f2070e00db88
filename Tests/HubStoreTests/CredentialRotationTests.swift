import Foundation
import HubCore
import HubStore
import Testing

@Suite struct `A centre's secret that is replaced` {
    private let rig = Rig()
    private let centre = CentreRecord(id: "00.24.H24", name: "Hải Phòng")

    private func open() async throws -> SQLiteStore {
        let store = try rig.open()
        try await store.put(
            centre: centre, credential: CentreCredential(secret: "thu-nhat"), by: "test", now: Rig.start)
        return store
    }

    private func rotate(_ store: SQLiteStore, to secret: String, minutes: Int64) async throws {
        try await store.rotateSecret(
            ofCentre: "00.24.h24", to: secret, oldUntil: Rig.start.minutes(minutes), by: "lan", now: Rig.start)
    }

    private func secrets(_ store: SQLiteStore, after minutes: Int64 = 0) async throws -> [String] {
        try await store.secrets(ofCentre: "00.24.H24", at: Rig.start.minutes(minutes))
    }

    @Test func `goes on for the stated time and no longer`() async throws {
        var store = try await open()
        try await rotate(store, to: "thu-hai", minutes: 60)
        try await store.close()
        store = try rig.open()
        #expect(try await secrets(store) == ["thu-hai", "thu-nhat"])
        #expect(try await secrets(store, after: 59) == ["thu-hai", "thu-nhat"])
        #expect(try await secrets(store, after: 60) == ["thu-hai"])
    }

    @Test func `ends when the next one is replaced, or at once when asked`() async throws {
        let store = try await open()
        try await rotate(store, to: "thu-hai", minutes: 60)
        try await rotate(store, to: "thu-ba", minutes: 60)
        #expect(try await secrets(store) == ["thu-ba", "thu-hai"])
        try await rotate(store, to: "thu-tu", minutes: 0)
        #expect(try await secrets(store) == ["thu-tu"])
    }

    @Test func `is put aside by a plain change, and kept by one of another thing`() async throws {
        let store = try await open()
        try await rotate(store, to: "thu-hai", minutes: 60)
        var renamed = centre
        renamed.name = "Thành phố Hải Phòng"
        try await store.put(centre: renamed, credential: CentreCredential(), by: "test", now: Rig.start)
        #expect(try await secrets(store) == ["thu-hai", "thu-nhat"])
        try await store.put(
            centre: renamed, credential: CentreCredential(secret: "thu-ba"), by: "test", now: Rig.start)
        #expect(try await secrets(store) == ["thu-ba"])
    }

    @Test func `is refused for a stranger, and for the same secret again`() async throws {
        let store = try await open()
        for (id, secret) in [("00.99.Z99", "x"), ("00.24.H24", "thu-nhat")] {
            let error = await #expect(throws: StoreError.self) {
                try await store.rotateSecret(
                    ofCentre: id, to: secret, oldUntil: Rig.start, by: "test", now: Rig.start)
            }
            #expect(error?.code == .inconsistent)
        }
    }

    @Test func `is in the journal as an event, and in no file as a text`() async throws {
        let store = try await open()
        try await rotate(store, to: "thu-hai", minutes: 60)
        try await store.close()
        let entry = try rig.sqlite3("SELECT entry FROM journal ORDER BY idx DESC LIMIT 1")
        #expect(entry.contains(#""secretSet":true"#) && entry.contains(#""by":"lan""#))
        #expect(entry.contains(#""oldSecretUntil":"\#(Rig.start.minutes(60).rfc3339)""#))
        let files = try #require(FileManager.default.enumerator(atPath: rig.folder)).compactMap { $0 as? String }
        #expect(files.contains("hub.sqlite"))
        for file in files {
            var isFolder: ObjCBool = false
            let path = "\(rig.folder)/\(file)"
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            for secret in ["thu-nhat", "thu-hai"] { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file)") }
        }
    }
}
