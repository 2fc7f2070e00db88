import EdXML
import Foundation
import HubCore
import HubStore
import Logging
import SignedXML
import Testing
import VXP

@testable import HubService

@Suite struct `A document that an agency pushes` {
    @Test func `is accepted through either door, with a receipt that verifies`() async throws {
        let province = try await Province()
        let first = try Province.signed(Province.document(number: 1), by: "H24.01")
        let answer = try await province.send(first)
        #expect(answer.json["status"]?.scalar == "OK" && answer.json["ErrorCode"]?.scalar == "0", "\(answer)")
        let receipt = try #require(answer.receipt)
        #expect(receipt.sha256 == FileHash(of: first).text(.padded))
        let second = try await province.post(Province.signed(Province.document(number: 2), by: "H24.01"))
        #expect(second.status == 201 && second.receipt?.journalIndex ?? 0 > receipt.journalIndex, "\(second)")
        let payload = try #require(try await province.store.payload(receipt.sha256))
        guard case .bytes(let bytes) = payload.content else { throw SignedXMLError("not inline") }
        #expect(bytes == first)
        await province.stop()
    }

    @Test func `and repeats gets the same receipt; other bytes under its key are a conflict`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 3), by: "H24.01")
        let first = try await province.post(document)
        let again = try await province.post(document)
        let through = try await province.send(document)
        #expect(first.status == 201 && again.status == 200)
        #expect(again.receipt == first.receipt && through.receipt == first.receipt && first.receipt != nil)
        let other = try Province.signed(Province.document(number: 3, subject: "Về việc khác"), by: "H24.01")
        let conflict = try await province.post(other)
        #expect(conflict.status == 409 && conflict.codes == ["HUB-CONFLICT"])
        #expect(try await province.send(other).codes == ["HUB-CONFLICT"])
        #expect(try await province.store.find("3/SNV-VP", limit: 10).count == 1)
        await province.stop()
    }

    @Test func `and that names an unknown recipient among others is refused for that one only`() async throws {
        let province = try await Province()
        let document = Province.document(to: ["H24.02", "H99.99"], number: 4)
        let answer = try await province.post(Province.signed(document, by: "H24.01"))
        #expect(answer.status == 201 && answer.codes.contains("HUB-RECIPIENT-UNKNOWN"), "\(answer)")
        let id = try #require(answer.receipt?.documentID)
        let states = try await province.store.deliveries(of: id).map { [$0.recipient, $0.state.rawValue] }
        #expect(states == [["H24.02", "available"], ["H99.99", "refused"]])
        await province.stop()
    }

    @Test func `lies in the recipient's mailbox until it is acknowledged, byte for byte`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(number: 5), by: "H24.01")
        _ = try await province.send(document)
        let rows = try Envelope(try await province.vxp(.getReceivedEdocList, .receivedEdocList(.edoc)).json).rows(
            ReceivedRow.self)
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row.from == "H24.01" && row.to == "H24.02" && row.status == .initial)
        let data = try await province.vxp(.getEdoc, .edoc(row.docID)).json["data"]?.scalar
        #expect(data.flatMap { Data(base64Encoded: $0) } == Data(document))
        let done = try await province.vxp(.updateStatus, .updateStatus(row.docID, .done, description: nil))
        #expect(done.json["ErrorCode"]?.scalar == "0")
        let left = try Envelope(try await province.vxp(.getReceivedEdocList, .receivedEdocList(.edoc)).json).rows(
            ReceivedRow.self)
        #expect(left.isEmpty)
        let mailbox = try await province.get("/api/v1/mailbox?all=true")
        #expect(mailbox.json["items"]?.elements?.first?["state"]?.scalar == "delivered")
        await province.stop()
    }

    @Test func `and the axis brings back is a repeat there, and not refused`() async throws {
        let province = try await Province()
        let document = try Province.signed(Province.document(to: ["H24.02", "G22"], number: 6), by: "H24.01")
        let receipt = try #require(try await province.post(document).receipt)
        let intake = Intake(
            store: province.store, inspector: try Inspector(schemaFolder: Province.root + "/Schemas"),
            trust: TrustKeeper(try TrustStore(anchors: []), at: 0), policy: HubPolicy(), clock: .system,
            logger: Logger(label: "intake") { _ in SwiftLogNoOpLogHandler() })
        func fromAxis(_ bytes: [UInt8], _ docID: String) async throws -> AxisItem? {
            let arrival = try intake.begin(from: .axis(docID: docID))
            try await arrival.take(bytes)
            _ = try await arrival.finish()
            return try await province.store.axisItem(docID)
        }
        let back = try #require(try await fromAxis(document, "d1"))
        #expect(back.outcome == .duplicate && back.document == receipt.documentID)
        let forged = try Province.signed(Province.document(to: ["H24.02"], number: 7), by: "H24.01")
        #expect(try await fromAxis(forged, "d2")?.codes.contains("HUB-SENDER-NOT-CALLERS") == true)
        await province.stop()
    }
}
