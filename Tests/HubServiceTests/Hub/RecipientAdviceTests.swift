import HubCore
import HubStore
import Testing
import VXP

@testable import HubService

@Suite struct `A recipient that cannot be served` {
    private func text(_ answer: Answer) -> String { String(decoding: answer.json.bytes, as: UTF8.self) }

    @Test func `is refused alone, with the nearest or the successor by name; a check tells it beforehand`() async throws
    {
        let province = try await Province()
        var merged = Agency(
            id: "H24.03", oldID: "000.00.03.H24", name: "Sở Cũ", centre: Province.centre, isLocal: true,
            successors: ["H24.01"])
        merged.validUntil = Timestamp(milliseconds: 0)
        _ = try await province.store.put(agencies: [merged], by: "test", now: HubClock.system.now())
        let document = try Province.signed(
            Province.document(to: ["H24.02", "H24O2", "000.00.03.H24"], number: 91), by: "H24.01")
        let checked = try await province.call(
            "/api/v1/check",
            [("Authorization", "Bearer \(Province.token)"), ("Content-Type", "application/xml")], document)
        let posted = try await province.post(document)
        #expect(posted.status == 201)
        for answer in [checked, posted] {
            #expect(text(answer).contains("H24.02 (Sở Tài chính)"), "\(text(answer))")
            #expect(text(answer).contains("H24.01 (Sở Nội vụ)"))
        }
        let id = try #require(posted.receipt?.documentID)
        let deliveries = try await province.store.deliveries(of: id)
        #expect(deliveries.map(\.state) == [.available, .refused, .refused])
        #expect(deliveries[1].reason?.contains("H24.02 (Sở Tài chính)") == true)
        #expect(deliveries[2].reason?.contains("H24.01 (Sở Nội vụ)") == true)
        await province.stop()
    }
}
