import EdXML
import HubCore
import HubStore
import Testing

@testable import HubService

@Suite struct `Past documents, judged by the rules of today` {
    private func recheck(
        _ province: Province, of agency: String? = nil, from: Timestamp? = nil,
        adjusting: (inout HubConfiguration) -> Void = { _ in }
    ) async throws -> RecheckReport {
        var configuration = try Province.configuration(province.folder.path, axis: nil)
        adjusting(&configuration)
        return try await Recheck.with(configuration) { recheck in
            try await recheck.run(AcceptanceWindow(from: from), of: agency, limit: 10) { done, all in
                #expect(done <= all)
            }
        }
    }

    private func lively() async throws -> Province {
        let province = try await Province()
        _ = try await province.post(try Province.signed(Province.document(number: 9), by: "H24.01"))
        _ = try await province.post(Province.status("03", from: "H24.02", about: 9, of: "H24.01"))
        return province
    }

    @Test func `are judged as they were where nothing has changed, and nothing is journalled`() async throws {
        let province = try await lively()
        let size = try await province.store.journalHead().size
        let report = try await recheck(province)
        #expect(report.total.judged == 2 && report.total.changed == 0 && report.total.damaged == 0)
        #expect(report.changes.isEmpty && report.text(in: .en).hasPrefix("Judged 2 packets again: 0 would be refused"))
        #expect(try await province.store.journalHead().size == size)
        await province.stop()
    }

    @Test func `are named where a stricter policy would refuse them, per sender`() async throws {
        let province = try await lively()
        let report = try await recheck(province) { $0.policies.agencies.statuses = .required }
        #expect(report.agencies["H24.02"]?.refused == 1 && report.agencies["H24.01"]?.refused == 0)
        #expect(report.agencies["H24.02"]?.codes == ["SIG-REQUIRED": 1])
        let change = try #require(report.changes.first)
        #expect(change.isRefused && change.sender == "H24.02" && change.now == ["SIG-REQUIRED"])
        #expect(report.text(in: .vi).contains("nay từ chối: SIG-REQUIRED"))
        #expect(report.json.contains(#""isRefused":true"#))
        await province.stop()
    }

    @Test func `are those of the period and the sender asked for`() async throws {
        let province = try await lively()
        #expect(try await recheck(province, of: "000.00.01.h24").total.judged == 1)
        let tomorrow = HubClock.system.now().adding(milliseconds: 86_400_000)
        #expect(try await recheck(province, from: tomorrow).total.judged == 0)
        await province.stop()
    }
}
