import Foundation
import HubCore
import HubStore
import Logging
import SignedXML

@testable import HubService

/// The files of a trust with one root, a store that journals, and what reads both.
final class TrustWorkshop: Sendable {
    let folder: TemporaryFolder
    let root: RehearsalAuthority
    let signer: RehearsalIdentity
    let certificate: Certificate
    let store: SQLiteStore
    let reloader: TrustReloader
    let trust: HubConfiguration.Trust

    var now: Int64 { HubClock.system.now().milliseconds / 1000 }
    var lists: String { folder.path + "/crls" }
    var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    init() throws {
        let folder = try TemporaryFolder()
        let now = HubClock.system.now().milliseconds / 1000
        let year = ValidityPeriod(from: now - 86_400, until: now + 365 * 86_400)
        root = try .root(
            subject: DistinguishedName(organization: "Xuong", commonName: "Goc"),
            validity: ValidityPeriod(from: now - 86_400, until: now + 3650 * 86_400))
        signer = try root.issue(
            to: DistinguishedName(organization: "So Noi vu", commonName: "H24.01"), key: .p256, validity: year)
        certificate = try Certificate.all(inPEM: signer.certificate.pem())[0]
        for name in ["anchors", "crls"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        _ = try folder.write("anchors/root.pem", root.certificate.pem())
        _ = try folder.write("crls/root.pem", Self.list(root, number: 1, now: now))
        trust = HubConfiguration.Trust(
            anchors: [folder.path + "/anchors"], intermediates: [], revocationLists: [folder.path + "/crls"],
            revocationUnknown: .refuse)
        let file = try folder.write("hub.yaml", "data: {folder: data}\nhub: {name: hub.example}\nschemas: {folder: S}")
        store = try HubStorage.open(try HubConfiguration.load(file, environment: [:]))
        reloader = try TrustReloader(
            trust, policy: HubPolicy(), store: store, clock: .system,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        self.folder = folder
    }

    private static func list(
        _ root: RehearsalAuthority, number: Int, revoking: [RehearsalCertificate] = [], now: Int64
    ) throws -> String {
        try root.revocationList(
            revoking: revoking, number: number, validity: ValidityPeriod(from: now - 3600, until: now + 86_400))
    }

    func list(number: Int, revoking: Bool = false) throws -> String {
        try Self.list(root, number: number, revoking: revoking ? [signer.certificate] : [], now: now)
    }

    /// Codes of the verdict that counts now.
    func verdict() -> [String] {
        reloader.keeper.current.judge(certificate, intermediates: [], at: now).map(\.rule.code)
    }

    func journalled() async throws -> [TrustChanged] {
        try await store.journal(from: 0, limit: 100).compactMap {
            guard case .trustChanged(let changed) = try JournalEntry(canonical: $0.entry.utf8).fact else { return nil }
            return changed
        }
    }
}
