import Foundation
import HubCore
import SignedXML
import Testing

@testable import HubService

@Suite struct `The measuring of acceptance` {
    @Test func `a share of all bodies took no longer than its percentile`() {
        let load = LoadResult(
            count: 1000, seconds: 0.5, latencies: Latencies(nanoseconds: (1...1000).reversed().map { $0 * 1_000_000 }))
        #expect(load.perSecond == 2000)
        let latencies = load.latencies
        #expect(latencies.p50 == 500 && latencies.p99 == 990 && latencies.p999 == 999)
        #expect(latencies.percentile(1) == 1000 && latencies.percentile(0) == 1)
        #expect(Latencies().p50 == 0 && Latencies(milliseconds: [3, 1]).p50 == 1)
    }

    @Test func `its documents and the statuses about them are accepted as they are, each another`() async throws {
        let folder = try TemporaryFolder()
        let agencies = ["H24.01", "H24.02"]
        let now = HubClock.system.now().milliseconds
        let pki = try PKIFolder.create(
            at: folder.path + "/pki", for: agencies.map { RehearsalAgency(identifier: $0, name: $0) },
            keys: [.rsa2048], at: now / 1000)
        let bodies = SignedBodies(pki: pki, agencies: agencies, now: now)
        let documents = try await bodies.documents(0..<5, size: 8_000)
        let statuses = try await bodies.statuses(about: 0..<5)
        #expect(documents.allSatisfy { (7_000...10_000).contains($0.count) } && Set(documents + statuses).count == 10)
        var settings = CheckSettings()
        settings.schemasFolder = Province.root + "/Schemas"
        settings.anchors = [pki.anchor]
        for (number, body) in (documents + statuses).enumerated() {
            let path = folder.path + "/\(number).edxml"
            try Data(body).write(to: URL(filePath: path))
            let report = try await settings.report(on: path)
            // Beside the revocation lists, which were not given.
            let codes = Set(report.findings.map(\.rule.code)).subtracting(["CRT-REVOCATION-UNKNOWN"])
            #expect(report.isAcceptable && codes.isEmpty, "\(codes)")
        }
    }

    @Test func `figures are rounded as they are read`() {
        #expect(
            [0.05, 1.249, -1.25, 12, -0.04].map { $0.rounded(places: 1) } == ["0.1", "1.2", "-1.3", "12.0", "0.0"])
        #expect(1234.5.rounded(places: 0) == "1235" && 0.999.rounded(places: 2) == "1.00")
        #expect("ab".flushRight(in: 4) == "  ab" && "abcd".flushRight(in: 4) == " abcd")
    }

    @Test(arguments: Broker.allCases)
    func `a broker that is installed confirms every message, and leaves no process behind`(broker: Broker) async throws
    {
        guard broker.program != nil else { return }
        let folder = try TemporaryFolder()
        let bodies = (0..<200).map { [UInt8](repeating: UInt8($0), count: 9_000 + 700 * $0) }
        for (connections, window) in broker.shapes {
            let (load, seconds) = try await broker.measure(
                bodies, connections: connections, window: window, in: folder.path)
            #expect(load.count == 200 && load.latencies.count == 200 && seconds > 0)
        }
        let running = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
            .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
            .map { String(decoding: $0, as: UTF8.self) }
        #expect(!running.contains { $0.contains(folder.path) })
    }
}
