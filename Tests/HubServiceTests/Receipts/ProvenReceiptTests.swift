import Crypto
import EdXML
import Foundation
import HubCore
import HubStore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `A receipt that proves itself` {
    private func receipt(_ province: Province, _ id: String, as token: String = Province.token) async throws
        -> ProvenReceipt
    {
        let answer = try await province.api(.GET, "receipts/\(id)", as: token)
        #expect(answer.status == 200, "\(answer.text)")
        return try JSONDecoder().decode(ProvenReceipt.self, from: Data(answer.bytes))
    }

    private func delivery(_ province: Province, _ document: String) async throws -> String {
        let deliveries = try await province.api(.GET, "documents/\(document)/deliveries").items
        return try #require(deliveries.first?["id"]?.scalar)
    }

    private func verification(
        _ province: Province, _ id: String, document: [UInt8]? = nil, key: NoteKey? = nil
    ) async throws -> ReceiptVerification {
        let folder = province.folder.path
        let (file, packet) = ("\(folder)/receipt-\(id).json", "\(folder)/\(id).edxml")
        let answer = try await province.api(.GET, "receipts/\(id)")
        try Data(answer.bytes).write(to: URL(fileURLWithPath: file))
        if let document { try Data(document).write(to: URL(fileURLWithPath: packet)) }
        return try await ReceiptVerification(
            file: file, key: (key ?? province.store.publicKey).text, document: document.map { _ in packet })
    }

    @Test func `of a document says who sent what to whom, and fits its file and no other`() async throws {
        let province = try await Province()
        let packet = try Province.signed(Province.document(from: "H24.01", to: ["H24.02"], number: 1), by: "H24.01")
        let sent = try await province.api(.POST, "documents", packet: packet)
        let id = try #require(sent.json["receipt"]?["documentId"]?.scalar)
        let verified = try await verification(province, id, document: packet)
        #expect(verified.judgement.isProven && verified.judgement.isTheDocument == true)
        let said = verified.text(in: .vi)
        #expect(said.hasPrefix("✓ BIÊN NHẬN ĐÚNG\n  Trục hub.example.vn đã tiếp nhận văn bản"), "\(said)")
        #expect(
            said.contains("(H24.01)") && said.contains("(H24.02)") && said.contains("đúng là văn bản ấy, từng byte"))
        #expect(verified.text(in: .en).contains("The hub hub.example.vn accepted document"))
        let other = try await verification(province, id, document: packet + [10])
        #expect(!other.judgement.isProven && other.text(in: .en).contains("The document at hand is another"))
        await province.stop()
    }

    @Test func `of a hand-over is there from when the recipient has it, and says so`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let delivery = try await delivery(province, document)
        let early = try await province.api(.GET, "receipts/\(delivery)")
        #expect(early.status == 404 && early.codes == ["API-NOT-HANDED-OVER"])
        #expect(try await province.api(.GET, "mailbox/\(delivery)/content").status == 200)
        let fetched = try await verification(province, delivery)
        #expect(fetched.judgement.handOver.map(\.content.event) == [.fetched])
        _ = try await province.api(.POST, "mailbox/\(delivery)", json: #"{"status": "done"}"#)
        let held = try await verification(province, delivery)
        #expect(held.judgement.isProven && held.judgement.handOver.map(\.content.event) == [.fetched, .acknowledged])
        let said = held.text(in: .vi)
        #expect(said.contains("đã lấy toàn bộ gói tin lúc") && said.contains("xác nhận đã giữ gói tin, lúc"), "\(said)")
        #expect(held.text(in: .en).contains("confirmed at"))
        #expect(held.json.contains(#""proven":true"#) && held.json.contains(delivery))
        await province.stop()
    }

    @Test func `of a status names it and what it is about`() async throws {
        let province = try await Province()
        _ = try await province.accepted(1)
        let sent = try await province.api(
            .POST, "statuses", packet: Province.status("03", from: "H24.02", about: 1, of: "H24.01"))
        let id = try #require(sent.json["receipt"]?["documentId"]?.scalar, "\(sent.text)")
        let verified = try await verification(province, id)
        #expect(verified.judgement.isProven)
        #expect(verified.text(in: .vi).contains("trạng thái 03"), "\(verified.text(in: .vi))")
        await province.stop()
    }

    @Test func `of what went up the axis says when the axis had it`() async throws {
        let province = try await Province(withAxis: true)
        let document = try await province.accepted(1, to: ["G22"])
        let delivery = try await delivery(province, document)
        var answer = try await province.api(.GET, "receipts/\(delivery)")
        for _ in 0..<200 where answer.status == 404 {
            try await Task.sleep(for: .milliseconds(50))
            answer = try await province.api(.GET, "receipts/\(delivery)")
        }
        let verified = try await verification(province, delivery)
        #expect(verified.judgement.isProven && verified.text(in: .vi).contains("đã được trục quốc gia nhận đủ lúc"))
        await province.stop()
    }

    @Test func `is for the parties alone`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let delivery = try await delivery(province, document)
        let (sender, recipient, stranger) = (
            try await province.token("H24.01").secret, try await province.token("H24.02").secret,
            try await province.token("H24").secret
        )
        for (token, status) in [(sender, 200), (recipient, 200), (stranger, 404)] {
            #expect(try await province.api(.GET, "receipts/\(document)", as: token).status == status)
        }
        let hidden = try await province.api(.GET, "receipts/\(delivery)", as: stranger)
        #expect(hidden.status == 404 && hidden.codes == ["API-DOCUMENT-UNKNOWN"])
        let unscoped = try await province.token("H24.01", [.check]).secret
        #expect(try await province.api(.GET, "receipts/\(document)", as: unscoped).status == 403)
        await province.stop()
    }

    @Test func `is got and verified on the command line's ways, and believes the key it is given alone`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let address = "http://127.0.0.1:\(province.port)"
        let fetched = try await ReceiptFetching.fetch(document, from: address, token: Secret(Province.token))
        #expect(fetched?.contains(document) == true)
        #expect(try await ReceiptFetching.fetch("nowhere", from: address, token: Secret(Province.token)) == nil)
        await #expect(throws: SendFailure.self) {
            try await ReceiptFetching.fetch(document, from: address, token: Secret("falsch"))
        }
        let stranger = HubSigner(origin: "hub.example.vn", key: .init())
        let judged = try await verification(province, document, key: stranger.publicKey)
        #expect(judged.judgement.flaws == [.checkpoint])
        await #expect(throws: CannotJudge.self) {
            try await ReceiptVerification(file: "/dev/null", key: stranger.publicKey.text, document: nil)
        }
        await #expect(throws: CannotJudge.self) {
            try await ReceiptVerification(file: "/dev/null", key: "hub.example.vn", document: nil)
        }
        await province.stop()
    }
}
