import HubCore
import HubStore
import SeededRandom
import Testing

/// What was answered once is remembered; nobody may notice but by the time it takes.
struct RegisterMemoryTests {
    private let rig = Rig()

    @Test func `an agency that changes is another at once, by each of its identifiers`() async throws {
        let store = try await rig.openWithRegister()
        for id in ["H24", "000.00.00.h24"] { #expect(try await store.agency(id)?.isLocked == false) }
        var agency = try #require(try await store.agency("H24"))
        agency.isLocked = true
        _ = try await store.put(agencies: [agency], by: "test", now: Rig.start)
        for id in ["H24", "000.00.00.h24"] { #expect(try await store.agency(id)?.isLocked == true) }
        #expect(try await store.agencies(["h24", "G22"]).mapValues(\.isLocked) == ["h24": true, "G22": false])
    }

    @Test func `an agency that was not there is found as soon as it is`() async throws {
        let store = try await rig.openWithRegister()
        #expect(try await store.agency("H17") == nil)
        let agency = Agency(id: "H17", name: "Đà Nẵng", centre: "00.17.H17", isLocal: false)
        _ = try await store.put(agencies: [agency], by: "test", now: Rig.start)
        #expect(try await store.agency("h17")?.name == "Đà Nẵng")
    }

    @Test func `a certificate that is withdrawn is withdrawn for the next document`() async throws {
        let store = try await rig.openWithRegister()
        let fingerprint = String(repeating: "ab", count: 32)
        let certificate = RegisteredCertificate(
            fingerprint: fingerprint, agency: "H24", der: "AA==", subject: "CN=a", issuer: "CN=b", serial: "01",
            notBefore: Rig.start, notAfter: Rig.start.minutes(9))
        #expect(try await store.certificate(fingerprint) == nil)
        try await store.put(certificate: certificate, by: "test", now: Rig.start)
        #expect(try await store.certificate(fingerprint)?.revokedAt == nil)
        try await store.withdraw(fingerprint, from: Rig.start, by: "test", now: Rig.start)
        #expect(try await store.certificate(fingerprint.uppercased())?.revokedAt == Rig.start)
    }

    @Test func `a token that is revoked, given or changed hands is so for the next call`() async throws {
        let store = try await rig.openWithRegister()
        var dice = SplitMix(1)
        let token = AgencyToken(
            id: TokenID(at: Rig.start, using: &dice), agency: "H24.01", name: "một", scopes: [.check],
            createdAt: Rig.start, expiresAt: nil)
        let digest = [UInt8](repeating: 7, count: 32)
        #expect(try await store.token(sha256: digest) == nil)
        try await store.add(token: token, sha256: digest, by: "test", now: Rig.start)
        #expect(try await store.token(sha256: digest)?.isGood(at: Rig.start) == true)
        try await store.revoke(token: token.id, by: "test", now: Rig.start)
        #expect(try await store.token(sha256: digest)?.isGood(at: Rig.start) == false)

        let centre = CentreRecord(id: "00.24.H24", name: "Hải Phòng", isLocked: false)
        let other = [UInt8](repeating: 8, count: 32)
        #expect(try await store.centre(withTokenSHA256: other) == nil)
        try await store.put(
            centre: centre, credential: CentreCredential(tokenSHA256: other), by: "test", now: Rig.start)
        #expect(try await store.centre(withTokenSHA256: other)?.id == centre.id)
        let locked = CentreRecord(id: centre.id, name: centre.name, isLocked: true)
        try await store.put(centre: locked, credential: CentreCredential(), by: "test", now: Rig.start)
        #expect(try await store.centre(withTokenSHA256: other) == nil)
        #expect(try await store.centre(centre.id)?.isLocked == true)
    }

    @Test func `while the register changes all the time, nobody is told what was true before their own change`()
        async throws
    {
        let store = try await rig.openWithRegister()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<400 { _ = try await store.agencies(["H24.01", "H24.02", "000.00.00.H24"]) }
            }
            for id in ["H24.01", "H24.02"] {
                group.addTask {
                    for round in 0..<40 {
                        var agency = try #require(try await store.agency(id))
                        agency.name = "\(id) \(round)"
                        _ = try await store.put(agencies: [agency], by: "test", now: Rig.start)
                        #expect(try await store.agency(id)?.name == agency.name)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
