import AsyncHTTPClient
import AxisSimulator
import Foundation
import HubCore
import HubStore
import NIOCore
import NIOHTTP1
import SignedXML
import Testing

@testable import HubService

/// What the hub makes of an axis on its bad days. Each of these once lost something.
@Suite(.timeLimit(.minutes(2)))
struct `An axis that misbehaves` {
    private func sendDown(_ number: Int, to province: Province) throws {
        let attachment = Array("%PDF-1.4\n".utf8) + Array(repeating: UInt8(ascii: "%"), count: 3_000)
        let document = try Province.signed(
            Province.document(from: "G22", to: ["H24.01"], number: number, attachment: attachment), by: "G22")
        try Data(document).write(to: URL(filePath: "\(province.folderDown)/\(number).edxml"), options: .atomic)
    }

    private func arrived(_ count: Int, at province: Province) async throws {
        try await eventually("\(count) documents in the mailbox") {
            try await province.store.mailbox(
                of: .centre(Province.centre), kind: .document, accepted: AcceptanceWindow(), openOnly: true, after: 0,
                limit: 100
            ).count == count
        }
    }

    @Test func `a document spoiled on its way is fetched again, and not told fail`() async throws {
        let spoiled = FaultRule(.wrongHash, operations: ["getEdoc"], calls: 1...2)
        let province = try await Province(withAxis: true, misbehaving: { $0.faults.rules = [spoiled] })
        try sendDown(70, to: province)
        try await arrived(1, at: province)
        try await eventually("it is told") { try await !province.acknowledgements().isEmpty }
        #expect(try await province.acknowledgements() == ["done"])
        await province.stop()
    }

    @Test func `a document that is bad each time is told fail, once the same bytes have come twice`() async throws {
        let province = try await Province(withAxis: true)
        try Data(Province.document(from: "G22", to: ["H24.01"], number: 71)).write(
            to: URL(filePath: "\(province.folderDown)/71.edxml"), options: .atomic)
        try await eventually("it is told") { try await !province.acknowledgements().isEmpty }
        #expect(try await province.acknowledgements() == ["fail"])
        let kinds = try await province.store.journal(from: 0, limit: 1000).map(\.kind)
        #expect(kinds.count { $0 == "refused" } == 2)
        await province.stop()
    }

    @Test func `a packet that cannot be fetched does not hold up those behind it`() async throws {
        let province = try await Province(
            withAxis: true,
            misbehaving: { $0.faults.rules = [FaultRule(.dropAfter, operations: ["getEdoc"], probability: 0.6)] })
        for number in 72...76 { try sendDown(number, to: province) }
        try await arrived(5, at: province)
        await province.stop()
    }

    @Test func `an expired certificate delays everything, and a valid one is believed again`() async throws {
        let (control, pki) = (try await freePorts(1)[0], try Province.pki.get())
        let expired = pki.faulty(.expired)
        let province = try await Province(
            withAxis: true,
            adjusting: { hub in
                hub.axis?.url.replace("http:", with: "https:")
                hub.axis?.authorities = [pki.anchor]
            },
            misbehaving: { axis in
                axis.control = AxisControl(port: control)
                axis.tls = AxisTLS(
                    valid: .init(certificate: pki.server.certificates, key: pki.server.key),
                    expired: .init(certificate: expired.certificates, key: expired.key))
            })
        try await HTTPClient.withLines { http in
            let board = AxisSwitchboard(base: "http://127.0.0.1:\(control)", http: http)
            try await board.order(.certificate(isExpired: true))
            let document = try Province.signed(Province.document(to: ["G22"], number: 85), by: "H24.01")
            let id = try #require(try await province.post(document).receipt?.documentID)
            try await eventually("put off for the certificate") {
                try await province.store.deliveries(of: id)[0].reason?.lowercased().contains("certificate") == true
            }
            try await board.order(.certificate(isExpired: false))
            try await eventually("delivered") { try await province.store.deliveries(of: id)[0].state == .delivered }
        }
        await province.stop()
    }

    @Test func `what a restored axis has forgotten is sent again, unless its recipient has answered`() async throws {
        let control = try await freePorts(1)[0]
        let province = try await Province(
            withAxis: true, adjusting: { $0.axis?.recheckInterval = .milliseconds(200) },
            misbehaving: { axis in
                axis.control = AxisControl(port: control)
                axis.answers.parts = [.init(.silent, agencies: Set([axis.remoteAgencies[0].code]))]
            })
        try await HTTPClient.withLines { http in
            let board = AxisSwitchboard(base: "http://127.0.0.1:\(control)", http: http)
            func send(_ number: Int) async throws -> DocumentID {
                let document = try Province.signed(Province.document(to: ["G22", "H26"], number: number), by: "H24.01")
                let id = try #require(try await province.post(document).receipt?.documentID)
                try await eventually("delivered, and H26 has answered") {
                    let deliveries = try await province.store.deliveries(of: id)
                    return deliveries.allSatisfy { $0.state == .delivered } && deliveries[1].business.code == "06"
                }
                return id
            }
            let known = try await send(80)
            try await board.order(.backup)
            let forgotten = try await send(81)
            let before = try await province.store.deliveries(of: forgotten)
            try await board.order(.restore)
            try await eventually("sent again") {
                let now = try await province.store.deliveries(of: forgotten)
                return now[0].state == .delivered && now[0].reference != before[0].reference
            }
            #expect(try await province.store.deliveries(of: forgotten)[1].reference == before[1].reference)
            let moves = try await province.store.journal(about: known).map(\.kind)
            #expect(!moves.contains("forgotten"))
        }
        await province.stop()
    }
}

extension Province {
    /// The last words that the axis was told about what it handed over.
    fileprivate func acknowledgements() async throws -> [String] {
        let url = "http://127.0.0.1:\(axisPort ?? 0)/axis/history"
        let reply = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(20))
        let body = try await reply.body.collect(upTo: 1 << 24)
        let history = try JSONDecoder().decode(AxisHistory.self, from: Data(body.readableBytesView))
        return history.handedOver.map(\.event).filter { ["done", "fail"].contains($0) }
    }
}
