import Foundation
import HubCore
import HubStore
import SignedXML
import Testing

@testable import HubService

@Suite struct `Trusted files that change` {
    private let workshop: TrustWorkshop

    init() throws { workshop = try TrustWorkshop() }

    @Test func `are in force when the reload returns, and journalled`() async throws {
        try await workshop.reloader.announce()
        #expect(workshop.verdict() == [])
        #expect(try await workshop.reloader.reloadIfChanged() == false)
        _ = try workshop.folder.write("crls/newer.pem", workshop.list(number: 2, revoking: true))
        #expect(try await workshop.reloader.reloadIfChanged())
        #expect(workshop.verdict() == ["CRT-REVOKED"])
        let journalled = try await workshop.journalled()
        #expect(journalled.map { $0.lists.compactMap(\.number) } == [["1"], ["2"]])
        #expect(journalled[0].versions.anchors == journalled[1].versions.anchors)
        #expect(journalled.last?.versions == workshop.reloader.keeper.current.versions)
        try await workshop.store.close()
    }

    @Test func `and cannot be read leave the old in force, and the report says so until they are mended`() async throws
    {
        _ = try workshop.folder.write("crls/broken.pem", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n")
        #expect(try await workshop.reloader.reloadIfChanged() == false)
        #expect(workshop.verdict() == [])
        let failure = workshop.reloader.keeper.report(at: workshop.now).failure
        #expect(failure?.reason.contains("broken.pem") == true, "\(String(describing: failure))")
        try FileManager.default.removeItem(atPath: workshop.lists + "/broken.pem")
        #expect(try await workshop.reloader.reloadIfChanged())
        #expect(workshop.reloader.keeper.report(at: workshop.now).failure == nil)
        try await workshop.store.close()
    }

    @Test func `are read as DER too, and what is no certificate's name is passed over`() async throws {
        let list = try RevocationList.all(in: Array(workshop.list(number: 3, revoking: true).utf8))[0]
        try ReplacedFile.write(list.der, to: workshop.lists + "/der.crl")
        _ = try workshop.folder.write("crls/README", "không phải danh sách")
        _ = try workshop.folder.write("crls/x.crl.part", "dở dang")
        let anchor = try Certificate.all(inPEM: workshop.root.certificate.pem())[0]
        try FileManager.default.removeItem(atPath: workshop.folder.path + "/anchors/root.pem")
        try ReplacedFile.write(anchor.der, to: workshop.folder.path + "/anchors/root.cer")
        #expect(try await workshop.reloader.reloadIfChanged())
        #expect(workshop.verdict() == ["CRT-REVOKED"])
        try await workshop.store.close()
    }

    @Test func `that are missing stop a start, and say which`() async throws {
        try await workshop.store.close()
        var trust = workshop.trust
        trust.anchors = ["/nowhere/root.pem"]
        let error = #expect(throws: (any Error).self) {
            try TrustReloader(
                trust, policy: HubPolicy(), store: workshop.store, clock: .system, logger: workshop.quiet)
        }
        #expect(error.map(plain)?.contains("/nowhere/root.pem") == true)
    }
}
