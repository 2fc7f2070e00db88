import HubCore
import HubStore
import Hummingbird
import NIOCore
import Synchronization
import Testing
import VXP

@testable import HubService

/// An axis that holds packets of every type and can give all of them but one.
private final class SpoiledAxis: Sendable {
    private let packets: [(docID: String, type: MessageType, bytes: [UInt8]?)]
    private let words = Mutex<[String: String]>([:])

    /// - Parameter packets: in the order listed; the one without bytes breaks off whenever it is asked for.
    init(_ packets: [(docID: String, type: MessageType, bytes: [UInt8]?)]) { self.packets = packets }

    /// What was said of each packet.
    var acknowledged: [String: String] { words.withLock { $0 } }

    var router: Router<HubRequestContext> {
        let router = HubRouter.make()
        router.post("/vxp/{operation}") { [self] request, context in
            let headers = Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }) { first, _ in first }
            func parameter(_ name: String) -> String { headers["xroadvnpt-\(name)"] ?? "" }
            let docID = parameter("docid")
            switch context.parameters.get("operation") {
            case "getReceivedEdocList":
                return PlayedAxis.answer(.list(rows(parameter("messagetype"))))
            case "getEdoc":
                guard let bytes = packets.first(where: { $0.docID == docID })?.bytes else {
                    return PlayedAxis.trouble(502, retryAfter: "1")
                }
                var reply = StreamedReply()
                return PlayedAxis.answer(bytes: reply.take(bytes) + reply.finish())
            case "updateStatus":
                words.withLock { $0[docID] = parameter("status") }
                return PlayedAxis.answer(.done)
            default: return PlayedAxis.trouble(404, retryAfter: "1")
            }
        }
        return router
    }

    private func rows(_ type: String) -> [ReceivedRow] {
        packets.filter { $0.type.rawValue == type && acknowledged[$0.docID] == nil }.map { packet in
            ReceivedRow(
                docID: packet.docID, messageType: packet.type, createdTime: "", updatedTime: "", from: "G22",
                to: "H24.01", status: .initial, statusDescription: "")
        }
    }
}

@Suite struct `Packets that the axis holds` {
    @Test func `are all taken and acknowledged, though one of them cannot be had`() async throws {
        let letters = try (1...3).map { number in
            try Province.signed(Province.document(from: "G22", to: ["H24.01"], number: number), by: "G22")
        }
        let status = Province.status("03", from: "G22", about: 77, of: "H24.01")
        let axis = SpoiledAxis([
            ("d1", .edoc, letters[0]), ("d2", .edoc, nil), ("d3", .edoc, letters[1]),
            ("d4", .edoc, Array("<not-edxml/>".utf8)), ("d5", .edoc, letters[2]), ("s1", .status, status),
        ])
        try await TestListener.with(HTTPLimits(), router: axis.router) { port, _ in
            let province = try await Province { configuration in
                configuration.axis = AxisLink(
                    url: "http://127.0.0.1:\(port)/vxp", systemID: Province.centre,
                    secret: .value(HubService.Secret("x")), pollInterval: .milliseconds(50))
            }
            for _ in 0..<600 where axis.acknowledged.count < 5 { try await Task.sleep(for: .milliseconds(50)) }
            let expected = ["d1": "done", "d3": "done", "d4": "fail", "d5": "done", "s1": "done"]
            #expect(axis.acknowledged == expected)
            // Nothing is said of what could not be had, and nothing is known of it: it is asked for again.
            #expect(try await province.store.axisItem("d2") == nil)
            #expect(try await province.store.parkedStatuses(limit: 9).map(\.about.code) == ["77/SNV-VP"])
            await province.stop()
        }
    }
}
