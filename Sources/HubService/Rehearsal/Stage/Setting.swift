import AsyncHTTPClient
import Foundation
import HubCore
import NIOCore
import NIOPosix
import SignedXML

/// Everything a rehearsal needs before its two processes start: folder, certificates, configurations, register.
struct Setting: Sendable {
    /// The centre of the city's agencies: to the hub their systems', to the axis the hub's own.
    static let centre = "00.24.H24"
    static let hubName = "lienthong.dientap.example.vn"

    let folder: RehearsalFolder
    let register: AgencyTable
    let reader: PacketReader
    let story: Story
    let hub: HubConfiguration
    let hubPort: Int
    let axisPort: Int
    let vxpSecret: String
    let token: String

    /// Prepares all of it, or takes up what an earlier run prepared.
    /// - Throws: ``RehearsalFailure``, ``TableError``, ``ConfigurationError``, ``StoreError``; what the file system throws.
    init(_ settings: RehearsalSettings) async throws {
        folder = RehearsalFolder(path: settings.folder)
        for needed in ["\(settings.fixtures)/agencies.csv", "\(settings.schemas)/edxml.xsd"]
        where !FileManager.default.fileExists(atPath: needed) {
            throw RehearsalFailure(
                vi: "Không thấy \(needed); hãy chạy ở thư mục gốc của kho mã, hoặc nêu --fixtures và --schemas.",
                en: "\(needed) is missing; run this in the repository's root, or give --fixtures and --schemas.")
        }
        try folder.open(afresh: settings.startsAfresh)
        if !FileManager.default.fileExists(atPath: folder.pki.anchor) {
            _ = try makeRehearsalCertificates(
                in: folder.pki.path, forAgenciesIn: "\(settings.fixtures)/agencies.csv",
                serverNames: ["localhost", "127.0.0.1"])
        }
        try folder.writeRegister(from: "\(settings.fixtures)/agencies.csv")
        register = try AgencyTable(contentsOfFile: folder.register)
        reader = try PacketReader(schemas: settings.schemas)
        story = try Story(fixtures: settings.fixtures, signedInto: folder, register, reader)
        vxpSecret = try folder.secretValue("vxp")
        token = try folder.secretValue("token")
        _ = try folder.secretValue("axis")
        let free = try await freePorts(2)
        hubPort = settings.port ?? free[0]
        axisPort = free[1]
        let configurations = RehearsalConfigurations(
            hubPort: hubPort, axisPort: axisPort, register: register,
            schemas: URL(filePath: settings.schemas).standardizedFileURL.path, tempo: settings.tempo)
        try folder.write(configurations.hub, to: folder.hubConfiguration)
        try folder.write(configurations.axis, to: folder.axisConfiguration)
        hub = try HubConfiguration.load(folder.hubConfiguration)
        try await enterRegister()
    }

    /// Through the operator's line, on the data folder of a hub that does not run yet.
    private func enterRegister() async throws {
        let line = OperatorLine(hub, name: "lienthong demo")
        var acts = [
            OperatorAct.putAgencies(register.agencies),
            .putCentre(
                id: Self.centre, name: "Trung tâm liên thông thành phố Hải Phòng", secret: vxpSecret, token: token),
        ]
        acts += register.certificates.map(OperatorAct.putCertificate)
        for act in acts {
            if case .refused(let vi, let en) = try await line.perform(act) { throw RehearsalFailure(vi: vi, en: en) }
        }
    }
}

extension RehearsalFolder {
    /// The fixtures' register, with the certificate of every agency.
    fileprivate func writeRegister(from table: String) throws {
        let columns = ["organId", "oldId", "name", "parent", "level", "centre", "local"]
        let source = try CommaSeparatedTable(contentsOfFile: table, required: columns)
        let lines = source.rows.map { row in
            let values = columns.map { row[$0] ?? "" } + ["pki/agencies/\(row["organId"] ?? "").pem"]
            return values.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
        }
        try write(
            ([(columns + ["certificate"]).joined(separator: ",")] + lines).joined(separator: "\n") + "\n", to: register)
    }
}

/// Ports of the loopback interface that nobody listens on at this moment, all different.
func freePorts(_ count: Int) async throws -> [Int] {
    var channels: [any Channel] = []
    for _ in 0..<count {
        channels.append(
            try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: "127.0.0.1", port: 0).get())
    }
    let ports = channels.compactMap(\.localAddress?.port)
    for channel in channels { try await channel.close() }
    return ports
}
