import Crypto
import Foundation
import HubCore
import HubStore
import Testing

struct RegisterTests {
    private let rig = Rig()

    @Test func `an agency answers to both of its identifiers, in any case`() async throws {
        let store = try await rig.openWithRegister()
        #expect(try await store.agency("000.00.00.h24")?.id == "H24")
        let found = try await store.agencies(["h24", "000.00.00.H24", "H99"])
        #expect(found.mapValues(\.id) == ["h24": "H24", "000.00.00.H24": "H24"])
        #expect(try await store.allAgencies(after: "G22", limit: 2).map(\.id) == ["H24", "H24.01"])
    }

    @Test func `only what changed is journalled`() async throws {
        let store = try await rig.openWithRegister()
        var agencies = Rig.agencies
        agencies[3].name = "Văn phòng Chính phủ nước CHXHCN Việt Nam"
        #expect(try await store.put(agencies: agencies, by: "test", now: Rig.start) == 1)
        #expect(try await store.journalHead().size == 6)
        #expect(try await store.agency("G22")?.name == agencies[3].name)
    }

    @Test func `no identifier names two agencies, and then none of the list is taken`() async throws {
        let store = try await rig.openWithRegister()
        let good = Agency(id: "H17", name: "Đà Nẵng", centre: "00.17.H17", isLocal: false)
        for clash in ["000.00.00.H24", "H24.01"] {
            let bad = Agency(id: "H25", oldID: clash, name: "Khác", centre: "c", isLocal: false)
            await #expect(throws: StoreError.self) {
                try await store.put(agencies: [good, bad], by: "test", now: Rig.start)
            }
        }
        #expect(try await store.agency("H17") == nil)
        #expect(try await store.journalHead().size == 5)
    }

    @Test func `a certificate belongs to an agency of the register`() async throws {
        let store = try await rig.openWithRegister()
        func certificate(of agency: String) -> RegisteredCertificate {
            RegisteredCertificate(
                fingerprint: String(repeating: "AB", count: 32), agency: agency, der: "AA==", subject: "CN=a",
                issuer: "CN=b", serial: "01", notBefore: Rig.start, notAfter: Rig.start.minutes(9))
        }
        try await store.put(certificate: certificate(of: "000.00.00.H24"), by: "test", now: Rig.start)
        #expect(try await store.certificate(String(repeating: "aB", count: 32))?.agency == "H24")
        var revoked = try #require(try await store.certificates(of: "000.00.00.h24").first)
        revoked.revokedAt = Rig.start
        try await store.put(certificate: revoked, by: "test", now: Rig.start)
        #expect(try await store.certificates(of: "H24") == [revoked])
        await #expect(throws: StoreError.self) {
            try await store.put(certificate: certificate(of: "H99"), by: "test", now: Rig.start)
        }
    }

    @Test func `a centre's secret is sealed at rest and never journalled`() async throws {
        let store = try rig.open()
        let token = Array(SHA256.hash(data: Data("token".utf8)))
        try await store.put(
            centre: CentreRecord(id: "00.24.h24", name: "Hải Phòng"),
            credential: CentreCredential(secret: "bí mật 123", tokenSHA256: token), by: "test", now: Rig.start)
        #expect(try await store.secrets(ofCentre: "00.24.h24", at: Rig.start) == ["bí mật 123"])
        #expect(try await store.centre(withTokenSHA256: token)?.id == "00.24.H24")
        try await store.close()
        for file in ["hub.sqlite", "hub.sqlite-wal"]
        where FileManager.default.fileExists(atPath: "\(rig.folder)/\(file)") {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(rig.folder)/\(file)"))
            #expect(bytes.range(of: Data("bí mật 123".utf8)) == nil)
        }
        #expect(try rig.sqlite3("SELECT group_concat(entry) FROM journal").contains(#""secretSet":true"#))
    }

    @Test func `a locked centre has no secret and no token, and unlocked it has both again`() async throws {
        let store = try rig.open()
        var centre = CentreRecord(id: "00.24.H24", name: "Hải Phòng")
        let token = Array(repeating: UInt8(7), count: 32)
        try await store.put(
            centre: centre, credential: CentreCredential(secret: "s", tokenSHA256: token), by: "test", now: Rig.start)
        for isLocked in [true, false] {
            centre.isLocked = isLocked
            try await store.put(centre: centre, credential: CentreCredential(), by: "test", now: Rig.start)
            #expect(try await store.secrets(ofCentre: "00.24.H24", at: Rig.start) == (isLocked ? [] : ["s"]))
            #expect(try await store.centre(withTokenSHA256: token) == (isLocked ? nil : centre))
        }
        #expect(try await store.centres() == [centre])
    }

    @Test func `another sealing key opens nothing`() async throws {
        var store = try rig.open()
        try await store.put(
            centre: CentreRecord(id: "c", name: ""), credential: CentreCredential(secret: "s"), by: "test",
            now: Rig.start)
        try await store.close()
        var configuration = rig.configuration
        configuration.sealing = SymmetricKey(size: .bits256)
        store = try SQLiteStore(configuration)
        let error = await #expect(throws: StoreError.self) { try await store.secrets(ofCentre: "c", at: Rig.start) }
        #expect(error?.code == .unsealable)
    }
}
