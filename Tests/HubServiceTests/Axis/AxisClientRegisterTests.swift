import Foundation
import HubCore
import Testing
import VXP

@testable import HubService
@testable import HubStore

/// The client's calls against the simulated axis: the register, counting, downloading.
@Suite struct `The axis' register, and what waits there` {
    private func client(_ province: Province) throws -> AxisClient {
        let link = AxisLink(
            url: "http://127.0.0.1:\(province.axisPort ?? 0)/vxp", systemID: Province.centre,
            secret: .value(Secret("axis-secret")))
        return try AxisClient(link) { HubClock.system.now().milliseconds }
    }

    /// A province whose own hub does not poll, so that what waits at the axis waits.
    private func withClient(_ body: (AxisClient) async throws -> Void) async throws {
        let province = try await Province(withAxis: true) { $0.axis = nil }
        let client = try client(province)
        do { try await body(client) } catch {
            Issue.record(error)
        }
        try await client.shutDown()
        await province.stop()
    }

    private func units(_ client: AxisClient, after version: String?) async throws -> [AgencyRow] {
        var rows: [AgencyRow] = []
        try await client.getSynchronizeUnit(after: version) { rows += $0 }
        return rows
    }

    @Test func `is read in pages, and synchronised by increments`() async throws {
        try await withClient { client in
            var listed: [String] = []
            try await client.getAgenciesList { listed += $0.map(\.code) }
            #expect(listed.sorted() == ["G22", "H24", "H24.01", "H24.02", "H26"])
            let whole = try await client.getAgenciesList()
            #expect(whole.map(\.code) == listed)
            let newest = try await units(client, after: nil).compactMap { $0.unit.flatMap { Int($0.version) } }.max()
            let version = "\(newest ?? 0)"
            #expect(try await units(client, after: version).isEmpty)
            try await client.registerAgency(AgencyRegistration(id: "", pcode: "H24", code: "H24.77", name: "Mới"))
            #expect(try await units(client, after: version).map(\.code) == ["H24.77"])
            try await client.deleteAgency("H24.77")
            #expect(try await units(client, after: version).map { $0.unit?.isDeleted } == [true])
            await #expect(throws: AxisFailure.self) { try await client.deleteAgency("G22") }
        }
    }

    @Test func `and packets are counted, and downloaded as they are`() async throws {
        try await withClient { client in
            let document = try Province.signed(Province.document(to: ["G22"], number: 1), by: "H24.01")
            let payload = StoredPayload(
                sha256: FileHash(of: document).text(), size: Int64(document.count), content: .bytes(document))
            _ = try await client.sendEdoc(payload, type: .edoc, from: "H24.01")
            var rows: [ReceivedRow] = []
            for _ in 0..<600 where rows.count < 5 {
                try await Task.sleep(for: .milliseconds(50))
                rows = try await client.getReceivedEdocList(.status, from: "2020/01/01")
            }
            #expect(try await client.countReceived(.status) == 5)
            #expect(try await client.countReceived(.edoc) == 0)
            let none = try await client.getReceivedEdocList(.status, to: "2020/01/01")
            #expect(none.isEmpty)
            let row = try #require(rows.first)
            var fetched: [UInt8] = []
            var downloaded: [UInt8] = []
            try await client.getEdoc(row.docID) { fetched += $0 }
            try await client.downloadEdoc(row.docID) { downloaded += $0 }
            #expect(!fetched.isEmpty && fetched == downloaded)
            await #expect(throws: AxisFailure.refused(.unknownDocument, description: "")) {
                do { try await client.downloadEdoc("khong-co") { _ in } } catch AxisFailure.refused(let code, _) {
                    throw AxisFailure.refused(code, description: "")
                }
            }
        }
    }
}
