import AsyncHTTPClient
import AxisSimulator
import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import NIOCore
import SignedXML
import VXP

@testable import HubService

/// A small province for tests: a hub and, when asked for, a national axis, both listening on loopback, with agencies,
/// certificates and credentials of their own.
final class Province {
    static let centre = "00.24.H24"
    static let secret = "bi-mat-cua-he-thong"
    static let token = "ma-truy-cap"
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

    let folder: TemporaryFolder
    let store: SQLiteStore
    let witnesses: WitnessWatch
    let stamps: StampWatch
    private let intake: Intake
    let port: Int
    let axisPort: Int?
    private let tasks: [Task<Void, Never>]

    /// The certificates of all provinces: made once, since keys take their time.
    static let pki: Result<PKIFolder, any Error> = Result {
        atexit { try? FileManager.default.removeItem(atPath: pkiPath) }
        let agencies = ["H24", "H24.01", "H24.02", "G22", "H26"].map { RehearsalAgency(identifier: $0, name: "Agency") }
        return try PKIFolder.create(at: pkiPath, for: agencies, at: Int64(Date().timeIntervalSince1970))
    }

    /// - Parameters:
    ///   - folder: of a province before, whose keys and data it goes on with.
    ///   - adjusting: what is special about this hub.
    ///   - misbehaving: what the axis does wrong.
    init(
        withAxis: Bool = false, on folder: TemporaryFolder? = nil,
        adjusting: (inout HubConfiguration) -> Void = { _ in },
        misbehaving: (inout AxisConfiguration) -> Void = { _ in }
    ) async throws {
        self.folder = try folder ?? TemporaryFolder()
        let folder = self.folder
        var tasks: [Task<Void, Never>] = []
        var link: AxisLink?
        axisPort = withAxis ? try await Self.startAxis(in: folder, misbehaving, &tasks) : nil
        if let axisPort {
            link = AxisLink(
                url: "http://127.0.0.1:\(axisPort)/vxp", systemID: Self.centre,
                secret: .value(HubService.Secret("axis-secret")),
                pollInterval: .milliseconds(100))
        }
        var configuration = try Self.configuration(folder.path, axis: link)
        adjusting(&configuration)
        let hub = try Hub(configuration, logger: Logger(label: "hub") { _ in SwiftLogNoOpLogHandler() })
        (store, witnesses, stamps) = (hub.store, hub.witnesses, hub.stamps)
        intake = hub.intake
        try await Self.register(in: store)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        tasks.append(
            Task {
                do { try await hub.run { continuation.yield($0) } } catch is CancellationError {} catch {
                    print("hub: \(error)")
                }
            })
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        self.port = port
        self.tasks = tasks
    }

    func clerks() -> ClerkDesk { ClerkDesk(intake: intake, clock: .system) }

    func stop() async {
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    static func configuration(_ folder: String, axis: AxisLink?) throws -> HubConfiguration {
        let pki = try pki.get()
        var limits = HTTPLimits()
        limits.linger = .milliseconds(200)
        let kinds = HubConfiguration.Policies.Kinds(documents: .required, statuses: .verifyIfPresent)
        return HubConfiguration(
            listen: ListenAddress(host: "127.0.0.1", port: 0, tls: nil), limits: limits, dataFolder: folder + "/data",
            identity: .init(
                origin: "hub.example.vn", signingKey: folder + "/signing.pem", sealingKey: folder + "/sealing"),
            trust: .init(
                anchors: [pki.anchor], intermediates: [pki.intermediate], revocationLists: pki.revocationLists,
                revocationUnknown: .refuse),
            schemasFolder: root + "/Schemas", policies: .init(agencies: kinds, axis: kinds),
            clockTolerance: .seconds(300), axis: axis,
            dispatch: .init(
                lease: .seconds(30), backoffBase: .milliseconds(50), backoffCap: .seconds(1), expiry: .seconds(3600),
                concurrency: 4),
            logLevel: .error, language: .vi)
    }

    private static func register(in store: SQLiteStore) async throws {
        let now = HubClock.system.now()
        let table: [(String, String?, String, Bool)] = [
            ("H24", "000.00.00.H24", "UBND thành phố Hải Phòng", true), ("H24.01", "000.00.01.H24", "Sở Nội vụ", true),
            ("H24.02", "000.00.02.H24", "Sở Tài chính", true), ("G22", "000.00.00.G22", "Văn phòng Chính phủ", false),
            ("H26", "000.00.00.H26", "UBND thành phố Hà Nội", false),
        ]
        let agencies = table.map { id, old, name, isLocal in
            Agency(id: id, oldID: old, name: name, centre: isLocal ? centre : "00.00.G22", isLocal: isLocal)
        }
        _ = try await store.put(agencies: agencies, by: "test", now: now)
        for agency in agencies {
            let pem = try String(contentsOfFile: try pki.get().agency(agency.id).certificates, encoding: .utf8)
            try await register(certificate: try Certificate.all(inPEM: pem)[0], of: agency.id, in: store)
        }
        try await store.put(
            centre: CentreRecord(id: centre, name: "Trục thành phố"),
            credential: CentreCredential(secret: secret, tokenSHA256: Array(SHA256.hash(data: Array(token.utf8)))),
            by: "test",
            now: now)
    }

    static func register(certificate: Certificate, of agency: String, in store: SQLiteStore) async throws {
        try await store.put(
            certificate: RegisteredCertificate(
                fingerprint: certificate.fingerprint, agency: agency, der: Data(certificate.der).base64EncodedString(),
                subject: certificate.subject, issuer: certificate.issuer, serial: certificate.serial,
                notBefore: Timestamp(milliseconds: certificate.notBefore * 1000),
                notAfter: Timestamp(milliseconds: certificate.notAfter * 1000)),
            by: "test", now: HubClock.system.now())
    }

    private static func startAxis(
        in folder: TemporaryFolder, _ misbehaving: (inout AxisConfiguration) -> Void, _ tasks: inout [Task<Void, Never>]
    ) async throws -> Int {
        let ours = try ["H24", "H24.01", "H24.02"].map { AxisAgency(code: try require($0), name: $0) }
        let quick = Dictionary(uniqueKeysWithValues: StatusCode.allCases.map { ($0, Int64(50)) })
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var configuration = AxisConfiguration(
            port: 0, databasePath: folder.path + "/axis.sqlite", schemaFolder: root + "/Schemas",
            systems: [AxisSystem(systemID: centre, secret: "axis-secret", agencies: ours)],
            remoteAgencies: try ["G22", "H26"].map { AxisAgency(code: try require($0), name: $0) },
            answers: AnswerScript(delayMilliseconds: quick),
            documentsDown: DocumentsDown(folder: try down(folder), delayMilliseconds: 0))
        misbehaving(&configuration)
        let axis = try Axis(
            configuration: configuration,
            logger: Logger(label: "axis") { _ in SwiftLogNoOpLogHandler() }, onListening: { continuation.yield($0) })
        tasks.append(Task { do { try await axis.run() } catch {} })
        guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
        return port
    }

    /// Where a test puts what the axis is to send down.
    var folderDown: String { folder.path + "/down" }

    private static func down(_ folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/down"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private static func require(_ id: String) throws -> AgencyID {
        guard let id = AgencyID(id) else { throw SignedXMLError("not an identifier: \(id)") }
        return id
    }
}

private let pkiPath = NSTemporaryDirectory() + "province-pki-\(UUID().uuidString)"
