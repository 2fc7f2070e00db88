import AsyncHTTPClient
import Foundation
import HubCore
import HubStore
import NIOHTTP1
import SignedXML

/// A hub of its own for measuring: in a temporary folder, as a child process, on a port the system chooses.
final class BenchHub: Sendable {
    static let centre = "00.24.H24"
    let folder: String
    /// The hub's configuration file.
    let file: String
    let secret = Secret("bench-secret")
    let token = Secret("bench-token")
    let process: ChildProcess
    let port: Int
    let pki: PKIFolder

    /// Makes certificates, configuration and register, starts the hub, and returns when it listens.
    /// - Parameters:
    ///   - program: this executable.
    ///   - largest: bytes of a document.
    ///   - agencies: identifiers of the registered agencies.
    ///   - centres: of those that do not belong to ``centre``.
    ///   - remote: identifiers of agencies beyond the axis.
    ///   - sections: further sections of the configuration.
    ///   - past: entries that its journal has from the beginning.
    init(
        in folder: String, program: String, schemas: String, largest: Int,
        agencies: [String] = [BenchDocument.sender, BenchDocument.recipient], centres: [String: String] = [:],
        remote: [String] = [], sections: String = "", past: Int = 0
    ) async throws {
        self.folder = folder
        let now = Int64(Date().timeIntervalSince1970)
        let pki = try PKIFolder.create(
            at: "\(folder)/pki", for: agencies.map { RehearsalAgency(identifier: $0, name: $0) }, keys: [.rsa2048],
            serverNames: ["127.0.0.1"], at: now)
        self.pki = pki
        file = "\(folder)/hub.yaml"
        try (Self.configuration(schemas: schemas, largest: largest) + "\n" + sections).write(
            toFile: file, atomically: true, encoding: .utf8)
        let line = OperatorLine(try HubConfiguration.load(file, environment: [:]), name: "bench")
        let certificates = try agencies.map { try RegisteredCertificate(pemFile: pki.agency($0).certificates, of: $0) }
        _ = try await line.put(
            agencies.map { Agency(id: $0, name: $0, level: 2, centre: centres[$0] ?? Self.centre, isLocal: true) }
                + remote.map { Agency(id: $0, name: $0, level: 1, centre: Self.remoteCentre, isLocal: false) },
            certificates: certificates)
        try await line.putCentre(id: Self.centre, name: "Đo", secret: secret, token: token)
        for centre in Set(centres.values) {
            try await line.putCentre(id: centre, name: "Đo", secret: secret, token: Self.token(of: centre))
        }
        if past > 0 {
            let store = try HubStorage.open(try HubConfiguration.load(file, environment: [:]))
            try await store.fill(entries: past, among: agencies, now: HubClock.system.now())
            try await store.close()
        }
        let log = "\(folder)/hub.log"
        process = try ChildProcess(
            "hub", program: program, arguments: ["serve", "--config", file], folder: folder, log: log)
        do {
            port = try await Self.port(of: process, log: log)
        } catch {
            await process.stop()
            throw error
        }
    }

    private static let remoteCentre = "00.00.G22"

    /// Of a centre beside ``centre``.
    static func token(of centre: String) -> Secret { Secret("bench-token-\(centre)") }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The newest value of one of its measures, in all of its series.
    func measure(_ name: String, _ http: HTTPClient) async throws -> Double {
        var request = HTTPClientRequest(url: "\(url)/metrics")
        let token = try OperatorToken(folder: "\(folder)/data", orMake: false)
        request.headers.add(name: "Authorization", value: token.authorization)
        let text = String(decoding: try await http.ask(request).body, as: UTF8.self)
        return text.split(separator: "\n").filter { $0.hasPrefix("\(name) ") || $0.hasPrefix("\(name){") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    func memory() throws -> ResidentMemory { try ResidentMemory(of: process.number) }

    private static func configuration(schemas: String, largest: Int) -> String {
        """
        listen: {host: 127.0.0.1, port: 0}
        limits: {maxDocumentBytes: \(largest)}
        data: {folder: data}
        hub: {name: bench.example.vn}
        trust: {anchors: [pki/anchors], intermediates: [pki/intermediates], revocationLists: [pki/crls]}
        schemas: {folder: "\(schemas)"}
        log: {level: notice}
        """
    }

    /// From the line in which the hub says that it listens.
    static func port(of process: ChildProcess, log: String) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(30)
        while process.status == nil, ContinuousClock.now < deadline {
            let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
            if let line = said.split(separator: "\n").first(where: { $0.hasSuffix("listening") }),
                let word = line.split(separator: " ").first(where: { $0.hasPrefix("port=") }),
                let port = Int(word.dropFirst(5))
            {
                return port
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        let said = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
        throw BenchFailure("trục không khởi động được\n\(said)", "the hub did not start")
    }
}
