import Foundation
import HubCore
import HubStore
import SignedXML
import Testing
import VXP

@testable import HubService

/// Asks again and again, for a minute at most, until it is so.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<1200 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("it never came about: \(what)")
}

@Suite struct `Through the national axis` {
    @Test func `a document goes up once, and the five states come back to its sender`() async throws {
        let province = try await Province(withAxis: true)
        let document = try Province.signed(Province.document(to: ["G22", "H26", "H24.02"], number: 50), by: "H24.01")
        let id = try #require(try await province.send(document).receipt?.documentID)
        try await eventually("06 from both remote recipients") {
            let remote = try await province.store.deliveries(of: id).filter { $0.route == .axis }
            return remote.count == 2 && remote.allSatisfy { $0.business.code == "06" && $0.state == .delivered }
        }
        for delivery in try await province.store.deliveries(of: id) where delivery.route == .axis {
            #expect(
                Set(delivery.statuses.map(\.code)) == ["01", "03", "04", "05", "06"]
                    && delivery.business.contradictions.isEmpty)
        }
        // The statuses are packets in the sender's mailbox too, and nothing is left unacknowledged at the axis.
        try await eventually("acknowledged upstream") {
            try await province.store.unacknowledgedAxisItems(limit: 1).isEmpty
        }
        let statuses = try Envelope(try await province.vxp(.getReceivedEdocList, .receivedEdocList(.status)).json).rows(
            ReceivedRow.self)
        #expect(statuses.count == 10)
        let seen = try await province.get("/api/v1/documents/\(id.text)").json["deliveries"]?.elements ?? []
        #expect(seen.compactMap { $0["transport"]?.scalar } == ["delivered", "delivered", "available"])
        await province.stop()
    }

    @Test func `an axis that is away only delays it`() async throws {
        let province = try await Province { configuration in
            configuration.axis = AxisLink(
                url: "http://127.0.0.1:1/vxp", systemID: Province.centre, secret: .value(HubService.Secret("x")),
                pollInterval: .milliseconds(200))
        }
        let document = try Province.signed(Province.document(to: ["G22"], number: 51), by: "H24.01")
        let id = try #require(try await province.post(document).receipt?.documentID)
        try await eventually("a deferral with its reason") {
            let delivery = try await province.store.deliveries(of: id)[0]
            return delivery.state == .waiting && delivery.attempt > 0 && delivery.reason != nil
                && delivery.notBefore != nil
        }
        await province.stop()
    }
}

@Suite struct `Statuses of a local recipient` {
    @Test func `late, repeated and out of order are kept, and the furthest is shown`() async throws {
        let province = try await Province()
        let id = try #require(
            try await province.post(Province.signed(Province.document(number: 60), by: "H24.01")).receipt?.documentID)
        for (code, time) in [
            ("05", "11:00:00"), ("01", "09:00:00"), ("03", "10:00:00"), ("03", "10:00:00"), ("06", "13:00:00"),
            ("02", "12:00:00"),
        ] {
            let status = Province.status(code, from: "H24.02", about: 60, of: "H24.01", at: "2026/11/05 \(time)")
            #expect(try await province.send(status, as: .status, from: "H24.02").json["ErrorCode"]?.scalar == "0")
        }
        let delivery = try await province.store.deliveries(of: id)[0]
        #expect(delivery.statuses.map(\.code).sorted() == ["01", "02", "03", "05", "06"])
        #expect(delivery.business.code == "02" && delivery.business.contradictions.map(\.status.code) == ["06"])
        await province.stop()
    }

    @Test func `about a document not yet here are parked, and matched when it comes`() async throws {
        let province = try await Province()
        let status = Province.status("03", from: "H24.02", about: 61, of: "H24.01")
        #expect(try await province.send(status, as: .status, from: "H24.02").json["ErrorCode"]?.scalar == "0")
        #expect(try await province.store.parkedStatuses(limit: 5).count == 1)
        let id = try #require(
            try await province.post(Province.signed(Province.document(number: 61), by: "H24.01")).receipt?.documentID)
        #expect(try await province.store.parkedStatuses(limit: 5).isEmpty)
        #expect(try await province.store.deliveries(of: id)[0].business.code == "03")
        await province.stop()
    }

    @Test func `by an agency that the caller does not speak for are refused`() async throws {
        let province = try await Province()
        let status = Province.status("03", from: "G22", about: 62, of: "H24.01")
        #expect(try await province.send(status, as: .status, from: "G22").codes.contains("HUB-SENDER-NOT-CALLERS"))
        await province.stop()
    }
}
